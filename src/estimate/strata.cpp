// SPDX-License-Identifier: Apache-2.0
#include "strata.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "resample.h"

namespace manumit::estimate {
namespace {

const MethodResult* result_of(const TableAnswer& answer, Method method) {
  for (const MethodResult& result : answer.methods) {
    if (result.method == method)
      return &result;
  }
  return nullptr;
}

std::string named(const StratumAnswer& stratum) {
  std::string name;
  for (const auto& [column, value] : stratum.stratum)
    name += (name.empty() ? "" : ", ") + column + " = " + value;
  return name;
}

/// The methods that at least one stratum answers, in the order in which they first stand.
std::vector<Method> methods_in(std::span<const StratumAnswer> strata) {
  std::vector<Method> methods;
  for (const StratumAnswer& stratum : strata) {
    for (const MethodResult& result : stratum.answer.methods) {
      if (std::find(methods.begin(), methods.end(), result.method) == methods.end())
        methods.push_back(result.method);
    }
  }
  return methods;
}

/// The strata whose figures are added, and what is added for the others.
struct Summands {
  std::vector<const MethodResult*> results;
  double seen_only = 0;  ///< People of the strata that have no estimate.
};

/// Replicate b of the sum; empty unless every summand has the same number of replicates.
std::vector<double> added_replicates(const Summands& summands) {
  const std::size_t count = summands.results.front()->replicates.size();
  for (const MethodResult* result : summands.results) {
    if (result->replicates.size() != count)
      return {};
  }
  std::vector<double> sums(count, summands.seen_only);
  for (const MethodResult* result : summands.results) {
    for (std::size_t b = 0; b < count; ++b)
      sums[b] += result->replicates[b];
  }
  return sums;
}

/// Efron's acceleration over the cells of all strata: taking a person from one stratum leaves the
/// others as they are, so each stratum's jackknife differences enter as they stand.
double joint_acceleration(const Summands& summands) {
  double people = 0;
  double mean = 0;
  std::vector<std::pair<double, double>> shifts;  // what the sum loses, and from how many people
  for (const MethodResult* result : summands.results) {
    for (const MethodResult::LeftOut& cell : result->jackknife) {
      const double weight = static_cast<double>(cell.people);
      shifts.emplace_back(cell.n_hat - *result->n_hat, weight);
      mean += weight * shifts.back().first;
      people += weight;
    }
  }
  if (people == 0)
    return 0;
  mean /= people;
  double squares = 0;
  double cubes = 0;
  for (const auto& [shift, weight] : shifts) {
    const double r = mean - shift;
    squares += weight * r * r;
    cubes += weight * r * r * r;
  }
  return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

bool is_posterior(Method method) {
  return method == Method::bayes_threshold || method == Method::latent_class ||
         method == Method::decomposable;
}

void add_bootstrap_intervals(const Summands& summands, const std::vector<double>& sorted,
                             StrataSum& sum) {
  sum.intervals["percentile_95"] = {quantile_8(sorted, 0.025), quantile_8(sorted, 0.975)};
  const double acceleration = joint_acceleration(summands);
  const auto below = std::lower_bound(sorted.begin(), sorted.end(), *sum.n_hat);
  const double share =
      static_cast<double>(below - sorted.begin()) / static_cast<double>(sorted.size());
  if (!std::isfinite(acceleration) || share <= 0 || share >= 1)
    return;
  const double z0 = boost::math::quantile(boost::math::normal(), share);
  sum.intervals["bca_95"] = bca(sorted, z0, acceleration, 0.95).limits;
  sum.intervals["bca_80"] = bca(sorted, z0, acceleration, 0.80).limits;
}

void add_intervals(const Summands& summands, StrataSum& sum) {
  // A stratum that adds only its seen people makes the sum too low by an unknown amount: a point
  // is shown beside the strata that are missing, an interval would pretend to know.
  if (!sum.left_out.empty())
    return;
  std::vector<double> sorted = added_replicates(summands);
  if (sorted.empty())
    return;
  std::sort(sorted.begin(), sorted.end());
  if (is_posterior(sum.method))
    sum.intervals["posterior_95"] = {quantile_8(sorted, 0.025), quantile_8(sorted, 0.975)};
  else
    add_bootstrap_intervals(summands, sorted, sum);
}

}  // namespace

std::vector<StrataSum> sum_over_strata(std::span<const StratumAnswer> strata) {
  std::vector<StrataSum> sums;
  for (const Method method : methods_in(strata)) {
    // A lower bound of every stratum adds up to a lower bound; Chapman's two lists likewise.
    StrataSum sum{.method = method};
    Summands summands;
    for (const StratumAnswer& stratum : strata) {
      const MethodResult* result = result_of(stratum.answer, method);
      if (result != nullptr && result->n_hat) {
        summands.results.push_back(result);
      } else {
        summands.seen_only += static_cast<double>(stratum.answer.observed);
        sum.left_out.push_back(named(stratum));
      }
    }
    if (!summands.results.empty()) {
      sum.n_hat = summands.seen_only;
      for (const MethodResult* result : summands.results)
        *sum.n_hat += *result->n_hat;
      add_intervals(summands, sum);
    }
    sums.push_back(std::move(sum));
  }
  return sums;
}

}  // namespace manumit::estimate
