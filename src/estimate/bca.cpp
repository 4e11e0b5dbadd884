// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "normal_curve.h"
#include "resample.h"

namespace manumit::estimate {
namespace {

// Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician
// 50(4), pp. 361-365, definition 8: the place is (n + 1/3) p + 1/3.
constexpr double kThird = 1.0 / 3;

double place_of(std::size_t values, double level) {
  return (static_cast<double>(values) + kThird) * level + kThird;
}

/// The level at which a BCa limit is read off. Efron (1987), "Better bootstrap confidence
/// intervals", Journal of the American Statistical Association 82, pp. 171-185.
double corrected_level(double z0, double acceleration, double level) {
  const double w = z0 + normal_point(level);
  const double room = 1 - acceleration * w;
  // Beyond its pole the correction would come back from the other side.
  if (room <= 0)
    return acceleration > 0 ? 1 : 0;
  return normal_below(z0 + w / room);
}

Warning infinite_resamples(const Resampled& resampled) {
  return {.code = "bootstrap_infinite",
          .sentence = {.text = "{0} of {1} resamples have no finite estimate and count as infinite",
                       .fills = {std::to_string(resampled.infinite),
                                 std::to_string(resampled.estimates.size())}}};
}

Warning infinite_jackknife() {
  return {.code = "bootstrap_infinite",
          .sentence = {.text = "with one person less there is no finite estimate, so there are "
                               "percentile limits only",
                       .fills = {}}};
}

Warning one_sided(const Resampled& resampled) {
  return {.code = "end_unresolved",
          .sentence = {.text = "all of {0} resamples lie on one side of the estimate, so there are "
                               "percentile limits only, and more resamples may move them",
                       .fills = {std::to_string(resampled.estimates.size())}}};
}

Warning extreme_end(const Resampled& resampled) {
  return {.code = "end_unresolved",
          .sentence = {.text = "an end of the 95 % interval is the most extreme of {0} resamples, "
                               "and more resamples may move it",
                       .fills = {std::to_string(resampled.estimates.size())}}};
}

}  // namespace

double quantile_8(const std::vector<double>& sorted, double level) {
  MANUMIT_CHECK(!sorted.empty());
  const double place = place_of(sorted.size(), level);
  if (place <= 1)
    return sorted.front();
  if (place >= static_cast<double>(sorted.size()))
    return sorted.back();
  const double below = std::floor(place);
  const double part = place - below;
  const double low = sorted[static_cast<std::size_t>(below) - 1];
  const double high = sorted[static_cast<std::size_t>(below)];
  // Equal ends, infinite ones among them, leave nothing to interpolate.
  return part == 0 || low == high ? low : low + part * (high - low);
}

BcaLimits bca(const std::vector<double>& sorted, double z0, double acceleration, double coverage) {
  BcaLimits found;
  // All resamples on one side of the estimate: the correction has no end.
  if (std::isnan(acceleration) || std::isinf(z0)) {
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    found.limits = {unknown, unknown};
    return found;
  }
  const double tail = (1 - coverage) / 2;
  const auto limit = [&](double level) {
    const double q = corrected_level(z0, acceleration, level);
    const double place = place_of(sorted.size(), q);
    found.unresolved |= place < 2 || place > static_cast<double>(sorted.size()) - 1;
    return quantile_8(sorted, q);
  };
  found.limits.low = limit(tail);
  found.limits.high = limit(1 - tail);
  return found;
}

double acceleration_of(std::span<const MethodResult::LeftOut> jackknife) {
  double people = 0;
  double mean = 0;
  for (const MethodResult::LeftOut& cell : jackknife) {
    people += static_cast<double>(cell.people);
    mean += static_cast<double>(cell.people) * cell.n_hat;
  }
  mean /= people;
  if (!std::isfinite(mean))
    return std::numeric_limits<double>::quiet_NaN();
  double squares = 0;
  double cubes = 0;
  for (const MethodResult::LeftOut& cell : jackknife) {
    const double rest = mean - cell.n_hat;
    squares += static_cast<double>(cell.people) * rest * rest;
    cubes += static_cast<double>(cell.people) * rest * rest * rest;
  }
  return squares == 0 ? 0 : cubes / (6 * squares * std::sqrt(squares));
}

Resampled summed_up(std::vector<double> estimates, double n_hat, double acceleration) {
  Resampled all;
  all.acceleration = acceleration;
  all.estimates = std::move(estimates);
  if (all.estimates.empty())
    return all;
  // Infinite ones are sorted as the largest, never dropped: dropping them would hide the tail.
  // What is no number has no finite estimate either, and would leave nothing in order.
  for (double& n : all.estimates)
    n = std::isnan(n) ? std::numeric_limits<double>::infinity() : n;
  std::vector<double> sorted = all.estimates;
  std::sort(sorted.begin(), sorted.end());
  all.infinite = static_cast<std::uint64_t>(
      std::count_if(sorted.begin(), sorted.end(), [](double n) { return std::isinf(n); }));
  const auto below = std::lower_bound(sorted.begin(), sorted.end(), n_hat) - sorted.begin();
  all.z0 = normal_point(static_cast<double>(below) / static_cast<double>(sorted.size()));
  const BcaLimits wide = bca(sorted, all.z0, acceleration, 0.95);
  all.bca_95 = wide.limits;
  all.end_unresolved = wide.unresolved;
  all.bca_80 = bca(sorted, all.z0, acceleration, 0.80).limits;
  all.percentile_95 = {quantile_8(sorted, 0.025), quantile_8(sorted, 0.975)};
  all.percentile_80 = {quantile_8(sorted, 0.1), quantile_8(sorted, 0.9)};
  return all;
}

void tell(const Resampled& resampled, MethodResult& into) {
  into.replicates = resampled.estimates;
  into.jackknife = resampled.jackknife;
  const bool accelerated = !std::isnan(resampled.acceleration);
  if (accelerated)
    into.acceleration = resampled.acceleration;
  into.diagnostics.numbers["bootstrap"] = static_cast<double>(resampled.estimates.size());
  if (resampled.estimates.empty())
    return;
  into.z0 = resampled.z0;
  into.diagnostics.numbers["bootstrap_infinite"] = static_cast<double>(resampled.infinite);
  into.intervals["percentile_95"] = resampled.percentile_95;
  into.intervals["percentile_80"] = resampled.percentile_80;
  if (resampled.has_bca()) {
    into.intervals["bca_95"] = resampled.bca_95;
    into.intervals["bca_80"] = resampled.bca_80;
  }
  if (!accelerated)
    into.warnings.push_back(infinite_jackknife());
  if (std::isinf(resampled.z0))
    into.warnings.push_back(one_sided(resampled));
  if (resampled.infinite > 0)
    into.warnings.push_back(infinite_resamples(resampled));
  if (resampled.end_unresolved)
    into.warnings.push_back(extreme_end(resampled));
}

}  // namespace manumit::estimate
