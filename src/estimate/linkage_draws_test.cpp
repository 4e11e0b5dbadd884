// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "strata.h"

using namespace manumit::estimate;

namespace {

/// A draw of the linkage that saw `observed` people, and what stepwise said of the resamples.
LinkedDraw draw(std::uint64_t observed, std::vector<double> replicates) {
  MethodResult result;
  result.method = Method::stepwise;
  result.n_hat = replicates.front();
  result.replicates = std::move(replicates);
  return {.observed = observed, .methods = {result}};
}

}  // namespace

TEST_CASE("linkages: when the draws agree, the interval is that of one draw") {
  // Unseen 10 and 20 in both: mean of the logs ln √200, variance (ln 2)² / 2, nothing between.
  const std::vector<LinkedDraw> draws = {draw(100, {110, 120}), draw(102, {112, 122})};
  const auto answers = combine_draws(draws);
  REQUIRE(answers.size() == 1);
  CHECK(*answers[0].n_hat == doctest::Approx(116));
  CHECK(answers[0].between == doctest::Approx(0));
  CHECK_FALSE(answers[0].df.has_value());
  REQUIRE(answers[0].combined_95);
  CHECK(answers[0].combined_95->low == doctest::Approx(106.411484).epsilon(1e-6));
  CHECK(answers[0].combined_95->high == doctest::Approx(137.958439).epsilon(1e-6));
}

TEST_CASE("linkages: draws that differ widen the interval, by Rubin's rules") {
  // Unseen 10, 20 and 20, 40: W = B = (ln 2)² / 2, T = W + 1.5 B, degrees of freedom (4/3)².
  const std::vector<LinkedDraw> draws = {draw(100, {110, 120}), draw(102, {122, 142})};
  const auto answers = combine_draws(draws);
  REQUIRE(answers.size() == 1);
  CHECK(*answers[0].n_hat == doctest::Approx(123.5));
  CHECK(*answers[0].df == doctest::Approx(16.0 / 9));
  REQUIRE(answers[0].combined_95);
  CHECK(answers[0].combined_95->low == doctest::Approx(101.462215).epsilon(1e-6));
  CHECK(answers[0].combined_95->high == doctest::Approx(966.3978).epsilon(1e-6));
  REQUIRE(answers[0].warnings.size() == 1);
  CHECK(answers[0].warnings[0].code == "few_linkages");
}

TEST_CASE("linkages: one linkage gives no combined interval") {
  const auto answers = combine_draws(std::vector{draw(100, {110, 120})});
  REQUIRE(answers.size() == 1);
  CHECK_FALSE(answers[0].combined_95.has_value());
  CHECK(answers[0].warnings.at(0).code == "one_linkage");
}

TEST_CASE("linkages: a resample without a finite estimate leaves nothing to combine") {
  const double never = std::numeric_limits<double>::infinity();
  const auto answers = combine_draws(std::vector{draw(100, {110, never}), draw(100, {110, 120})});
  REQUIRE(answers.size() == 1);
  CHECK_FALSE(answers[0].n_hat.has_value());
  CHECK_FALSE(answers[0].combined_95.has_value());
}

TEST_CASE("linkages: a resample with nobody unseen counts as a tenth of a person") {
  // ln 0.1 and ln 10 have the mean 0: the middle of the interval is one unseen person.
  const auto answers = combine_draws(std::vector{draw(50, {50, 60}), draw(50, {50, 60})});
  REQUIRE(answers.at(0).combined_95);
  const Limits limits = *answers[0].combined_95;
  CHECK((limits.low - 50) * (limits.high - 50) == doctest::Approx(1).epsilon(1e-9));
}
