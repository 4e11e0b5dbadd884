// SPDX-License-Identifier: Apache-2.0
#include "posterior.h"

#include <algorithm>
#include <numeric>

#include "resample.h"

namespace manumit::estimate {
namespace {

std::vector<double> one_after_another(Chains chains) {
  std::vector<double> all;
  for (const std::vector<double>& chain : chains)
    all.insert(all.end(), chain.begin(), chain.end());
  return all;
}

/// Evenly spaced draws, chain after chain.
std::vector<double> replicates_of(Chains people) {
  const std::vector<double> all = one_after_another(people);
  std::vector<double> picked(kPosteriorReplicates);
  for (std::size_t i = 0; i < kPosteriorReplicates; ++i)
    picked[i] = all[i * all.size() / kPosteriorReplicates];
  return picked;
}

}  // namespace

std::vector<double> sorted_of(Chains chains) {
  std::vector<double> all = one_after_another(chains);
  std::sort(all.begin(), all.end());
  return all;
}

Limits middle_of(const std::vector<double>& sorted, double share) {
  return {.low = quantile_8(sorted, 0.5 - share / 2), .high = quantile_8(sorted, 0.5 + share / 2)};
}

void put_intervals(const std::vector<double>& sorted, Intervals& into) {
  into["posterior_95"] = middle_of(sorted, 0.95);
  into["posterior_80"] = middle_of(sorted, 0.8);
  into["posterior_50"] = middle_of(sorted, 0.5);
}

void put_posterior(Chains people, bool with_ends, MethodResult& into) {
  const std::vector<double> sorted = sorted_of(people);
  into.n_hat = quantile_8(sorted, 0.5);
  into.diagnostics.numbers["median"] = *into.n_hat;
  into.diagnostics.numbers["mean"] =
      std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(sorted.size());
  if (!with_ends)
    return;
  put_intervals(sorted, into.intervals);
  for (const auto& [name, level] : kPosteriorLevels)
    into.diagnostics.quantiles[name] = quantile_8(sorted, level);
  into.replicates = replicates_of(people);
}

void put_chains(Chains people, const Agreement& agreement, Diagnostics& into) {
  into.numbers["r_hat"] = agreement.r_hat;
  into.numbers["ess"] = agreement.ess;
  for (const std::vector<double>& chain : people) {
    const std::vector<double> sorted = sorted_of({&chain, 1});
    into.chains.push_back(
        {.median = quantile_8(sorted, 0.5), .posterior_95 = middle_of(sorted, 0.95)});
  }
}

}  // namespace manumit::estimate
