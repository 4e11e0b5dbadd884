// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "blocks.h"
#include "lane_bounds.h"
#include "pair_walk.h"
#include "scorer.h"

namespace manumit::link {

/// A pair that weighs enough: its evidence, without the prior.
struct Edge {
  std::uint32_t a = 0;  ///< The smaller number.
  std::uint32_t b = 0;
  float evidence = 0;
};

/// How many pairs have how much evidence, in steps of a quarter of a bit.
class EvidenceCounts {
 public:
  static constexpr double kStep = 0.25;
  static constexpr double kLeast = -64;
  static constexpr std::size_t kBins = 768;

  void add(double evidence);
  void add(const EvidenceCounts& other);
  [[nodiscard]] const std::array<std::uint64_t, kBins>& bins() const { return bins_; }
  /// The middle of a bin.
  [[nodiscard]] static double evidence_of(std::size_t bin) {
    return kLeast + (static_cast<double>(bin) + 0.5) * kStep;
  }

 private:
  std::array<std::uint64_t, kBins> bins_{};
};

/// What came of some work on pairs.
struct ScoredPairs {
  std::vector<Edge> edges;     ///< At least the floor.
  std::uint64_t compared = 0;  ///< All that belong to the rule.
};

/// Scores the pairs of blocks: a glance at many at once first, which most pairs do not survive, the
/// whole comparison for the rest. One for each thread.
class BlockScorer {
 public:
  /// `tables` are of `bound_tables`. All must outlive the scorer.
  BlockScorer(const Scorer& scorer, const std::vector<BoundTable>& tables, double floor)
      : scorer_(scorer), tables_(tables), floor_(floor), lanes_(scorer.count()) {}

  /// Adds the pairs of these rows of a block with all rows below them.
  void score(std::span<const Keyed> block, PairFilter& filter, std::size_t first_row,
             std::size_t rows, ScoredPairs& into);

 private:
  void score_small(std::span<const Keyed> block, const PairFilter& filter, std::size_t first_row,
                   std::size_t rows, ScoredPairs& into);
  void lay_out(std::span<const Keyed> block);
  void score_row(std::span<const Keyed> block, std::size_t row, ScoredPairs& into);
  void keep(std::uint32_t a, std::uint32_t b, double evidence, ScoredPairs& into) const;

  const Scorer& scorer_;
  const std::vector<BoundTable>& tables_;
  double floor_;
  std::vector<Lane> lanes_;
  std::vector<float> bounds_;
  std::vector<std::uint8_t> known_;
};

/// What each comparison can say at most of two packed texts.
[[nodiscard]] std::vector<BoundTable> bound_tables(const Scorer& scorer);

}  // namespace manumit::link
