// SPDX-License-Identifier: Apache-2.0
#include "exact.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace manumit;
using namespace manumit::gap;

namespace {

double poisson(std::uint64_t count, double mean) {
  const auto k = static_cast<double>(count);
  return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1));
}

double binomial(std::uint64_t part, std::uint64_t whole, double chance) {
  const auto k = static_cast<double>(part);
  const auto n = static_cast<double>(whole);
  return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                  k * std::log(chance) + (n - k) * std::log1p(-chance));
}

/// How often the interval holds the mean, summed over every count that comes at all.
double poisson_coverage(double mean) {
  double held = 0;
  for (std::uint64_t count = 0; count < 200; ++count)
    held += poisson_interval(count).contains(mean) ? poisson(count, mean) : 0;
  return held;
}

}  // namespace

TEST_CASE("poisson_interval: agrees with Garwood's published table") {
  // Garwood (1936), table of fiducial limits, 0.95.
  const struct {
    std::uint64_t count;
    double least;
    double most;
  } kTable[] = {{0, 0, 3.69},      {1, 0.0253, 5.57},  {2, 0.242, 7.22},
                {3, 0.619, 8.77},  {4, 1.09, 10.24},   {5, 1.62, 11.67},
                {10, 4.80, 18.39}, {20, 12.22, 30.89}, {50, 37.11, 65.92}};
  for (const auto& row : kTable) {
    CAPTURE(row.count);
    CHECK(poisson_interval(row.count).least == doctest::Approx(row.least).epsilon(0.005));
    CHECK(poisson_interval(row.count).most == doctest::Approx(row.most).epsilon(0.005));
  }
}

TEST_CASE("poisson_interval: the small counts of the notes") {
  // Notes 4.3: 6 is 2.2 to 13.1; 14 is 7.7 to 23.5; 16 is 9.1 to 26.0.
  CHECK(poisson_interval(6).least == doctest::Approx(2.2).epsilon(0.01));
  CHECK(poisson_interval(6).most == doctest::Approx(13.1).epsilon(0.005));
}

TEST_CASE("poisson_interval: the larger counts of the notes") {
  CHECK(poisson_interval(14).least == doctest::Approx(7.7).epsilon(0.01));
  CHECK(poisson_interval(14).most == doctest::Approx(23.5).epsilon(0.005));
  CHECK(poisson_interval(16).least == doctest::Approx(9.1).epsilon(0.01));
  CHECK(poisson_interval(16).most == doctest::Approx(26.0).epsilon(0.005));
}

TEST_CASE("share_interval: agrees with published limits of Clopper and Pearson") {
  // 0 of 10: 0 to 0.3085; 1 of 10: 0.0025 to 0.4450; 5 of 10: 0.1871 to 0.8129.
  CHECK(share_interval(0, 10).least == 0);
  CHECK(share_interval(0, 10).most == doctest::Approx(0.3085).epsilon(0.001));
  CHECK(share_interval(1, 10).least == doctest::Approx(0.0025).epsilon(0.02));
  CHECK(share_interval(1, 10).most == doctest::Approx(0.4450).epsilon(0.001));
  CHECK(share_interval(5, 10).least == doctest::Approx(0.1871).epsilon(0.001));
  CHECK(share_interval(5, 10).most == doctest::Approx(0.8129).epsilon(0.001));
  CHECK(share_interval(10, 10).most == 1);
  CHECK(share_interval(0, 0) == Interval<double>{0, 1});
}

TEST_CASE("rate_ratio: the two comparisons of the notes") {
  const RateRatio cases = rate_ratio(6, 1, 14, 1);
  CHECK(cases.p == doctest::Approx(0.1153).epsilon(0.001));  // 2 · 60460 / 2^20
  CHECK(cases.ratio == doctest::Approx(0.43).epsilon(0.005));
  // The large-sample interval of the notes, and the exact one, which is wider.
  CHECK(cases.approx.least == doctest::Approx(0.165).epsilon(0.002));
  CHECK(cases.approx.most == doctest::Approx(1.115).epsilon(0.002));
  CHECK(cases.exact.least < cases.approx.least);
  CHECK(cases.exact.most > cases.approx.most);
  const RateRatio courts = rate_ratio(66, 4, 114, 4);
  CHECK(courts.ratio == doctest::Approx(0.58).epsilon(0.005));
  CHECK(courts.approx.least == doctest::Approx(0.43).epsilon(0.01));
  CHECK(courts.approx.most == doctest::Approx(0.78).epsilon(0.006));
  CHECK(courts.p == doctest::Approx(0.0004).epsilon(0.15));
  CHECK(courts.exact.most < 1);
}

TEST_CASE("rate_ratio: a count of nothing has no lower or no upper end, and nothing is not equal") {
  CHECK(rate_ratio(0, 1, 5, 1).exact.least == 0);
  CHECK(std::isinf(rate_ratio(5, 1, 0, 1).ratio));
  CHECK(std::isinf(rate_ratio(5, 1, 0, 1).exact.most));
  CHECK(rate_ratio(0, 1, 0, 1).p == 1);
  // 0 against 5: 2 · 0.5^5.
  CHECK(rate_ratio(0, 1, 5, 1).p == doctest::Approx(0.0625));
}

TEST_CASE("rate_ratio: twice the years with twice the count is the same rate") {
  CHECK(rate_ratio(20, 2, 10, 1).ratio == doctest::Approx(1));
  CHECK(rate_ratio(20, 2, 10, 1).p > 0.9);
}

TEST_CASE("rate_ratio: the test and its exact interval never disagree") {
  for (std::uint64_t later = 0; later <= 25; ++later) {
    for (std::uint64_t earlier = 0; earlier <= 25; ++earlier) {
      if (later + earlier == 0)
        continue;
      const RateRatio of = rate_ratio(later, 1, earlier, 1);
      CAPTURE(later);
      CAPTURE(earlier);
      CHECK((of.p < 0.05) == !of.exact.contains(1));
    }
  }
}

TEST_CASE("poisson_interval: holds the mean at least 95 times in a hundred, however small it is") {
  for (int tenths = 1; tenths <= 300; ++tenths) {
    CAPTURE(tenths);
    CHECK(poisson_coverage(tenths / 10.0) >= 0.95);
  }
}

TEST_CASE("share_interval: holds the share at least 95 times in a hundred, however few there are") {
  for (std::uint64_t whole = 1; whole <= 20; ++whole) {
    for (int percent = 1; percent < 100; percent += 2) {
      double held = 0;
      for (std::uint64_t part = 0; part <= whole; ++part)
        held += share_interval(part, whole).contains(percent / 100.0)
                    ? binomial(part, whole, percent / 100.0)
                    : 0;
      CAPTURE(whole);
      CAPTURE(percent);
      CHECK(held >= 0.95);
    }
  }
}

TEST_CASE("rate_ratio: holds the true ratio at least 95 times in a hundred at small counts") {
  for (const double earlier_mean : {1.0, 3.0, 8.0}) {
    for (const double ratio : {0.3, 1.0, 2.5}) {
      double held = 0;
      for (std::uint64_t later = 0; later < 70; ++later) {
        for (std::uint64_t earlier = 0; earlier < 40; ++earlier) {
          const double chance =
              poisson(later, earlier_mean * ratio) * poisson(earlier, earlier_mean);
          held += rate_ratio(later, 1, earlier, 1).exact.contains(ratio) ? chance : 0;
        }
      }
      CAPTURE(earlier_mean);
      CAPTURE(ratio);
      CHECK(held >= 0.95);
    }
  }
}

TEST_CASE("rate_ratio: a very small chance is not 0") {
  const double p = rate_ratio(2000, 1, 1000, 1).p;
  CHECK(p > 0);
  CHECK(p < 1e-60);
  // The same whichever is the earlier.
  CHECK(rate_ratio(1000, 1, 2000, 1).p == doctest::Approx(p).epsilon(1e-6));
}
