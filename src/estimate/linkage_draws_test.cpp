// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "methods.h"
#include "strata.h"

using namespace manumit::estimate;

namespace {

/// A draw of the linkage that saw `people`, and what a posterior said of them.
LinkedDraw draw(std::uint64_t people, std::vector<double> replicates,
                Method method = Method::decomposable) {
  MethodResult result;
  result.method = method;
  result.n_hat = replicates.front();
  result.replicates = std::move(replicates);
  return {.people = people, .methods = {result}};
}

LinkedDraw drawn_by(const ListTable& table, MethodFunction& method) {
  Settings settings;
  settings.bootstrap = 400;
  settings.diagnostics = false;
  const auto result = method(table, settings, {});
  REQUIRE(result);
  return {.people = table.people(), .methods = {*result}};
}

}  // namespace

TEST_CASE("linkages: when the draws of a posterior agree, the interval is that of one draw") {
  // Unseen 10 and 20 in both: mean of the logs ln √200, variance (ln 2)² / 2, nothing between.
  const std::vector<LinkedDraw> draws = {draw(100, {110, 120}), draw(102, {112, 122})};
  const auto answers = combine_draws(draws);
  REQUIRE(answers.size() == 1);
  CHECK(*answers[0].n_hat == doctest::Approx(116));
  CHECK(answers[0].between == 0);
  CHECK_FALSE(answers[0].df.has_value());
  REQUIRE(answers[0].combined_95);
  CHECK(answers[0].combined_95->low == doctest::Approx(106.411484).epsilon(1e-6));
  CHECK(answers[0].combined_95->high == doctest::Approx(137.958439).epsilon(1e-6));
}

TEST_CASE(
    "linkages: resamples scatter around the estimate, and the combined figure is the estimate") {
  // The estimate is 110 of 100 seen; one resample says 110 and one 190. Unseen 10, log variance
  // (ln 9)² / 2: 100 + 10 · e^±(1.959964 · 1.553674).
  const std::vector<LinkedDraw> draws = {draw(100, {110, 190}, Method::stepwise),
                                         draw(100, {110, 190}, Method::stepwise)};
  const auto answers = combine_draws(draws);
  REQUIRE(answers.size() == 1);
  CHECK(*answers[0].n_hat == doctest::Approx(110));
  CHECK(answers[0].combined_95->low == doctest::Approx(100 + 10 * std::exp(-3.045145)));
  CHECK(answers[0].combined_95->high == doctest::Approx(100 + 10 * std::exp(3.045145)));
}

TEST_CASE("linkages: draws that are all the same give the figure of one, and about its interval") {
  // 1,000 people whom independent lists catch with 0.5, 0.5 and 0.2.
  const auto table = ListTable::of(
      {"A", "B", "C"}, std::vector<ListTable::Row>{
                           {1, 200}, {2, 200}, {3, 200}, {4, 50}, {5, 50}, {6, 50}, {7, 50}});
  REQUIRE(table);
  for (MethodFunction* method : {stepwise, main_effects}) {
    const std::vector<LinkedDraw> draws(12, drawn_by(*table, *method));
    const MethodResult& one = draws.front().methods.front();
    const auto answers = combine_draws(draws);
    REQUIRE(answers.size() == 1);
    CHECK(*answers[0].n_hat == doctest::Approx(*one.n_hat).epsilon(1e-12));
    CHECK(answers[0].between == 0);
    CHECK(answers[0].warnings.empty());
    const Limits own = one.intervals.at(method == main_effects ? "lognormal_95" : "percentile_95");
    CHECK(answers[0].combined_95->low == doctest::Approx(own.low).epsilon(0.02));
    CHECK(answers[0].combined_95->high == doctest::Approx(own.high).epsilon(0.02));
  }
}

TEST_CASE("linkages: Chapman's figure over two lists is combined by its log-normal limits") {
  const auto table =
      ListTable::of({"A", "B"}, std::vector<ListTable::Row>{{1, 15}, {2, 10}, {3, 5}});
  REQUIRE(table);
  const auto answers = combine_draws(std::vector<LinkedDraw>(2, drawn_by(*table, chapman)));
  REQUIRE(answers.size() == 1);
  // 55 [38.901, 100.218], as lower_bound_test.cpp has it by hand.
  CHECK(*answers[0].n_hat == doctest::Approx(55));
  CHECK(answers[0].combined_95->low == doctest::Approx(38.901).epsilon(1e-4));
  CHECK(answers[0].combined_95->high == doctest::Approx(100.218).epsilon(1e-4));
}

TEST_CASE("linkages: draws that differ widen the interval, by verdata's degrees of freedom") {
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
