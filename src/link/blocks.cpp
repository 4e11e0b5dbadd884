// SPDX-License-Identifier: Apache-2.0
#include "blocks.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/check.h"
#include "base/parallel.h"

namespace manumit::link {
namespace {

// Records are first parted by the first bits of their keys, so that what is then sorted lies in the
// nearest memory.
constexpr unsigned kPartBits = 11;
constexpr std::size_t kParts = std::size_t{1} << kPartBits;
constexpr std::size_t kPiece = RecordTable::kRowsTogether;  // Records that are keyed in one go.
constexpr std::uint64_t kPairsOfWork = 50'000;
// A large block is laid out anew for each of its parts, so they are larger.
constexpr std::uint64_t kPairsOfPart = 400'000;

std::size_t part_of(std::uint64_t key) {
  return key >> (64 - kPartBits);
}

void for_each(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
  const auto done = parallel_for(count, threads, [&](std::size_t i) -> Result<void> {
    work(i);
    return {};
  });
  MANUMIT_CHECK(done.has_value());
}

/// Calls `take(key, record)` for each key of the records of a piece.
template <typename Take>
void for_keys(const Fields& fields, const RuleKeys& rule, std::size_t piece, Take take) {
  const std::size_t end = std::min(fields.records(), (piece + 1) * kPiece);
  const std::size_t columns = fields.table().columns().size();
  std::vector<std::uint64_t> keys;
  RecordRow row = fields.row(piece * kPiece);
  for (; row.record < end; ++row.record, row.values += columns) {
    if (!rule.many()) {
      if (const std::uint64_t key = rule.key(fields, row))
        take(key, row.record);
      continue;
    }
    rule.keys(fields, row, keys);
    for (const std::uint64_t key : keys)
      take(key, row.record);
  }
}

bool by_key(const Keyed& a, const Keyed& b) {
  return a.key != b.key ? a.key < b.key : a.record < b.record;
}

/// Where the keys of each piece go in each part.
class Parting {
 public:
  Parting(const Fields& fields, const RuleKeys& rule, unsigned threads)
      : fields_(fields),
        rule_(rule),
        threads_(threads),
        pieces_((fields.records() + kPiece - 1) / kPiece),
        places_(pieces_ * kParts) {}

  [[nodiscard]] std::vector<Keyed> sorted() {
    for_each(pieces_, threads_, [&](std::size_t piece) {
      for_keys(fields_, rule_, piece,
               [&](std::uint64_t key, std::uint32_t) { ++places_[piece * kParts + part_of(key)]; });
    });
    std::vector<Keyed> keyed(number_places());
    for_each(pieces_, threads_, [&](std::size_t piece) {
      for_keys(fields_, rule_, piece, [&](std::uint64_t key, std::uint32_t record) {
        keyed[places_[piece * kParts + part_of(key)]++] = {key, record};
      });
    });
    sort_parts(keyed);
    return keyed;
  }

 private:
  /// Turns counts into first places; gives how many there are.
  std::size_t number_places() {
    std::uint32_t next = 0;
    for (std::size_t part = 0; part < kParts; ++part) {
      starts_[part] = next;
      for (std::size_t piece = 0; piece < pieces_; ++piece)
        next += std::exchange(places_[piece * kParts + part], next);
    }
    starts_[kParts] = next;
    return next;
  }

  void sort_parts(std::vector<Keyed>& keyed) const {
    constexpr std::size_t kTogether = 64;
    for_each(kParts / kTogether, threads_, [&](std::size_t some) {
      for (std::size_t part = some * kTogether; part < (some + 1) * kTogether; ++part) {
        std::sort(keyed.begin() + starts_[part], keyed.begin() + starts_[part + 1], by_key);
      }
    });
  }

  const Fields& fields_;
  const RuleKeys& rule_;
  unsigned threads_;
  std::size_t pieces_;
  std::vector<std::uint32_t> places_;
  std::array<std::uint32_t, kParts + 1> starts_{};
};

/// Every pair of records is one block.
std::vector<Keyed> all_records(std::size_t records) {
  std::vector<Keyed> keyed(records);
  for (std::size_t record = 0; record < records; ++record)
    keyed[record] = {kNoPart, static_cast<std::uint32_t>(record)};
  return keyed;
}

std::vector<Block> blocks_in(const std::vector<Keyed>& keyed) {
  std::vector<Block> blocks;
  for (std::size_t begin = 0; begin < keyed.size();) {
    std::size_t end = begin + 1;
    while (end < keyed.size() && keyed[end].key == keyed[begin].key)
      ++end;
    if (end - begin > 1)
      blocks.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end;
  }
  return blocks;
}

}  // namespace

Blocks Blocks::of(const Fields& fields, const RuleKeys& rule, unsigned threads) {
  Blocks made;
  made.keyed_ = rule.is_every_pair() ? all_records(fields.records())
                                     : Parting(fields, rule, threads).sorted();
  made.blocks_ = blocks_in(made.keyed_);
  return made;
}

std::span<const Keyed> Blocks::with_key(std::uint64_t key) const {
  const auto begin = std::lower_bound(keyed_.begin(), keyed_.end(), key,
                                      [](const Keyed& a, std::uint64_t b) { return a.key < b; });
  const auto end = std::upper_bound(begin, keyed_.end(), key,
                                    [](std::uint64_t a, const Keyed& b) { return a < b.key; });
  return {begin, end};
}

std::uint64_t Blocks::pairs() const {
  return std::accumulate(blocks_.begin(), blocks_.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Block& block) { return sum + block.pairs(); });
}

std::vector<PairWork> Blocks::work(std::uint32_t most_in_block) const {
  std::vector<PairWork> all;
  PairWork now;
  std::uint64_t pairs = 0;
  const auto finish = [&](std::uint32_t next) {
    if (now.blocks > 0)
      all.push_back(now);
    now = {.first_block = next, .blocks = 0, .first_row = 0, .rows = 0};
    pairs = 0;
  };
  for (std::uint32_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    if (block.size() > most_in_block || block.pairs() > kPairsOfWork) {
      finish(i + 1);
      const auto size = static_cast<std::uint32_t>(block.size());
      const auto rows = static_cast<std::uint32_t>(std::max<std::uint64_t>(1, kPairsOfPart / size));
      for (std::uint32_t row = 0; block.size() <= most_in_block && row < size; row += rows)
        all.push_back(
            {.first_block = i, .blocks = 1, .first_row = row, .rows = std::min(rows, size - row)});
      continue;
    }
    ++now.blocks;
    pairs += block.pairs();
    if (pairs >= kPairsOfWork)
      finish(i + 1);
  }
  finish(static_cast<std::uint32_t>(blocks_.size()));
  return all;
}

}  // namespace manumit::link
