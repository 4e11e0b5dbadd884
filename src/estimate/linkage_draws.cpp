// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <optional>

#include "normal_curve.h"
#include "posterior.h"
#include "rules.h"
#include "strata.h"

namespace manumit::estimate {
namespace {

constexpr double kUpper = 0.975;
// A replicate with nobody unseen: its logarithm is taken of a tenth of a person (notes 4.10).
constexpr double kNobody = 0.1;
constexpr double kRounding = 1e-12;  // Of a variance.

/// Middle and variance of log n0 in one draw of the linkage.
struct LogUnseen {
  double observed = 0;
  double unseen = 0;  ///< n0 itself.
  double mean = 0;
  double variance = 0;
};

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

/// Divisor size − 1; 0 for a single value.
double variance_of(const std::vector<double>& values, double mean) {
  if (values.size() < 2)
    return 0;
  double sum = 0;
  for (const double value : values)
    sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(values.size() - 1);
}

/// What the method says of log n0; nothing when it does not know how unsure it is, or a replicate
/// is not finite.
std::optional<LogUnseen> log_unseen(const LinkedDraw& draw, Method method) {
  const auto found =
      std::find_if(draw.methods.begin(), draw.methods.end(),
                   [method](const MethodResult& result) { return result.method == method; });
  if (found == draw.methods.end() || !found->n_hat)
    return std::nullopt;
  const double observed = static_cast<double>(draw.people);
  // The mean of resamples has moved away from the estimate by its bias; draws of a posterior are
  // the estimate themselves.
  LogUnseen said{.observed = observed, .unseen = *found->n_hat - observed};
  said.mean = std::log(std::max(said.unseen, kNobody));
  if (found->replicates.empty()) {
    const auto error = lognormal_error(*found, observed);
    said.variance = error ? *error * *error : 0;
    return error ? std::optional(said) : std::nullopt;
  }
  std::vector<double> unseen;
  std::vector<double> logs;
  for (const double everyone : found->replicates) {
    if (!std::isfinite(everyone))
      return std::nullopt;
    unseen.push_back(std::max(everyone - observed, 0.0));
    logs.push_back(std::log(std::max(everyone - observed, kNobody)));
  }
  said.variance = variance_of(logs, mean_of(logs));
  if (is_posterior(method)) {
    said.unseen = mean_of(unseen);
    said.mean = mean_of(logs);
  }
  return said;
}

Warning not_in_every_draw() {
  return {"not_estimable",
          {"in at least one linkage of the lists, or one of its resamples, this method has no "
           "finite estimate, so the linkages cannot be combined",
           {}}};
}

/// Total variance T = W + (1 + 1/R)·B: Rubin (1987), "Multiple imputation for nonresponse in
/// surveys", ch. 3. On log n0, which is nearer to symmetric than N. The degrees of freedom are
/// those of the package verdata, (R - 1)·(1 + W/((R + 1)·B))² (notes 4.10), as Gelman and others
/// (2013), "Bayesian data analysis", 3rd ed., §18.2, have them (pages not checked). Rubin's own
/// have R·W/((R + 1)·B): more of them, so this interval is the wider one.
void combine(const std::vector<LogUnseen>& draws, LinkageAnswer& answer) {
  std::vector<double> means, variances, observed, unseen;
  for (const LogUnseen& draw : draws) {
    means.push_back(draw.mean);
    variances.push_back(draw.variance);
    observed.push_back(draw.observed);
    unseen.push_back(draw.unseen);
  }
  const double count = static_cast<double>(draws.size());
  const double middle = mean_of(means);
  answer.within = mean_of(variances);
  answer.between = variance_of(means, middle);
  answer.n_hat = mean_of(observed) + mean_of(unseen);
  if (draws.size() < 2)
    return;
  // What is left where the draws agree is rounding.
  if (answer.between <= kRounding * answer.within)
    answer.between = 0;
  double quantile = normal_point(kUpper);
  if (answer.between > 0) {
    const double ratio = 1 + answer.within / ((count + 1) * answer.between);
    answer.df = (count - 1) * ratio * ratio;
    // Beyond this many degrees of freedom Student's quantile is the normal one to ten digits.
    if (*answer.df < 1e10)
      quantile = boost::math::quantile(boost::math::students_t(*answer.df), kUpper);
  }
  const double half = quantile * std::sqrt(answer.within + (1 + 1 / count) * answer.between);
  answer.combined_95 = Limits{mean_of(observed) + std::exp(middle - half),
                              mean_of(observed) + std::exp(middle + half)};
}

}  // namespace

std::vector<LinkageAnswer> combine_draws(std::span<const LinkedDraw> draws) {
  std::vector<LinkageAnswer> answers;
  if (draws.empty())
    return answers;
  for (const MethodResult& first : draws.front().methods) {
    if (first.replicates.empty() && first.intervals.count("lognormal_95") == 0)
      continue;
    LinkageAnswer answer{.method = first.method, .draws = static_cast<std::uint32_t>(draws.size())};
    if (const auto few = rules::few_linkages(draws.size()))
      answer.warnings.push_back(*few);
    std::vector<LogUnseen> said;
    for (const LinkedDraw& draw : draws) {
      if (const auto one = log_unseen(draw, first.method))
        said.push_back(*one);
    }
    if (said.size() == draws.size())
      combine(said, answer);
    else
      answer.warnings.push_back(not_in_every_draw());
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace manumit::estimate
