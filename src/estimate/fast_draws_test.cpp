// SPDX-License-Identifier: Apache-2.0
#include "fast_draws.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <vector>

namespace manumit::estimate {
namespace {

constexpr int kDraws = 40'000;

FastDraws draws_of(std::uint64_t replicate) {
  return FastDraws(Stream(11, "fast draws", replicate));
}

/// Pearson's chi-square of whole numbers against their chances, values of fewer than ten expected
/// put together; in standard deviations from what is expected.
double misfit(const std::function<std::uint64_t()>& draw,
              const std::function<double(std::uint64_t)>& log_chance) {
  std::map<std::uint64_t, double> seen;
  for (int i = 0; i < kDraws; ++i)
    seen[draw()] += 1;
  double sum = 0;
  double cells = 0;
  double rare_seen = kDraws;
  double rare_expected = kDraws;
  for (const auto& [value, count] : seen) {
    const double expected = kDraws * std::exp(log_chance(value));
    if (expected < 10)
      continue;
    sum += (count - expected) * (count - expected) / expected;
    cells += 1;
    rare_seen -= count;
    rare_expected -= expected;
  }
  if (rare_expected > 10) {
    sum += (rare_seen - rare_expected) * (rare_seen - rare_expected) / rare_expected;
    cells += 1;
  } else {
    CHECK(rare_seen < 40);
  }
  const double df = std::max(1.0, cells - 1);
  return (sum - df) / std::sqrt(2 * df);
}

/// Kolmogorov's distance times the root of the number: 1.95 is passed by chance once in a thousand.
double distance(const std::function<double()>& draw, const std::function<double(double)>& below) {
  std::vector<double> values(kDraws);
  for (double& value : values)
    value = draw();
  std::sort(values.begin(), values.end());
  double most = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double share = below(values[static_cast<std::size_t>(i)]);
    most = std::max({most, std::fabs(share - static_cast<double>(i) / kDraws),
                     std::fabs(share - static_cast<double>(i + 1) / kDraws)});
  }
  return most * std::sqrt(static_cast<double>(kDraws));
}

}  // namespace

TEST_CASE("normal_ziggurat: every layer has the same area, and the last ends at the middle") {
  const Ziggurat& table = normal_ziggurat();
  // The base: r f(r) and the tail beyond, of the density exp(-x^2 / 2).
  const double r = table.edge[1];
  const double tail = std::sqrt(std::numbers::pi / 2) * std::erfc(r / std::numbers::sqrt2);
  const double area = r * std::exp(-0.5 * r * r) + tail;
  CHECK(table.edge[0] * table.density[1] == doctest::Approx(area).epsilon(1e-9));
  for (std::size_t i = 1; i < Ziggurat::kLayers; ++i)
    CHECK(table.edge[i] * (table.density[i + 1] - table.density[i]) ==
          doctest::Approx(area).epsilon(1e-7));
  CHECK(table.density[Ziggurat::kLayers] == 1);
}

TEST_CASE("log_factorial: agrees with the gamma function, in the table and beyond it") {
  for (const std::uint64_t n :
       {0ULL, 1ULL, 10ULL, 1023ULL, 1024ULL, 1025ULL, 123456ULL, 20000000000ULL})
    CHECK(log_factorial(n) ==
          doctest::Approx(boost::math::lgamma(static_cast<double>(n) + 1)).epsilon(1e-13));
}

TEST_CASE("FastDraws: gammas have their distribution, for shapes below 1 too") {
  std::uint64_t replicate = 0;
  for (const double shape : {1.0, 1.25, 2.0, 7.5, 60.0, 345.0, 10000.0}) {
    FastDraws draws = draws_of(replicate++);
    CHECK(distance([&] { return draws.gamma_from_1(shape); },
                   [&](double x) { return boost::math::gamma_p(shape, x); }) < 1.95);
  }
  for (const double shape : {0.02, 0.25, 0.9}) {
    FastDraws draws = draws_of(replicate++);
    CHECK(distance([&] { return std::max(draws.gamma(shape), 1e-300); },
                   [&](double x) { return boost::math::gamma_p(shape, x); }) <
          (shape < 0.1 ? 2.5 : 1.95));
  }
}

TEST_CASE("FastDraws: binomials have their distribution, few and many, rare and usual") {
  struct Case {
    std::uint64_t trials;
    double probability;
  };
  std::uint64_t replicate = 100;
  for (const Case& one :
       {Case{1, 0.3}, Case{20, 0.02}, Case{20, 0.5}, Case{25, 0.97}, Case{114, 0.7}, Case{345, 0.2},
        Case{400, 0.026}, Case{1500, 0.5}, Case{5000, 0.37}, Case{200000, 0.00031}}) {
    FastDraws draws = draws_of(replicate++);
    const auto log_chance = [&](std::uint64_t count) {
      const auto left = static_cast<double>(one.trials - count);
      return log_factorial(one.trials) - log_factorial(count) - log_factorial(one.trials - count) +
             static_cast<double>(count) * std::log(one.probability) +
             left * std::log1p(-one.probability);
    };
    CHECK(misfit([&] { return draws.binomial(one.trials, one.probability); }, log_chance) < 4);
  }
}

TEST_CASE("FastDraws: a binomial of nobody, of chance 0 and of chance 1") {
  FastDraws draws = draws_of(200);
  for (int i = 0; i < 100; ++i) {
    CHECK(draws.binomial(0, 0.4) == 0);
    CHECK(draws.binomial(1000, 0) == 0);
    CHECK(draws.binomial(1000, 1) == 1000);
    CHECK(draws.binomial(1000, 1 + 1e-15) == 1000);
  }
}

TEST_CASE("FastDraws: Poisson numbers have their distribution") {
  std::uint64_t replicate = 300;
  for (const double mean : {0.05, 0.7, 9.99, 10.0, 57.0, 1500.0}) {
    FastDraws draws = draws_of(replicate++);
    const auto log_chance = [&](std::uint64_t count) {
      return static_cast<double>(count) * std::log(mean) - mean - log_factorial(count);
    };
    CHECK(misfit([&] { return static_cast<std::uint64_t>(draws.poisson(mean)); }, log_chance) < 4);
  }
}

TEST_CASE("FastDraws: as many people as the world has are still spread as they should be") {
  // The normal curve is nearer to these than 40,000 draws can tell.
  const auto normal = [](double x, double mean, double deviation) {
    return 0.5 * std::erfc((mean - x) / deviation / std::numbers::sqrt2);
  };
  FastDraws draws = draws_of(400);
  const double trials = 2e11;
  CHECK(distance([&] { return static_cast<double>(draws.binomial(200'000'000'000, 0.3)); },
                 [&](double x) { return normal(x, trials * 0.3, std::sqrt(trials * 0.3 * 0.7)); }) <
        1.95);
  CHECK(distance([&] { return draws.poisson(8e11); },
                 [&](double x) { return normal(x, 8e11, std::sqrt(8e11)); }) < 1.95);
}

}  // namespace manumit::estimate
