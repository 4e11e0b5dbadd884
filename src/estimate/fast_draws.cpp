// SPDX-License-Identifier: Apache-2.0
#include "fast_draws.h"

#include <array>
#include <numbers>

namespace manumit::estimate {
namespace {

constexpr std::size_t kSmallFactorials = 1024;

std::array<double, kSmallFactorials> small_factorials() {
  std::array<double, kSmallFactorials> logs{};
  for (std::size_t n = 2; n < kSmallFactorials; ++n)
    logs[n] = logs[n - 1] + std::log(static_cast<double>(n));
  return logs;
}

// From here on differences of log n! would lose the digits that decide.
constexpr double kLargeCount = 1e6;

/// x log(x / m) + m - x, which keeps its digits where x is near m.
double excess(double x, double m) {
  const double d = (x - m) / m;
  return x == 0 ? m : m * ((1 + d) * std::log1p(d) - d);
}

/// log n! - (n log n - n)
double beyond_stirling(double n) {
  if (n < kSmallFactorials)
    return n == 0 ? 0 : log_factorial(static_cast<std::uint64_t>(n)) - (n * std::log(n) - n);
  const double inverse = 1 / n;
  return 0.5 * std::log(2 * std::numbers::pi * n) +
         inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260));
}

/// log of a Poisson chance. For large counts in Loader's form ("Fast and accurate computation of
/// binomial probabilities", 2000), where nothing large is subtracted from anything large.
double log_poisson(double count, double mean) {
  if (mean < kLargeCount)
    return count * std::log(mean) - mean - log_factorial(static_cast<std::uint64_t>(count));
  return -excess(count, mean) - beyond_stirling(count);
}

/// log of a binomial chance over that of the most likely count.
double log_binomial_ratio(double n, double p, double count, double mode) {
  const auto log_chance = [&](double k) {
    if (n < kLargeCount)
      return k * std::log(p / (1 - p)) - log_factorial(static_cast<std::uint64_t>(k)) -
             log_factorial(static_cast<std::uint64_t>(n - k));
    return -excess(k, n * p) - excess(n - k, n * (1 - p)) - beyond_stirling(k) -
           beyond_stirling(n - k);
  };
  return log_chance(count) - log_chance(mode);
}

// Below so many expected successes counting up is quicker; the rejection needs 10 at least.
constexpr double kFewExpected = 10;

}  // namespace

double log_factorial(std::uint64_t n) {
  static const std::array<double, kSmallFactorials> table = small_factorials();
  if (n < kSmallFactorials)
    return table[n];
  // Stirling's series; the term left out is below 1e-18 here.
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  const double x = static_cast<double>(n) + 1;
  const double inverse = 1 / x;
  return (x - 0.5) * std::log(x) - x + kHalfLogTwoPi +
         inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260));
}

double FastDraws::at_edge(std::size_t layer, double size) {
  if (layer != 0) {
    const double low = table_->density[layer];
    const double high = table_->density[layer + 1];
    return low + uniform() * (high - low) < bell(size) ? size : -1;
  }
  // Marsaglia (1964): the tail beyond r.
  for (;;) {
    const double beyond = exponential() / table_->tail();
    if (2 * exponential() > beyond * beyond)
      return table_->tail() + beyond;
  }
}

bool FastDraws::accepts(double spare, double square, double d, double v) {
  const double u = spare + kSpareStep * uniform();
  return u < 1.0 - 0.0331 * square * square ||
         std::log(u) < 0.5 * square + d * (1.0 - v + std::log(v));
}

double FastDraws::gamma(double shape) {
  if (shape >= 1)
    return gamma_from_1(shape);
  // Marsaglia and Tsang (2000), the gamma paper: one more, shrunk by U^(1/shape).
  const double one_more = gamma_from_1(shape + 1);
  return one_more * std::exp(-exponential() / shape);
}

/// Hörmann (1993), "The transformed rejection method for generating Poisson random variables",
/// Insurance: Mathematics and Economics 12(1), pp. 39-45: PTRS. Below 10 by counting up.
double FastDraws::poisson(double mean) {
  if (mean < kFewExpected) {
    const double stop = std::exp(-mean);
    double count = 0;
    for (double product = uniform(); product > stop; product *= uniform())
      count += 1;
    return count;
  }
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double sure = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = uniform() - 0.5;
    const double v = uniform();
    const double edge = 0.5 - std::fabs(u);
    const double count = std::floor((2 * a / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= sure)
      return count;
    if (count < 0 || (edge < 0.013 && v > edge))
      continue;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    if (std::log(v * inverse_alpha / (a / (edge * edge) + b)) <= log_poisson(count, mean))
      return count;
  }
}

std::uint64_t FastDraws::binomial(std::uint64_t trials, double probability) {
  if (probability >= 1)
    return trials;
  const bool swapped = probability > 0.5;
  const double p = swapped ? 1 - probability : probability;
  const std::uint64_t successes = static_cast<double>(trials) * p < kFewExpected
                                      ? few_successes(trials, p)
                                      : many_successes(trials, p);
  return swapped ? trials - successes : successes;
}

/// By inversion, from nobody up. The chance of nobody is at least 1 - np, so a small uniform is
/// decided without its exact value.
std::uint64_t FastDraws::few_successes(std::uint64_t trials, double probability) {
  const double n = static_cast<double>(trials);
  double u = uniform();
  if (u <= 1 - n * probability)
    return 0;
  const double odds = probability / (1 - probability);
  double chance = std::exp(n * std::log1p(-probability));
  std::uint64_t count = 0;
  while (u > chance && count < trials) {
    u -= chance;
    count += 1;
    chance *= odds * static_cast<double>(trials - count + 1) / static_cast<double>(count);
  }
  return count;
}

/// Hörmann (1993), "The generation of binomial random variates", Journal of Statistical Computation
/// and Simulation 46, pp. 101-110: BTRS. Probability at most 1/2, at least 10 expected.
std::uint64_t FastDraws::many_successes(std::uint64_t trials, double probability) {
  const double n = static_cast<double>(trials);
  const double spread = std::sqrt(n * probability * (1 - probability));
  const double b = 1.15 + 2.53 * spread;
  const double a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const double sure = 0.92 - 4.2 / b;
  for (;;) {
    const double u = uniform() - 0.5;
    double v = uniform();
    const double edge = 0.5 - std::fabs(u);
    const double count = std::floor((2 * a / edge + b) * u + n * probability + 0.5);
    if (count < 0 || count > n)
      continue;
    if (edge >= 0.07 && v <= sure)
      return static_cast<std::uint64_t>(count);
    const double alpha = (2.83 + 5.1 / b) * spread;
    v = std::log(v * alpha / (a / (edge * edge) + b));
    const double mode = std::floor((n + 1) * probability);
    if (v <= log_binomial_ratio(n, probability, count, mode))
      return static_cast<std::uint64_t>(count);
  }
}

}  // namespace manumit::estimate
