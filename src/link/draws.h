// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "link/evaluate.h"
#include "link/link.h"
#include "link/linkage.h"
#include "link/records.h"
#include "link/settings.h"

namespace manumit::link {

/// Pairs that weigh less are one person's once in more than a hundred times: no draw asks for them.
inline constexpr double kDrawsFrom = -7;

/// Clusters as they might be as well: what is unsure comes out one way here and the other way
/// there, so that whoever counts can count each draw and see how far the linkage matters.
///
/// Groups become one as in linking, from the most alike on, but each time with the probability that
/// the average weight of their pairs stands for; two groups that did not become one stay apart in
/// that draw. The prior is drawn too, from its interval. What the weights themselves may be wrong
/// by is not in the draws, nor are pairs that no rule has found.
///
/// A draw depends on the seed, its number and what the records say: neither on the number of
/// threads nor on the other draws.
class ClusterDraws {
 public:
  /// `linkage` must have been made of this table with these settings and decisions, and have kept
  /// its pairs from `kDrawsFrom` on; the table must outlive it. Memory: the pairs within groups.
  [[nodiscard]] static Result<ClusterDraws> of(const RecordTable& table, const Settings& settings,
                                               const Linkage& linkage,
                                               const Decisions& decisions = {});
  ClusterDraws(ClusterDraws&&) noexcept;
  ClusterDraws& operator=(ClusterDraws&&) noexcept;
  ~ClusterDraws();

  /// For each record the first of its cluster, as `Linkage::cluster`.
  [[nodiscard]] std::vector<std::uint32_t> draw(std::uint32_t number) const;

 private:
  struct Inside;
  explicit ClusterDraws(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// What draws say together.
struct DrawsFound {
  std::vector<std::uint64_t> clusters;  ///< How many each draw has …
  Limits clusters_95;                   ///< … and between which numbers 95 of 100 lie.
  /// How right the clusters that were found would be if a draw were the truth, over pairs of
  /// records: the mean over the draws, and between which limits 95 of 100 lie. Nobody's word is
  /// needed for it, and what no draw has in it (pairs that no rule found, weights that are wrong)
  /// it cannot see.
  Rate precision;
  Rate recall;
};

/// Gathers draws one by one, so that none needs to be kept.
class DrawTally {
 public:
  /// `found` are the clusters that linking found, the same each time.
  [[nodiscard]] Result<void> add(const std::vector<std::uint32_t>& found,
                                 const std::vector<std::uint32_t>& drawn);
  /// Nothing where nothing was added.
  [[nodiscard]] std::optional<DrawsFound> found() const;

 private:
  std::vector<double> clusters_;
  std::vector<double> precision_;
  std::vector<double> recall_;
};

}  // namespace manumit::link
