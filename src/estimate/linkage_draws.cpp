// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <optional>

#include "strata.h"

namespace manumit::estimate {
namespace {

// Below ten draws the variance between them is itself hardly known (notes §5).
constexpr std::size_t kEnoughDraws = 10;
constexpr double kUpper = 0.975;
// A replicate with nobody unseen: its logarithm is taken of a tenth of a person (notes 4.10).
constexpr double kNobody = 0.1;

/// Mean and variance of log n0 in one draw of the linkage.
struct LogUnseen {
  double observed = 0;
  double unseen = 0;  ///< Mean of n0 itself.
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

/// What the method's replicates say; nothing when it has none, or one of them is not finite.
std::optional<LogUnseen> log_unseen(const LinkedDraw& draw, Method method) {
  const auto found =
      std::find_if(draw.methods.begin(), draw.methods.end(),
                   [method](const MethodResult& result) { return result.method == method; });
  if (found == draw.methods.end() || !found->n_hat || found->replicates.empty())
    return std::nullopt;
  const double observed = static_cast<double>(draw.observed);
  std::vector<double> unseen;
  std::vector<double> logs;
  for (const double everyone : found->replicates) {
    if (!std::isfinite(everyone))
      return std::nullopt;
    unseen.push_back(std::max(everyone - observed, 0.0));
    logs.push_back(std::log(std::max(everyone - observed, kNobody)));
  }
  LogUnseen said{.observed = observed, .unseen = mean_of(unseen), .mean = mean_of(logs)};
  said.variance = variance_of(logs, said.mean);
  return said;
}

Warning one_linkage() {
  return {"one_linkage",
          {"there is one linkage of the lists only, so nothing can be said of how much a different "
           "linkage would change the estimate",
           {}}};
}
Warning few_linkages(std::size_t draws) {
  return {"few_linkages",
          {"there are only {0} linkages of the lists; with fewer than ten the part of the interval "
           "that comes from the linkage is itself uncertain",
           {std::to_string(draws)}}};
}
Warning not_in_every_draw() {
  return {"not_estimable",
          {"in at least one linkage of the lists, or one of its resamples, this method has no "
           "finite estimate, so the linkages cannot be combined",
           {}}};
}

/// Rubin (1987), "Multiple imputation for nonresponse in surveys", ch. 3: total variance and
/// degrees of freedom of R completed data sets. On log n0, which is nearer to symmetric than N.
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
  double quantile = boost::math::quantile(boost::math::normal(), kUpper);
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
    if (first.replicates.empty())
      continue;
    LinkageAnswer answer{.method = first.method, .draws = static_cast<std::uint32_t>(draws.size())};
    if (draws.size() == 1)
      answer.warnings.push_back(one_linkage());
    else if (draws.size() < kEnoughDraws)
      answer.warnings.push_back(few_linkages(draws.size()));
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
