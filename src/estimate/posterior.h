// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "answer.h"
#include "chains.h"

namespace manumit::estimate {

/// Whether a method's replicates are draws of a posterior, which are the estimate. Those of the
/// others are resamples, which scatter around it.
[[nodiscard]] constexpr bool is_posterior(Method method) {
  return method == Method::bayes_threshold || method == Method::latent_class ||
         method == Method::decomposable;
}

/// The quantiles that every posterior tells, by the name they have in `Diagnostics::quantiles`.
inline constexpr std::array<std::pair<const char*, double>, 9> kPosteriorLevels = {
    {{"0.025", 0.025},
     {"0.05", 0.05},
     {"0.1", 0.1},
     {"0.25", 0.25},
     {"0.5", 0.5},
     {"0.75", 0.75},
     {"0.9", 0.9},
     {"0.95", 0.95},
     {"0.975", 0.975}}};

/// Draws that a posterior leaves as `MethodResult::replicates`: as many for each method and table,
/// because those of several strata are added one to one.
inline constexpr std::size_t kPosteriorReplicates = 4'000;

/// All draws, the smallest first.
[[nodiscard]] std::vector<double> sorted_of(Chains chains);
/// The middle of sorted draws that holds such a share of them.
[[nodiscard]] Limits middle_of(const std::vector<double>& sorted, double share);
/// `posterior_95`, `posterior_80` and `posterior_50` of sorted draws.
void put_intervals(const std::vector<double>& sorted, Intervals& into);

/// What chains of everyone, seen and unseen, say: the median as the figure, the mean beside it,
/// and, if their ends are known too, intervals, quantiles and the replicates, evenly spaced.
void put_posterior(Chains people, bool with_ends, MethodResult& into);
/// How far the chains agree, and where each of them stands.
void put_chains(Chains people, const Agreement& agreement, Diagnostics& into);

}  // namespace manumit::estimate
