// SPDX-License-Identifier: Apache-2.0
#include "block_scorer.h"

#include <algorithm>
#include <cmath>

namespace manumit::link {
namespace {

// Below it, laying out a block costs more than a glance at many pairs at once saves.
constexpr std::size_t kSmallBlock = 10;
// What adding in another order, and in floats, may change.
constexpr double kRounding = 1e-3;

BoundTable bound_table(const Scorer& scorer, std::size_t comparison) {
  BoundTable table;
  const Comparator& comparator = scorer.comparators()[comparison];
  for (unsigned one = 0; one < kSizes; ++one) {
    for (unsigned prefix = 0; prefix < kPrefixes; ++prefix) {
      for (unsigned other = 0; other < kSizes; ++other) {
        for (unsigned shared = 0; shared < kSizes; ++shared) {
          // A text that does not fit has size 0: all that is known is that it is another one.
          const std::size_t level =
              one == 0 || other == 0 ? 1 : comparator.best_level(one, other, shared, prefix);
          table.of_size(one)[(prefix * kSizes + other) * kSizes + shared] =
              scorer.most_from(comparison, level);
        }
      }
    }
  }
  return table;
}

}  // namespace

std::vector<BoundTable> bound_tables(const Scorer& scorer) {
  std::vector<BoundTable> tables(scorer.count());
  for (std::size_t i = 0; i < scorer.count(); ++i) {
    if (!scorer.comparators()[i].packed_values().empty())
      tables[i] = bound_table(scorer, i);
  }
  return tables;
}

void EvidenceCounts::add(double evidence) {
  const double bin = std::floor((evidence - kLeast) / kStep);
  ++bins_[static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(kBins - 1)))];
}

void EvidenceCounts::add(const EvidenceCounts& other) {
  for (std::size_t bin = 0; bin < kBins; ++bin)
    bins_[bin] += other.bins_[bin];
}

void BlockScorer::keep(std::uint32_t a, std::uint32_t b, double evidence, ScoredPairs& into) const {
  // As it is kept: whoever asks again later must find the same.
  const auto kept = static_cast<float>(evidence);
  if (static_cast<double>(kept) >= floor_)
    into.edges.push_back({std::min(a, b), std::max(a, b), kept});
}

void BlockScorer::score(std::span<const Keyed> block, PairFilter& filter, std::size_t first_row,
                        std::size_t rows, ScoredPairs& into) {
  if (block.size() < kSmallBlock) {
    score_small(block, filter, first_row, rows, into);
    return;
  }
  lay_out(block);
  filter.begin(block);
  for (std::size_t row = first_row; row < first_row + rows; ++row) {
    const std::uint64_t belong = filter.mark(row, known_);
    into.compared += belong;
    if (belong > 0)
      score_row(block, row, into);
  }
}

void BlockScorer::score_small(std::span<const Keyed> block, const PairFilter& filter,
                              std::size_t first_row, std::size_t rows, ScoredPairs& into) {
  const Fields& fields = scorer_.fields();
  for (std::size_t row = first_row; row < first_row + rows; ++row) {
    const RecordRow a = fields.row(block[row].record);
    for (std::size_t j = row + 1; j < block.size(); ++j) {
      const RecordRow b = fields.row(block[j].record);
      if (!filter.belongs(block[row].key, a, b))
        continue;
      ++into.compared;
      keep(a.record, b.record, scorer_.evidence_from(a, b, floor_), into);
    }
  }
}

/// What the block's values are at a glance, comparison by comparison.
void BlockScorer::lay_out(std::span<const Keyed> block) {
  bounds_.resize(block.size());
  known_.resize(block.size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    const Comparator& comparator = scorer_.comparators()[i];
    const std::vector<PackedText>& texts = comparator.packed_values();
    Lane& lane = lanes_[i];
    lane.resize(block.size(), !texts.empty());
    for (std::size_t j = 0; j < block.size(); ++j) {
      const std::uint32_t id = scorer_.fields().id(block[j].record, comparator.field());
      lane.id[j] = id;
      lane.same[j] = scorer_.same(i, id);
      if (texts.empty()) {
        lane.most[j] = id == 0 ? 0 : scorer_.most(i, id, id);
        continue;
      }
      const PackedText& text = texts[id];
      lane.once[j] = text.once;
      lane.twice[j] = text.twice;
      lane.more[j] = text.more;
      lane.size[j] = text.size;
      lane.first_four[j] = text.first_four;
    }
  }
}

void BlockScorer::score_row(std::span<const Keyed> block, std::size_t row, ScoredPairs& into) {
  static const AddBounds kAddBounds = add_bounds();
  std::fill(bounds_.begin() + static_cast<std::ptrdiff_t>(row) + 1, bounds_.end(),
            scorer_.most_of_ties());
  for (std::size_t i = 0; i < lanes_.size(); ++i)
    kAddBounds(lanes_[i], tables_[i], row, row + 1, bounds_.data());
  const auto enough = static_cast<float>(floor_ - kRounding);
  const RecordRow a = scorer_.fields().row(block[row].record);
  for (std::size_t j = row + 1; j < block.size(); ++j) {
    if (bounds_[j] < enough || known_[j] != 0)
      continue;
    const RecordRow b = scorer_.fields().row(block[j].record);
    keep(a.record, b.record, scorer_.evidence_from(a, b, floor_), into);
  }
}

}  // namespace manumit::link
