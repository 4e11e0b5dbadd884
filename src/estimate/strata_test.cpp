// SPDX-License-Identifier: Apache-2.0
#include "strata.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace manumit::estimate;

namespace {

StratumAnswer stratum(std::string sex, std::uint64_t observed, std::optional<double> n_hat,
                      std::vector<double> replicates, Method method = Method::stepwise) {
  StratumAnswer made;
  made.stratum = {{"sex", std::move(sex)}};
  made.answer.observed = observed;
  MethodResult result;
  result.method = method;
  result.n_hat = n_hat;
  result.replicates = std::move(replicates);
  made.answer.methods = {result};
  return made;
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
  CHECK(sums[0].left_out == std::vector<std::string>{"sex = male"});
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
