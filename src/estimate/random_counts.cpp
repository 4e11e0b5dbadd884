// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <cstddef>

#include "base/check.h"
#include "random.h"

namespace manumit::estimate {
namespace {

// Below this mean the values from 0 on are walked through; above it, that walk is longer than a
// rejection (Hörmann 1993 gives 10 for both distributions).
constexpr double kWalkBelow = 10;

/// log(k!) less Stirling's approximation of it: what is left of the series.
double stirling_rest(double k) {
  constexpr std::array<double, 10> first = {
      0.08106146679532726,  0.04134069595540929, 0.02767792568499834, 0.02079067210376509,
      0.01664469118982119,  0.01387612882307075, 0.01189670994589177, 0.01041126526197209,
      0.009255462182712733, 0.008330563433362871};
  if (k < 10)
    return first[static_cast<std::size_t>(k)];
  const double next = k + 1;
  const double square = next * next;
  return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / next;
}

double log_factorial(double k) {
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  return (k + 0.5) * std::log(k + 1) - (k + 1) + kHalfLogTwoPi + stirling_rest(k);
}

std::uint64_t walked_poisson(Stream& stream, double mean) {
  double left = stream.uniform();
  double share = std::exp(-mean);
  std::uint64_t k = 0;
  // Beyond 200 the share of a mean below 10 is 0: rounding alone can bring us there.
  while (left > share && k < 200) {
    left -= share;
    ++k;
    share *= mean / static_cast<double>(k);
  }
  return k;
}

/// Hörmann (1993), "The transformed rejection method for generating Poisson random variables",
/// Insurance: Mathematics and Economics 12, pp. 39-45: algorithm PTRS.
std::uint64_t rejected_poisson(Stream& stream, double mean) {
  const double log_mean = std::log(mean);
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double log_inverse_alpha = std::log(1.1239 + 1.1328 / (b - 3.4));
  const double certain = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = stream.uniform() - 0.5;
    const double v = stream.uniform();
    const double edge = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= certain)
      return static_cast<std::uint64_t>(k);
    if (k < 0 || (edge < 0.013 && v > edge))
      continue;
    if (std::log(v) + log_inverse_alpha - std::log(a / (edge * edge) + b) <=
        k * log_mean - mean - log_factorial(k))
      return static_cast<std::uint64_t>(k);
  }
}

/// By inversion; `p` at most a half and n · p small.
std::uint64_t walked_binomial(Stream& stream, std::uint64_t trials, double p) {
  const auto n = static_cast<double>(trials);
  const double odds = p / (1 - p);
  double left = stream.uniform();
  double share = std::exp(n * std::log1p(-p));
  std::uint64_t k = 0;
  while (left > share && k < trials && k < 200) {
    left -= share;
    ++k;
    share *= odds * (n - static_cast<double>(k) + 1) / static_cast<double>(k);
  }
  return k;
}

/// Hörmann (1993), "The generation of binomial random variates", Journal of Statistical
/// Computation and Simulation 46, pp. 101-110: algorithm BTRS; `p` at most a
/// half.
std::uint64_t rejected_binomial(Stream& stream, std::uint64_t trials, double p) {
  const auto n = static_cast<double>(trials);
  const double deviation = std::sqrt(n * p * (1 - p));
  const double b = 1.15 + 2.53 * deviation;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double centre = n * p + 0.5;
  const double certain = 0.92 - 4.2 / b;
  const double alpha = (2.83 + 5.1 / b) * deviation;
  const double odds = p / (1 - p);
  const double mode = std::floor((n + 1) * p);
  const double at_mode = (mode + 0.5) * std::log((mode + 1) / (odds * (n - mode + 1))) +
                         stirling_rest(mode) + stirling_rest(n - mode);
  for (;;) {
    const double u = stream.uniform() - 0.5;
    const double v = stream.uniform();
    const double edge = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / edge + b) * u + centre);
    if (edge >= 0.07 && v <= certain)
      return static_cast<std::uint64_t>(k);
    if (k < 0 || k > n)
      continue;
    const double bound = at_mode + (n + 1) * std::log((n - mode + 1) / (n - k + 1)) +
                         (k + 0.5) * std::log(odds * (n - k + 1) / (k + 1)) - stirling_rest(k) -
                         stirling_rest(n - k);
    if (std::log(v * alpha / (a / (edge * edge) + b)) <= bound)
      return static_cast<std::uint64_t>(k);
  }
}

/// The cell in which a point between 0 and the sum of the weights lies.
std::size_t cell_at(double point, std::span<const double> weights, std::size_t last) {
  for (std::size_t cell = 0; cell < last; ++cell) {
    if (point < weights[cell])
      return cell;
    point -= weights[cell];
  }
  return last;
}

}  // namespace

std::uint64_t Stream::poisson(double mean) {
  if (mean <= 0)
    return 0;
  return mean < kWalkBelow ? walked_poisson(*this, mean) : rejected_poisson(*this, mean);
}

std::uint64_t Stream::binomial(std::uint64_t trials, double probability) {
  if (trials == 0 || probability <= 0)
    return 0;
  if (probability >= 1)
    return trials;
  const double rarer = probability <= 0.5 ? probability : 1 - probability;
  const std::uint64_t k = static_cast<double>(trials) * rarer < kWalkBelow
                              ? walked_binomial(*this, trials, rarer)
                              : rejected_binomial(*this, trials, rarer);
  return probability <= 0.5 ? k : trials - k;
}

void Stream::multinomial(std::uint64_t trials, std::span<const double> weights,
                         std::span<std::uint64_t> into) {
  MANUMIT_CHECK(weights.size() == into.size());
  double sum = 0;
  std::size_t last = 0;  // The last cell that can hold anybody: it takes what is left.
  for (std::size_t cell = 0; cell < weights.size(); ++cell) {
    into[cell] = 0;
    sum += weights[cell];
    if (weights[cell] > 0)
      last = cell;
  }
  if (trials == 0)
    return;
  MANUMIT_CHECK(sum > 0);
  // A few people are quicker spread one by one than by a binomial for each cell.
  if (trials <= 2 * weights.size()) {
    for (std::uint64_t person = 0; person < trials; ++person)
      ++into[cell_at(uniform() * sum, weights, last)];
    return;
  }
  for (std::size_t cell = 0; cell < last && trials > 0; ++cell) {
    if (weights[cell] <= 0)
      continue;
    into[cell] = binomial(trials, weights[cell] / sum);
    trials -= into[cell];
    sum -= weights[cell];
  }
  into[last] += trials;
}

}  // namespace manumit::estimate
