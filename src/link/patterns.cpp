// SPDX-License-Identifier: Apache-2.0
#include "patterns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "base/check.h"
#include "base/parallel.h"
#include "hashing.h"
#include "pair_walk.h"

namespace manumit::link {
namespace {

// A level has four bits of the key of a pattern, in which nought stands for none.
constexpr std::size_t kLevelsOfKey = 15;

constexpr double kStepsABit = 2;  // Bits are kept to half a bit.

/// A pattern in two words: a level takes four bits.
struct PatternKey {
  std::uint64_t levels = 0;
  std::int64_t steps = 0;
  friend bool operator==(const PatternKey&, const PatternKey&) = default;
  friend auto operator<=>(const PatternKey&, const PatternKey&) = default;
};
struct PatternHash {
  std::size_t operator()(const PatternKey& key) const {
    return mixed(key.levels, static_cast<std::uint64_t>(key.steps));
  }
};
using Counts = std::unordered_map<PatternKey, std::array<std::uint32_t, kGroups>, PatternHash>;

/// Some rows of a block with all rows below them.
struct BlockRows {
  std::uint32_t block = 0;
  std::uint32_t first = 0;
  std::uint32_t rows = 0;
};

/// Blocks are dealt out whole, but a large one, as every pair of records is, by its rows.
std::vector<BlockRows> rows_of(const Blocks& blocks, std::size_t some,
                               std::uint32_t most_in_block) {
  constexpr std::uint32_t kRows = 64;
  std::vector<BlockRows> all;
  for (std::uint32_t i = 0; i < some; ++i) {
    const auto size = static_cast<std::uint32_t>(blocks.blocks()[i].size());
    if (size > most_in_block)
      continue;
    for (std::uint32_t first = 0; first < size; first += kRows)
      all.push_back({i, first, std::min(kRows, size - first)});
  }
  return all;
}

/// Compares pairs by what is taught, and keeps how they agree.
class Counting {
 public:
  Counting(const Fields& fields, const std::vector<Comparator>& comparators, const RuleKeys& rule,
           const std::vector<bool>& taught, const Blocks& blocks)
      : fields_(fields), rule_(rule), blocks_(blocks) {
    for (std::size_t i = 0; i < comparators.size(); ++i) {
      if (taught[i])
        taught_.emplace_back(i, &comparators[i]);
    }
  }

  [[nodiscard]] Counts count(const std::vector<BlockRows>& rows, unsigned threads) const;

 private:
  [[nodiscard]] PatternKey key_of(const RecordRow& a, const RecordRow& b) const;
  [[nodiscard]] std::size_t group_of(const Block& block, std::uint32_t a, std::uint32_t b) const;
  void count_rows(const BlockRows& part, const PairFilter& filter, Counts& counts) const;

  const Fields& fields_;
  const RuleKeys& rule_;
  const Blocks& blocks_;
  std::vector<std::pair<std::size_t, const Comparator*>> taught_;
};

PatternKey Counting::key_of(const RecordRow& a, const RecordRow& b) const {
  PatternKey key;
  double bits = 0;
  for (const auto& [i, comparator] : taught_) {
    const std::uint32_t one = fields_.id(a, comparator->field());
    const std::uint32_t other = fields_.id(b, comparator->field());
    if (one == 0 || other == 0)
      continue;
    const Agreement agreement = comparator->compare(one, other);
    if (agreement.level == kNoEvidence)
      continue;
    MANUMIT_CHECK(agreement.level < kLevelsOfKey && i < kMostComparisons);
    key.levels |= (std::uint64_t{agreement.level} + 1) << (4 * i);
    bits += static_cast<double>(agreement.bits);
  }
  key.steps = std::lround(bits * kStepsABit);
  return key;
}

/// Blocks from the smallest key on, until they hold enough pairs.
std::size_t enough_blocks(const Blocks& blocks, std::uint64_t most, std::uint32_t most_in_block) {
  std::uint64_t pairs = 0;
  std::size_t count = 0;
  while (count < blocks.blocks().size() && pairs < most) {
    const Block& block = blocks.blocks()[count++];
    pairs += block.size() <= most_in_block ? block.pairs() : 0;
  }
  return count;
}

/// Blocks are dealt out to the groups; where there are few, as if every pair is one block, their
/// pairs are, whichever record of a pair comes first.
std::size_t Counting::group_of(const Block& block, std::uint32_t a, std::uint32_t b) const {
  const bool few = blocks_.blocks().size() < kGroups;
  return mixed(blocks_.key(block), few ? fields_.hash(a) + fields_.hash(b) : 0) % kGroups;
}

void Counting::count_rows(const BlockRows& part, const PairFilter& filter, Counts& counts) const {
  const Block& block = blocks_.blocks()[part.block];
  const auto records = blocks_.records(block);
  for (std::size_t i = part.first; i < part.first + part.rows; ++i) {
    const RecordRow here = fields_.row(records[i].record);
    for (std::size_t k = i + 1; k < records.size(); ++k) {
      const RecordRow there = fields_.row(records[k].record);
      if (filter.belongs(records[i].key, here, there))
        ++counts[key_of(here, there)][group_of(block, records[i].record, records[k].record)];
    }
  }
}

Counts Counting::count(const std::vector<BlockRows>& rows, unsigned threads) const {
  constexpr std::size_t kPieces = 16;
  auto pieces = parallel_map<Counts>(kPieces, threads, [&](std::size_t piece) -> Result<Counts> {
    Counts counts;
    const PairFilter filter(fields_, {&rule_, 1}, 0);
    for (std::size_t i = piece; i < rows.size(); i += kPieces) {
      if (const std::size_t later = i + kPieces * Blocks::kAhead; later < rows.size())
        blocks_.fetch(fields_, blocks_.blocks()[rows[later].block]);
      count_rows(rows[i], filter, counts);
    }
    return counts;
  });
  MANUMIT_CHECK(pieces.has_value());
  Counts all = std::move(pieces->front());
  for (std::size_t piece = 1; piece < kPieces; ++piece) {
    for (const auto& [key, groups] : (*pieces)[piece]) {
      auto& into = all[key];
      for (std::size_t group = 0; group < kGroups; ++group)
        into[group] += groups[group];
    }
  }
  return all;
}

Pattern pattern_of(const PatternKey& key, const std::array<std::uint32_t, kGroups>& pairs) {
  Pattern pattern;
  pattern.pairs = pairs;
  pattern.bits = static_cast<double>(key.steps) / kStepsABit;
  for (std::size_t i = 0; i < kMostComparisons; ++i) {
    const std::uint64_t level = key.levels >> (4 * i) & 15U;
    pattern.level[i] = level == 0 ? kNoEvidence : static_cast<std::uint8_t>(level - 1);
  }
  return pattern;
}

}  // namespace

PatternTable patterns_of(const Fields& fields, const std::vector<Comparator>& comparators,
                         const RuleKeys& rule, const std::vector<bool>& taught, std::uint64_t most,
                         std::uint32_t most_in_block, unsigned threads, Blocks& blocks) {
  blocks.find(fields, rule, threads);
  if (rule.is_every_pair())
    most_in_block = std::numeric_limits<std::uint32_t>::max();
  const std::size_t some = enough_blocks(blocks, most, most_in_block);
  const Counts counts = Counting(fields, comparators, rule, taught, blocks)
                            .count(rows_of(blocks, some, most_in_block), threads);
  std::vector<PatternKey> keys;
  for (const auto& [key, groups] : counts)
    keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  PatternTable table;
  table.all_pairs = blocks.pairs();
  for (const PatternKey& key : keys) {
    table.patterns.push_back(pattern_of(key, counts.at(key)));
    for (const std::uint32_t pairs : table.patterns.back().pairs)
      table.pairs += pairs;
  }
  return table;
}

}  // namespace manumit::link
