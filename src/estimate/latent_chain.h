// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fast_draws.h"
#include "list_table.h"
#include "own_lines.h"

namespace manumit::estimate {

/// Those who cannot be seen are at most so many times those who were: a sweep that goes beyond
/// draws them again (notes 4.7).
inline constexpr std::uint64_t kMostUnseenTimes = 20;

/// Where a chain begins. Chains begin apart, so that their agreement at the end means something.
struct LatentStart {
  double everyone_times = 1;     ///< Seen and unseen over seen, for the first capture rates.
  bool rates_at_random = false;  ///< Capture rates from their prior instead of the lists' sizes.
};

/// One chain of the latent class model with truncated stick-breaking (Manrique-Vallier 2016,
/// "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72(4),
/// pp. 1246-1254, pages not checked), sweep by sweep as in the notes, 4.7.
///
/// Each sweep draws from exactly the distributions named there; what makes it quick is said beside
/// the code in latent_chain.cpp. O(histories · classes) a sweep.
class LatentChain {
 public:
  LatentChain(const ListTable& table, int classes, const LatentStart& start, const Stream& stream);

  /// One sweep; without alpha while it warms up.
  void sweep(bool with_alpha = true);
  /// Puts the classes into the order of their weights.
  void sort_classes();

  [[nodiscard]] double unseen() const { return static_cast<double>(unseen_); }
  [[nodiscard]] double alpha() const { return alpha_; }
  /// Sweeps in which the unseen had to be drawn again, as they were more than the bound.
  [[nodiscard]] std::uint64_t at_bound() const { return at_bound_; }

 private:
  struct Seen {
    std::uint64_t people = 0;
    std::vector<std::size_t> lists;
  };
  void start(const LatentStart& start);
  void spread_seen();
  void draw_rates();
  void draw_weights();
  void reckon_chances();
  void draw_unseen();
  void spread_unseen();
  void draw_alpha();
  void order_classes();
  void spread_few(std::uint64_t people);
  void spread_many(std::uint64_t people);
  [[nodiscard]] std::uint64_t unseen_by_sum(double unseen_share);

  FastDraws draws_;
  std::size_t lists_;
  std::size_t classes_;
  std::uint64_t people_;
  std::vector<Seen> seen_;

  // By list and class: [list * classes_ + class].
  OwnVector<double> rate_;       ///< λ: the chance to be on the list.
  OwnVector<double> miss_;       ///< 1 - λ, drawn apart so that it keeps its digits near 0.
  OwnVector<double> odds_;       ///< λ / (1 - λ)
  OwnVector<std::uint64_t> on_;  ///< How many of the class are on the list.
  // By class.
  OwnVector<double> weight_;          ///< ν
  OwnVector<double> all_missed_;      ///< ν Π (1 - λ)
  OwnVector<double> chance_;          ///< Of one history, by class.
  OwnVector<double> left_;            ///< Sums of chances from the end, in the order of `order_`.
  OwnVector<std::uint64_t> spread_;   ///< One history's people by class.
  OwnVector<std::uint64_t> seen_in_;  ///< Seen people in the class.
  OwnVector<std::uint64_t> unseen_in_;
  OwnVector<std::size_t> order_;  ///< Classes, the largest first.

  double log_last_weight_ = 0;
  double unseen_share_ = 0;
  double seen_share_ = 1;
  double alpha_ = 1;
  std::uint64_t unseen_ = 0;
  std::uint64_t at_bound_ = 0;
};

}  // namespace manumit::estimate
