// SPDX-License-Identifier: Apache-2.0
#include "strata.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "normal_curve.h"
#include "posterior.h"
#include "resample.h"
#include "rules.h"
#include "summary.h"

namespace manumit::estimate {
namespace {

constexpr double kUpper95 = 0.975;

using Strata = std::vector<const StratumAnswer*>;

/// The methods that at least one stratum answers, in the order in which they first stand.
std::vector<Method> methods_in(const Strata& strata) {
  std::vector<Method> methods;
  for (const StratumAnswer* stratum : strata) {
    for (const MethodResult& result : stratum->answer.methods) {
      if (std::find(methods.begin(), methods.end(), result.method) == methods.end())
        methods.push_back(result.method);
    }
  }
  return methods;
}

/// A stratum's figure, and how many people were on the lists that it rests on.
struct Summand {
  const MethodResult* result = nullptr;
  double people = 0;
};
/// The strata whose figures are added, and what is added for the others.
struct Summands {
  std::vector<Summand> figures;
  double seen_only = 0;  ///< People of the strata that have no estimate.
};

/// Replicate b of the sum; empty unless every summand has the same number of replicates.
std::vector<double> added_replicates(const Summands& summands) {
  const std::size_t count = summands.figures.front().result->replicates.size();
  std::vector<double> sums(count, summands.seen_only);
  for (const auto& [result, people] : summands.figures) {
    if (result->replicates.size() != count)
      return {};
    for (std::size_t b = 0; b < count; ++b)
      sums[b] += result->replicates[b];
  }
  return sums;
}

/// Efron's acceleration of a sum over independent samples: each stratum's jackknife differences,
/// from the middle of that stratum. Davison and Hinkley (1997), "Bootstrap methods and their
/// application", §5.3 (pages not checked).
double joint_acceleration(const Summands& summands) {
  std::vector<MethodResult::LeftOut> centred;
  for (const auto& [result, on_lists] : summands.figures) {
    double people = 0;
    double mean = 0;
    for (const MethodResult::LeftOut& cell : result->jackknife) {
      people += static_cast<double>(cell.people);
      mean += static_cast<double>(cell.people) * cell.n_hat;
    }
    for (const MethodResult::LeftOut& cell : result->jackknife)
      centred.push_back({cell.n_hat - mean / people, cell.people});
  }
  return acceleration_of(centred);
}

/// The strata's log-normal limits as those of one sum: variances of independent figures add up.
void add_lognormal(const Summands& summands, StrataSum& sum) {
  double unseen = 0;
  double variance = 0;
  for (const auto& [result, people] : summands.figures) {
    const auto error = lognormal_error(*result, people);
    if (!error)
      return;
    const double of_it = *result->n_hat - people;
    unseen += of_it;
    variance += of_it * of_it * *error * *error;
  }
  const double reach = unseen > 0 ? normal_point(kUpper95) * std::sqrt(variance) / unseen : 0;
  const double seen = *sum.n_hat - unseen;
  sum.intervals["lognormal_95"] = {seen + unseen * std::exp(-reach),
                                   seen + unseen * std::exp(reach)};
}

void add_intervals(const Summands& summands, StrataSum& sum) {
  // A stratum that adds only its seen people makes the sum too low by an unknown amount: a point
  // is shown beside the strata that are missing, an interval would pretend to know.
  if (!sum.left_out.empty())
    return;
  std::vector<double> replicates = added_replicates(summands);
  if (replicates.empty())
    return add_lognormal(summands, sum);
  if (is_posterior(sum.method)) {
    std::sort(replicates.begin(), replicates.end());
    return put_intervals(replicates, sum.intervals);
  }
  MethodResult told;
  tell(summed_up(std::move(replicates), *sum.n_hat, joint_acceleration(summands)), told);
  sum.intervals = std::move(told.intervals);
  sum.warnings = std::move(told.warnings);
}

StrataSum sum_by(Method method, const Strata& strata) {
  StrataSum sum{.method = method};
  Summands summands;
  for (const StratumAnswer* stratum : strata) {
    const MethodResult* result = result_of(stratum->answer, method);
    if (result != nullptr && result->n_hat) {
      summands.figures.push_back({result, static_cast<double>(took_part(stratum->answer))});
    } else {
      summands.seen_only += static_cast<double>(stratum->answer.observed);
      sum.left_out.push_back(in_words(stratum->stratum));
    }
  }
  if (summands.figures.empty())
    return sum;
  sum.n_hat = summands.seen_only;
  for (const auto& [result, people] : summands.figures)
    *sum.n_hat += *result->n_hat;
  add_intervals(summands, sum);
  return sum;
}

/// What is said of single strata and holds for a sum over them.
std::vector<Warning> warnings_of(const Strata& strata) {
  std::vector<Warning> found;
  for (const char* code : {"too_small", "suppress"}) {
    for (const StratumAnswer* stratum : strata) {
      const auto& warnings = stratum->answer.summary.warnings;
      const auto warning = std::find_if(warnings.begin(), warnings.end(),
                                        [&](const Warning& one) { return one.code == code; });
      if (warning != warnings.end()) {
        found.push_back(rules::of_a_summand(*warning));
        break;
      }
    }
  }
  return found;
}

std::vector<StrataSum> sums_over(const Strata& strata) {
  std::vector<StrataSum> sums;
  const std::vector<Warning> of_all = warnings_of(strata);
  for (const Method method : methods_in(strata)) {
    sums.push_back(sum_by(method, strata));
    sums.back().warnings.insert(sums.back().warnings.end(), of_all.begin(), of_all.end());
  }
  return sums;
}

Strata pointers_to(std::span<const StratumAnswer> strata) {
  Strata found;
  for (const StratumAnswer& stratum : strata)
    found.push_back(&stratum);
  return found;
}

}  // namespace

std::optional<double> lognormal_error(const MethodResult& result, double people) {
  const auto found = result.intervals.find("lognormal_95");
  if (!result.n_hat || found == result.intervals.end())
    return std::nullopt;
  const auto [low, high] = found->second;
  if (high <= people)
    return 0;
  const double error = std::log((high - people) / (low - people)) / (2 * normal_point(kUpper95));
  return std::isfinite(error) ? std::optional(error) : std::nullopt;
}

std::vector<StrataSum> sum_over_strata(std::span<const StratumAnswer> strata) {
  return sums_over(pointers_to(strata));
}

std::vector<StrataMargin> sum_by_column(std::span<const StratumAnswer> strata,
                                        const std::vector<std::string>& columns) {
  std::vector<StrataMargin> margins;
  if (columns.size() < 2)
    return margins;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    std::map<std::string, Strata> by_value;
    for (const StratumAnswer& stratum : strata)
      by_value[stratum.stratum[column].second].push_back(&stratum);
    for (const auto& [value, part] : by_value) {
      StrataMargin margin{.column = columns[column], .value = value};
      for (const StratumAnswer* stratum : part)
        margin.observed += stratum->answer.observed;
      margin.sums = sums_over(part);
      margins.push_back(std::move(margin));
    }
  }
  return margins;
}

}  // namespace manumit::estimate
