// SPDX-License-Identifier: Apache-2.0
#include "log_linear_posterior.h"

#include <doctest/doctest.h>

#include <array>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>

#include "hamiltonian.h"

namespace manumit::estimate {
namespace {

ListTable table_of(std::vector<std::string> names, const std::vector<std::uint64_t>& counts) {
  std::vector<ListTable::Row> rows;
  for (std::size_t i = 0; i < counts.size(); ++i)
    rows.push_back({.history = static_cast<History>(i + 1), .people = counts[i]});
  auto table = ListTable::of(std::move(names), rows);
  REQUIRE(table);
  return *table;
}

struct Moments {
  double mean = 0;
  double sd = 0;
};

/// Of the intercept, by one long chain.
Moments drawn_intercept(const LogLinearPosterior& posterior) {
  const auto shape = posterior.shape();
  REQUIRE(shape.found);
  std::vector<double> gradient(posterior.size());
  const LogDensity density = [&](std::span<const double> z, std::span<double> into) {
    const double height = posterior.log_density(shape.unfold(z), gradient);
    shape.fold(gradient, into);
    return height;
  };
  Stream stream(7, "test", 0);
  const auto run =
      run_hamiltonian(density, std::vector<double>(posterior.size(), 1.0), 300, 20000, stream);
  Moments out;
  for (const auto& z : run.draws)
    out.mean += shape.unfold(z)[0] / 20000;
  for (const auto& z : run.draws)
    out.sd += std::pow(shape.unfold(z)[0] - out.mean, 2) / 20000;
  out.sd = std::sqrt(out.sd);
  return out;
}

TEST_CASE("LogLinearPosterior: two lists have their mode and spread in closed form") {
  // Independent lists: the unseen are 30 · 20 / 10; the variance of the logarithm is the sum of the
  // three cells' reciprocals.
  const ListTable table = table_of({"A", "B"}, {30, 20, 10});
  const LogLinearPosterior posterior(table, main_effects_of(2));
  const auto shape = posterior.shape();
  REQUIRE(shape.found);
  CHECK(std::exp(shape.mode[0]) == doctest::Approx(60));
  double variance = 0;
  for (std::size_t j = 0; j < 3; ++j)
    variance += shape.spread[j] * shape.spread[j];
  CHECK(variance == doctest::Approx(1.0 / 30 + 1.0 / 20 + 1.0 / 10));
}

TEST_CASE("LogLinearPosterior: two lists' draws are those of three gamma numbers") {
  // With a flat prior on log means each cell's mean is Gamma(count), and the intercept is the sum
  // of two logarithms less the third.
  const ListTable table = table_of({"A", "B"}, {9, 6, 4});
  const Moments drawn = drawn_intercept(LogLinearPosterior(table, main_effects_of(2)));
  using boost::math::digamma;
  using boost::math::trigamma;
  CHECK(drawn.mean == doctest::Approx(digamma(9.0) + digamma(6.0) - digamma(4.0)).epsilon(0.01));
  CHECK(drawn.sd ==
        doctest::Approx(std::sqrt(trigamma(9.0) + trigamma(6.0) + trigamma(4.0))).epsilon(0.03));
}

// The second way: the total is Gamma(n) whatever the rest, so that the intercept is log Gamma(n)
// less log S, S the sum of the cells' relative weights. What is left, three lists and one
// interaction, is added up over a grid of four dimensions.
Moments by_adding_up(const std::array<double, 8>& counts) {
  constexpr int kPoints = 28;
  double people = 0;
  for (const double count : counts)
    people += count;
  const auto place = [](int i, double from, double to) {
    return from + (to - from) * i / (kPoints - 1);
  };
  double sum = 0, first = 0, second = 0;
  for (int i = 0; i < kPoints; ++i)
    for (int j = 0; j < kPoints; ++j)
      for (int k = 0; k < kPoints; ++k)
        for (int l = 0; l < kPoints; ++l) {
          const std::array<double, 3> lists = {place(i, -3.5, 1.5), place(j, -3.5, 1.5),
                                               place(k, -3.0, 1.5)};
          const double both = place(l, -2.0, 3.0);
          double weights = 0;
          double height = -both * both / 2;
          for (unsigned c = 1; c < 8; ++c) {
            const double x = ((c & 1U) != 0 ? lists[0] : 0) + ((c & 2U) != 0 ? lists[1] : 0) +
                             ((c & 4U) != 0 ? lists[2] : 0) + ((c & 3U) == 3 ? both : 0);
            weights += std::exp(x);
            height += counts[c] * x;
          }
          const double log_weights = std::log(weights);
          const double share = std::exp(height - people * log_weights + 140);
          sum += share;
          first += share * log_weights;
          second += share * log_weights * log_weights;
        }
  first /= sum;
  second = second / sum - first * first;
  return {.mean = boost::math::digamma(people) - first,
          .sd = std::sqrt(boost::math::trigamma(people) + second)};
}

TEST_CASE("LogLinearPosterior: three lists and an interaction agree with adding up on a grid") {
  const ListTable table = table_of({"A", "B", "C"}, {14, 12, 9, 16, 5, 6, 4});
  const LogLinearPosterior posterior(table, {.lists = 3, .terms = {0b011}});
  const Moments drawn = drawn_intercept(posterior);
  const Moments added = by_adding_up({0, 14, 12, 9, 16, 5, 6, 4});
  CHECK(drawn.mean == doctest::Approx(added.mean).epsilon(0.01));
  CHECK(drawn.sd == doctest::Approx(added.sd).epsilon(0.03));
}

TEST_CASE("LogLinearPosterior: its gradient is that of its height") {
  const ListTable table = table_of({"A", "B", "C"}, {14, 12, 9, 16, 5, 0, 4});
  const LogLinearPosterior posterior(table, {.lists = 3, .terms = {0b011, 0b101, 0b110, 0b111}});
  std::vector<double> at = {2.5, -0.3, 0.2, -0.7, 0.4, -0.6, 0.9, -0.2};
  REQUIRE(at.size() == posterior.size());
  std::vector<double> gradient(8), other(8);
  static_cast<void>(posterior.log_density(at, gradient));
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double step = 1e-5;
    at[i] += step;
    const double above = posterior.log_density(at, other);
    at[i] -= 2 * step;
    const double below = posterior.log_density(at, other);
    at[i] += step;
    CHECK(gradient[i] == doctest::Approx((above - below) / (2 * step)).epsilon(1e-6));
  }
}

TEST_CASE("LogLinearPosterior: lists that share nobody have no mode") {
  const ListTable table = table_of({"A", "B", "C"}, {10, 8, 0, 6, 0, 0, 0});
  CHECK_FALSE(LogLinearPosterior(table, main_effects_of(3)).shape().found);
}

}  // namespace
}  // namespace manumit::estimate
