// SPDX-License-Identifier: Apache-2.0
#include "resample.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "normal_curve.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Two lists of 30 and 25 people who share 10: independence says 30 · 25 / 10 = 75.
ListTable two_lists() {
  const std::vector<ListTable::Row> rows = {{1, 20}, {2, 15}, {3, 10}};
  return *ListTable::of({"A", "B"}, rows);
}

double independence(std::span<const double> y) {
  return y[3] == 0 ? kInfinite : (y[1] + y[3]) * (y[2] + y[3]) / y[3];
}

MakeChooser independent() {
  return [] { return Chooser(independence); };
}

/// The jackknife alone, over the two lists.
double accelerated(const Chooser& chooser) {
  return resample(two_lists(), 75, [&] { return chooser; }, 0, 1, "test", 1, {})->acceleration;
}

std::vector<double> one_to(int last) {
  std::vector<double> values(static_cast<std::size_t>(last));
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

}  // namespace

TEST_CASE("normal_point: is the inverse of normal_below, with the table's values") {
  CHECK(normal_point(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-14));
  CHECK(normal_point(0.5) == 0);
  CHECK(normal_below(normal_point(1e-9)) == doctest::Approx(1e-9).epsilon(1e-12));
  CHECK(normal_point(0) == -kInfinite);
  CHECK(normal_point(1) == kInfinite);
}

TEST_CASE("quantile_8: stands where Hyndman and Fan put it") {
  // Ten values: the place is (10 + 1/3) p + 1/3. The median is the middle, the quarter is 2 11/12.
  CHECK(quantile_8(one_to(10), 0.5) == doctest::Approx(5.5));
  CHECK(quantile_8(one_to(10), 0.25) == doctest::Approx(2 + 11.0 / 12));
  CHECK(quantile_8(one_to(10), 0) == 1);
  CHECK(quantile_8(one_to(10), 1) == 10);
  CHECK(quantile_8({7}, 0.3) == 7);
}

TEST_CASE("quantile_8: between a finite and an infinite value it is infinite, before it finite") {
  // Four values: p = 0.5 stands at 2.5, p = 0.6 at 2.933, p = 0.3 at 1.633.
  const std::vector<double> tail = {1, 2, 3, kInfinite};
  CHECK(quantile_8(tail, 0.5) == doctest::Approx(2.5));
  CHECK(quantile_8(tail, 0.8) == kInfinite);
  CHECK(quantile_8({1, kInfinite, kInfinite}, 0.6) == kInfinite);
}

TEST_CASE("bca: without bias and acceleration it is the percentile interval") {
  const auto values = one_to(999);
  const BcaLimits found = bca(values, 0, 0, 0.95);
  CHECK(found.limits.low == doctest::Approx(quantile_8(values, 0.025)).epsilon(1e-9));
  CHECK(found.limits.high == doctest::Approx(quantile_8(values, 0.975)).epsilon(1e-9));
  CHECK_FALSE(found.unresolved);
}

TEST_CASE("bca: bias and acceleration move both ends as Efron's formula says") {
  // z0 = 0.2, a = 0.05, 90 %: w = 0.2 -+ 1.6448536. Below: -1.4448536 / 1.07224268 = -1.3475061, so
  // z = -1.1475061 and q = 0.1255845; above: 1.8448536 / 0.90775732 = 2.0323202, z = 2.2323202,
  // q = 0.9872028 (tables of the normal distribution).
  const auto values = one_to(2000);
  const BcaLimits found = bca(values, 0.2, 0.05, 0.90);
  CHECK(found.limits.low == doctest::Approx((2000 + 1.0 / 3) * 0.1255845 + 1.0 / 3).epsilon(1e-4));
  CHECK(found.limits.high == doctest::Approx((2000 + 1.0 / 3) * 0.9872028 + 1.0 / 3).epsilon(1e-4));
}

TEST_CASE("bca: an end that is an extreme replicate is said to be unresolved") {
  // z0 = -1: w = -2.96, q of the lower end is far below 1 in 1,000.
  CHECK(bca(one_to(1000), -1, 0, 0.95).unresolved);
  CHECK(bca(one_to(1000), -1, 0, 0.95).limits.low == 1);
  CHECK_FALSE(bca(one_to(1000), -0.1, 0, 0.95).unresolved);
  // All resamples above the estimate: the correction has no end, and so the limits have none.
  CHECK(std::isnan(bca(one_to(1000), -kInfinite, 0.1, 0.95).limits.low));
  CHECK(std::isnan(bca(one_to(1000), kInfinite, 0.1, 0.95).limits.high));
  // Beyond the pole of the correction the end stays at its side.
  CHECK(bca(one_to(1000), 2, 0.4, 0.95).limits.high == 1000);
}

TEST_CASE("acceleration_of: is Efron's, from a hand calculation") {
  // One person less of 20, 15, 10: 29·25/10 = 72.5, 30·24/10 = 72, 29·24/9 = 77.3333.
  // Weighted mean 3303.3333/45 = 73.407407; r = 0.907407, 1.407407, -3.925926.
  // Σ y r² = 16.4678 + 29.7119 + 154.1289 = 200.3086; Σ y r³ = 14.9430 + 41.8167 - 605.0986 =
  // -548.3389; a = -548.3389 / (6 · 200.3086^1.5) = -0.0322363.
  CHECK(accelerated(independence) == doctest::Approx(-0.0322363).epsilon(1e-4));
}

TEST_CASE("acceleration_of: all alike accelerate nothing, and an infinite one leaves no number") {
  CHECK(accelerated([](auto) { return 80.0; }) == 0);
  CHECK(std::isnan(accelerated([](auto) { return kInfinite; })));
}

TEST_CASE("draw_again: as many people, only in cells that held somebody, about their shares") {
  const ListTable table = two_lists();
  std::vector<double> sums(4, 0);
  std::vector<double> counts;
  for (std::uint64_t b = 0; b < 2000; ++b) {
    draw_again(table, 1, "test", b, counts);
    CHECK(std::accumulate(counts.begin(), counts.end(), 0.0) == 45);
    CHECK(counts[0] == 0);
    for (std::size_t c = 0; c < 4; ++c)
      sums[c] += counts[c] / 2000;
  }
  // Deviations of the means: below 0.08.
  CHECK(sums[1] == doctest::Approx(20).epsilon(0.02));
  CHECK(sums[2] == doctest::Approx(15).epsilon(0.03));
  CHECK(sums[3] == doctest::Approx(10).epsilon(0.04));
}

TEST_CASE("resample: one thread and eight give the same estimates to the last bit") {
  const auto one = resample(two_lists(), 75, independent(), 301, 7, "test", 1, {});
  const auto eight = resample(two_lists(), 75, independent(), 301, 7, "test", 8, {});
  REQUIRE(one);
  REQUIRE(eight);
  CHECK(one->estimates == eight->estimates);
  CHECK(one->jackknife.size() == 3);
  CHECK(one->acceleration == eight->acceleration);
  const auto other = resample(two_lists(), 75, independent(), 301, 8, "test", 1, {});
  CHECK(other->estimates != one->estimates);
}

TEST_CASE("resample: fewer resamples are the first of more") {
  const auto few = resample(two_lists(), 75, independent(), 10, 7, "test", 2, {});
  const auto more = resample(two_lists(), 75, independent(), 40, 7, "test", 3, {});
  CHECK(std::equal(few->estimates.begin(), few->estimates.end(), more->estimates.begin()));
}

TEST_CASE("resample: the estimates are spread as the multinomial says, cell by cell") {
  // Every one of the 1,081 tables of 45 people in three cells, with its probability.
  const auto log_factorial = [](int n) { return std::lgamma(n + 1.0); };
  const auto share_below = [&](double limit) {
    double share = 0;
    for (int x = 0; x <= 45; ++x) {
      for (int y = 0; x + y <= 45; ++y) {
        const int m = 45 - x - y;
        if (m > 0 && (x + m) * (y + m) < limit * m) {
          share +=
              std::exp(log_factorial(45) - log_factorial(x) - log_factorial(y) - log_factorial(m) +
                       x * std::log(20.0 / 45) + y * std::log(15.0 / 45) + m * std::log(10.0 / 45));
        }
      }
    }
    return share;
  };
  const auto all = resample(two_lists(), 75, independent(), 20000, 3, "test", 2, {});
  for (const double limit : {55.0, 65.0, 75.0, 90.0, 120.0}) {
    CAPTURE(limit);
    const auto below = std::count_if(all->estimates.begin(), all->estimates.end(),
                                     [&](double n) { return n < limit; });
    // Four deviations of a share of 20,000.
    CHECK(std::fabs(static_cast<double>(below) / 20000 - share_below(limit)) < 0.0142);
  }
  CHECK(all->z0 == doctest::Approx(normal_point(share_below(75))).epsilon(0.1).scale(0.3));
  CHECK(share_below(all->percentile_95.low) < 0.03);
  CHECK(share_below(all->percentile_95.high) > 0.965);
  CHECK(all->percentile_80.low > all->percentile_95.low);
}

TEST_CASE("resample: infinite estimates are counted, kept and told") {
  const std::vector<ListTable::Row> rows = {{1, 20}, {2, 15}, {3, 2}};
  const ListTable table = *ListTable::of({"A", "B"}, rows);
  const auto all = resample(table, 22.0 * 17 / 2, independent(), 1000, 1, "test", 2, {});
  // Nobody drawn of 2 in 37: (35/37)^37 = 0.128 of the resamples.
  CHECK(all->infinite > 80);
  CHECK(all->infinite < 180);
  CHECK(all->percentile_95.high == kInfinite);
  CHECK(all->estimates.size() == 1000);

  MethodResult result;
  tell(*all, result);
  CHECK(result.diagnostics.numbers.at("bootstrap") == 1000);
  CHECK(result.diagnostics.numbers.at("bootstrap_infinite") == static_cast<double>(all->infinite));
  CHECK(result.replicates == all->estimates);
  CHECK(result.jackknife.size() == 3);
  CHECK(result.intervals.size() == 4);
  REQUIRE_FALSE(result.warnings.empty());
  CHECK(result.warnings[0].code == "bootstrap_infinite");
}

TEST_CASE("summed_up: what is no number counts as infinite and disturbs no order") {
  const Resampled all = summed_up({80, std::nan(""), 70, kInfinite, 90}, 85, 0);
  CHECK(all.infinite == 2);
  CHECK(all.estimates == std::vector<double>{80, kInfinite, 70, kInfinite, 90});
  CHECK(all.z0 == doctest::Approx(normal_point(0.4)));
  CHECK(all.percentile_95.low == 70);
  CHECK(all.percentile_95.high == kInfinite);
}

TEST_CASE("resample: where one person less leaves no estimate there are percentile limits only") {
  const std::vector<ListTable::Row> rows = {{1, 20}, {2, 15}, {3, 1}};
  const ListTable table = *ListTable::of({"A", "B"}, rows);
  const auto all = resample(table, 21.0 * 16, independent(), 200, 1, "test", 1, {});
  MethodResult result;
  tell(*all, result);
  CHECK_FALSE(result.acceleration);
  CHECK(result.intervals.count("bca_95") == 0);
  CHECK(result.intervals.count("percentile_95") == 1);
  CHECK(result.warnings.at(0).code == "bootstrap_infinite");
}

TEST_CASE("resample: where all resamples lie on one side there are percentile limits only") {
  // A figure that chance never goes below: BCa would put both ends at the smallest resample.
  const auto all = resample(two_lists(), 30, independent(), 200, 1, "test", 1, {});
  CHECK_FALSE(all->has_bca());
  MethodResult result;
  tell(*all, result);
  CHECK(result.intervals.count("bca_95") == 0);
  CHECK(result.intervals.count("bca_80") == 0);
  CHECK(result.intervals.at("percentile_95").low > 30);
  REQUIRE(result.warnings.size() == 1);
  CHECK(result.warnings[0].code == "end_unresolved");
}

TEST_CASE("resample: without resamples there is the acceleration alone") {
  const auto all = resample(two_lists(), 75, independent(), 0, 1, "test", 1, {});
  REQUIRE(all);
  MethodResult result;
  tell(*all, result);
  CHECK(result.acceleration.value() == doctest::Approx(-0.0322363).epsilon(1e-4));
  CHECK(result.intervals.empty());
  CHECK(result.warnings.empty());
}

TEST_CASE("resample: tells how far it is, and stops when asked to") {
  std::uint64_t last = 0;
  const auto all = resample(two_lists(), 75, independent(), 50, 1, "test", 4,
                            [&](std::uint64_t done, std::uint64_t total) {
                              CHECK(done == last + 1);
                              CHECK(total == 53);
                              last = done;
                              return true;
                            });
  CHECK(last == 53);
  const auto none = resample(two_lists(), 75, independent(), 50, 1, "test", 4,
                             [](std::uint64_t done, std::uint64_t) { return done < 20; });
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == Error::Kind::unavailable);
}
