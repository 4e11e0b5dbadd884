// SPDX-License-Identifier: Apache-2.0
#include "strata.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace manumit::estimate;

namespace {

StratumAnswer stratum(std::string sex, std::uint64_t observed, std::optional<double> n_hat,
                      std::vector<double> replicates, Method method = Method::stepwise) {
  StratumAnswer made;
  made.stratum = {{"sex", std::move(sex)}};
  made.answer.observed = observed;
  made.answer.overlap.seen_times = {observed};
  MethodResult result;
  result.method = method;
  result.n_hat = n_hat;
  result.replicates = std::move(replicates);
  made.answer.methods = {result};
  return made;
}

/// With jackknife estimates of cells of so many people.
StratumAnswer with(StratumAnswer made, std::vector<MethodResult::LeftOut> jackknife) {
  made.answer.methods[0].jackknife = std::move(jackknife);
  return made;
}

StratumAnswer with_lognormal(std::string sex, std::uint64_t observed, double n_hat, Limits limits) {
  StratumAnswer made = stratum(std::move(sex), observed, n_hat, {}, Method::main_effects);
  made.answer.methods[0].intervals["lognormal_95"] = limits;
  return made;
}

bool has(const std::vector<Warning>& warnings, const std::string& code) {
  return std::any_of(warnings.begin(), warnings.end(),
                     [&code](const Warning& warning) { return warning.code == code; });
}

}  // namespace

TEST_CASE("strata: estimates add up, and so do their resamples one by one") {
  // Sums of the resamples: 45, 65, 85, 105. The 2.5 % quantile of four values is the first.
  const std::vector<StratumAnswer> strata = {stratum("female", 10, 20, {15, 25, 35, 45}),
                                             stratum("male", 20, 50, {30, 40, 50, 60})};
  const auto sums = sum_over_strata(strata);
  REQUIRE(sums.size() == 1);
  CHECK(*sums[0].n_hat == doctest::Approx(70));
  CHECK(sums[0].intervals.at("percentile_95").low == doctest::Approx(45));
  CHECK(sums[0].intervals.at("percentile_95").high == doctest::Approx(105));
  CHECK(sums[0].left_out.empty());
}

TEST_CASE(
    "strata: a stratum without an estimate adds the people seen, is named, and takes the "
    "interval") {
  const std::vector<StratumAnswer> strata = {stratum("female", 10, 20, {15, 25}),
                                             stratum("male", 20, std::nullopt, {})};
  const auto sums = sum_over_strata(strata);
  REQUIRE(sums.size() == 1);
  CHECK(*sums[0].n_hat == doctest::Approx(40));
  CHECK(sums[0].left_out == std::vector<std::string>{"sex: male"});
  CHECK(sums[0].intervals.empty());
}

TEST_CASE("strata: when no stratum has an estimate, the sum has none") {
  const auto sums = sum_over_strata(std::vector{stratum("female", 10, std::nullopt, {})});
  REQUIRE(sums.size() == 1);
  CHECK_FALSE(sums[0].n_hat.has_value());
}

TEST_CASE("strata: posterior draws add up to a posterior") {
  const std::vector<StratumAnswer> strata = {
      stratum("female", 10, 20, {15, 25, 35}, Method::decomposable),
      stratum("male", 20, 50, {30, 40, 50}, Method::decomposable)};
  const auto sums = sum_over_strata(strata);
  REQUIRE(sums.size() == 1);
  CHECK(sums[0].intervals.contains("posterior_95"));
  CHECK_FALSE(sums[0].intervals.contains("bca_95"));
}

TEST_CASE(
    "strata: BCa limits of a sum, the jackknife differences from the middle of each stratum") {
  // Resamples of the sum: 1, 2 … 99, and the sum is 50.5, above 50 of them: z0 = Φ⁻¹(50 / 99). In
  // the first stratum one of four people more moves the estimate by 3, three by -1; in the second
  // all move it alike, however far from nought: differences -3, 1 and 0. a = (-27 + 3) / (6 ·
  // 12^1.5).
  std::vector<double> first(99), second(99, 0.0);
  std::iota(first.begin(), first.end(), 1.0);
  const std::vector<StratumAnswer> strata = {
      with(stratum("female", 10, 20.5, first), {{23.5, 1}, {19.5, 3}}),
      with(stratum("male", 20, 30, second), {{-70, 5}, {-70, 2}})};
  const auto sums = sum_over_strata(strata);
  REQUIRE(sums.size() == 1);
  // z0 = 0.012661, w = z0 ∓ 1.959964, q = Φ(z0 + w / (1 + 0.096225 · w)) = 0.0091567 and 0.9546459;
  // places 99 1/3 · q + 1/3 = 1.2429 and 95.1615, among 1 … 99.
  const double a = -24 / (6 * std::pow(12, 1.5));
  const double z0 = 0.0126613;
  const auto place = [&](double z) {
    const double w = z0 + z;
    const double q = 0.5 * std::erfc(-(z0 + w / (1 - a * w)) / std::sqrt(2.0));
    return (99 + 1.0 / 3) * q + 1.0 / 3;
  };
  const Limits limits = sums[0].intervals.at("bca_95");
  CHECK(limits.low == doctest::Approx(place(-1.959964)).epsilon(1e-4));
  CHECK(limits.high == doctest::Approx(place(1.959964)).epsilon(1e-4));
  CHECK(limits.low < limits.high);
  CHECK(sums[0].intervals.contains("bca_80"));
  CHECK(has(sums[0].warnings, "end_unresolved"));
}

TEST_CASE(
    "strata: when all resamples of a sum lie on one side, it says that its ends are unknown") {
  std::vector<double> below(99), none(99, 0.0);
  std::iota(below.begin(), below.end(), 1.0);
  const std::vector<StratumAnswer> strata = {
      with(stratum("female", 10, 200, below), {{199, 5}, {203, 5}}),
      with(stratum("male", 20, 30, none), {{29, 5}, {31, 5}})};
  const auto sums = sum_over_strata(strata);
  REQUIRE(sums.size() == 1);
  CHECK(has(sums[0].warnings, "end_unresolved"));
  CHECK(sums[0].intervals.contains("percentile_95"));
}

TEST_CASE("strata: a resample of one stratum without an end leaves the sum's without an end") {
  const double never = std::numeric_limits<double>::infinity();
  const std::vector<StratumAnswer> strata = {
      with(stratum("female", 10, 20, {15, 18, 25, never}), {{19, 5}, {21, 5}}),
      with(stratum("male", 20, 50, {30, 45, 55, 60}), {{49, 5}, {51, 5}})};
  const auto sums = sum_over_strata(strata);
  REQUIRE(sums.size() == 1);
  CHECK(has(sums[0].warnings, "bootstrap_infinite"));
  CHECK(sums[0].intervals.at("percentile_95").high == never);
}

TEST_CASE("strata: methods without resamples have the log-normal limits of their strata added") {
  // Unseen 100 and 300 with errors 0.2 and 0.1 of their logarithms: √(20² + 30²) / 400 = 0.0901388.
  const auto limits = [](double seen, double unseen, double error) {
    return Limits{seen + unseen * std::exp(-1.959964 * error),
                  seen + unseen * std::exp(1.959964 * error)};
  };
  const std::vector<StratumAnswer> strata = {
      with_lognormal("female", 50, 150, limits(50, 100, 0.2)),
      with_lognormal("male", 80, 380, limits(80, 300, 0.1))};
  const auto sums = sum_over_strata(strata);
  REQUIRE(sums.size() == 1);
  CHECK(*sums[0].n_hat == doctest::Approx(530));
  const Limits wanted = limits(130, 400, 0.0901388);
  CHECK(sums[0].intervals.at("lognormal_95").low == doctest::Approx(wanted.low).epsilon(1e-6));
  CHECK(sums[0].intervals.at("lognormal_95").high == doctest::Approx(wanted.high).epsilon(1e-6));
}

TEST_CASE("strata: a sum warns of what is true of one of its groups") {
  std::vector<StratumAnswer> strata = {stratum("female", 10, 20, {}), stratum("male", 20, 50, {})};
  CHECK(sum_over_strata(strata)[0].warnings.empty());
  strata[1].answer.summary.warnings = {{"too_small", {"a sentence", {"20", "1"}}},
                                       {"suppress", {"a sentence", {"10"}}}};
  const auto sums = sum_over_strata(strata);
  CHECK(has(sums[0].warnings, "too_small"));
  CHECK(has(sums[0].warnings, "suppress"));
}

TEST_CASE("strata: sums by each of several columns, and none by the only one") {
  std::vector<StratumAnswer> strata = {stratum("female", 10, 20, {}), stratum("female", 5, 30, {}),
                                       stratum("male", 20, 50, {})};
  CHECK(sum_by_column(strata, {"sex"}).empty());
  for (std::size_t g = 0; g < strata.size(); ++g)
    strata[g].stratum.emplace_back("age", g == 1 ? "child" : "adult");
  const auto margins = sum_by_column(strata, {"sex", "age"});
  REQUIRE(margins.size() == 4);
  CHECK(margins[0].column == "sex");
  CHECK(margins[0].value == "female");
  CHECK(margins[0].observed == 15);
  CHECK(*margins[0].sums.at(0).n_hat == doctest::Approx(50));
  CHECK(margins[2].value == "adult");
  CHECK(*margins[2].sums.at(0).n_hat == doctest::Approx(70));
}
