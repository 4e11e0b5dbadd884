// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace manumit::estimate {

/// The draws of one number by several chains, all equally long and at least eight.
using Chains = std::span<const std::vector<double>>;

/// Whether chains that began apart have come to the same distribution, and how much they know.
struct Agreement {
  /// The larger of the rank-normalised split R-hat and the same of the folded draws: 1 when the
  /// chains agree, infinite when each stands still at its own value.
  double r_hat = 1;
  /// Bulk effective sample size: so many independent draws would know the middle as well.
  double ess = 0;
};

/// Split R-hat and bulk ESS on ranks: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021),
/// "Rank-normalization, folding, and localization: an improved R-hat for assessing convergence of
/// MCMC", Bayesian Analysis 16(2), pp. 667-718, sections 3 and 4.
///
/// On ranks, because the unseen have a long upper tail and can be nobody, where log n0 is not a
/// number; ranks are the same for n0 and log n0. Split, so that a chain that still drifts is found
/// out by itself. Draws that are all the same agree. Time O(n log n).
[[nodiscard]] Agreement agreement_of(Chains chains);

/// The steps of it, for draws as they are (no ranks), halves given as chains.
[[nodiscard]] double r_hat_of(Chains halves);
[[nodiscard]] double effective_size_of(Chains halves);
/// Each draw replaced by the normal quantile of its rank among all; equal draws share theirs.
[[nodiscard]] std::vector<std::vector<double>> normal_scores(Chains chains);

/// Where the draws gather: the peaks of their density, the lowest value first. A peak counts when
/// it is a tenth of the highest at least, and when the density between it and any higher one falls
/// by a fifth: smaller waves are chance. `ess` is that of the chains.
///
/// Kernel density with the rule of Silverman (1986), "Density estimation for statistics and data
/// analysis", p. 48, on the spread within the chains: the spread of all together would blur two
/// modes into one.
[[nodiscard]] std::vector<double> modes_of(Chains chains, double ess);

}  // namespace manumit::estimate
