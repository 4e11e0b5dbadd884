// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <bit>
#include <cmath>

#include "describe_fit.h"
#include "expected_figures.h"
#include "judge.h"
#include "loglinear.h"
#include "methods.h"
#include "rules.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

MethodResult fitted(const ListTable& table, Method method, const std::string& model) {
  const auto parsed = parse_model(model, table.lists());
  REQUIRE(parsed);
  MethodResult result = described(table, *parsed);
  result.method = method;
  return result;
}

MethodResult judged(const ListTable& table, const MethodResult& result, std::uint32_t bootstrap) {
  Settings settings;
  settings.bootstrap = bootstrap;
  std::vector<MethodResult> results{result};
  REQUIRE(judge_fits(table, settings, results, {}));
  return results.front();
}

bool fits_badly(const MethodResult& result) {
  for (const Warning& warning : result.warnings) {
    if (warning.code == "poor_fit")
      return true;
  }
  return false;
}

}  // namespace

TEST_CASE("poor_fit: Kosovo's stepwise and main-effects models, and not its model by BIC") {
  // Notes 2.1: deviance 39.9 on 5 degrees of freedom, "p about 2e-7"; [123,14,34] 9.32 on 4.
  const ListTable kosovo = expected::table_of("Kosovo");
  const MethodResult stepwise =
      judged(kosovo, fitted(kosovo, Method::stepwise, "[12,13,14,23,34]"), 200);
  CHECK(stepwise.diagnostics.numbers.at("p_value") == doctest::Approx(1.6e-7).epsilon(0.1));
  CHECK(fits_badly(stepwise));
  CHECK(fits_badly(judged(kosovo, fitted(kosovo, Method::main_effects, "[1,2,3,4]"), 200)));
  const MethodResult bic = judged(kosovo, fitted(kosovo, Method::bic, "[123,14,34]"), 200);
  CHECK_FALSE(fits_badly(bic));
}

TEST_CASE("poor_fit: with two degrees of freedom the p-value is e to minus half the deviance") {
  // Korea stepwise, notes 2.1: deviance 8.566946 on 2, so p = e^-4.283473 = 0.013795.
  const ListTable korea = expected::table_of("Korea");
  const MethodResult plain = judged(korea, fitted(korea, Method::stepwise, "[12,3]"), 0);
  CHECK(plain.diagnostics.numbers.at("p_value") == doctest::Approx(0.013795).epsilon(1e-4));
  CHECK(plain.diagnostics.numbers.count("p_value_bootstrap") == 0);
  CHECK(fits_badly(plain));
}

TEST_CASE("poor_fit: where counts are small, tables simulated from the model decide") {
  // In most of Western's cells the model expects fewer than one person. A deviance of 26.6 on 24
  // degrees of freedom is unsuspicious by chi-square (p 0.324), but in 20,000 tables drawn from the
  // model by another generator it is 13.6 on average and so large in 1.5 of 100.
  const ListTable western = expected::table_of("Western");
  const MethodResult stepwise =
      judged(western, fitted(western, Method::stepwise, "[15,2,3,4]"), 200);
  CHECK(stepwise.diagnostics.numbers.at("p_value") == doctest::Approx(0.324).epsilon(0.01));
  CHECK(stepwise.diagnostics.numbers.at("p_value_bootstrap") > 1.0 / 201);
  CHECK(stepwise.diagnostics.numbers.at("p_value_bootstrap") < 0.05);  // Four deviations above.
  CHECK(fits_badly(stepwise));
}

TEST_CASE("poor_fit: a misfit beyond all figures is still no certainty") {
  const Warning warning = rules::poor_fit(0);
  CHECK(in_english(warning.sentence).ends_with("a probability of at most 0.0001"));
}

TEST_CASE("poor_fit: a misfit is seen however few resamples are asked for") {
  // Pairs hardly meet, and yet 110 people are on three lists or four. Independence expects fewer
  // than five in some cells, so simulated tables decide.
  const auto table = ListTable::of(
      {"A", "B", "C", "D"},
      std::vector<ListTable::Row>{
          {1, 400}, {2, 400}, {4, 400}, {8, 30}, {3, 40}, {5, 40}, {6, 40}, {7, 90}, {15, 20}});
  REQUIRE(table);
  for (const std::uint32_t bootstrap : {1U, 10U, 200U}) {
    const MethodResult result =
        judged(*table, fitted(*table, Method::main_effects, "[1,2,3,4]"), bootstrap);
    CAPTURE(bootstrap);
    CHECK(result.diagnostics.numbers.count("p_value_bootstrap") == 1);
    CHECK(fits_badly(result));
  }
  const ListTable western = expected::table_of("Western");
  const MethodResult few = judged(western, fitted(western, Method::stepwise, "[1,2,3,4,5]"), 1);
  const MethodResult many = judged(western, fitted(western, Method::stepwise, "[1,2,3,4,5]"), 1000);
  CHECK(few.diagnostics.numbers.at("p_value_bootstrap") ==
        many.diagnostics.numbers.at("p_value_bootstrap"));
}

TEST_CASE("poor_fit: a table that is what independence says fits perfectly") {
  // 1,000 people, lists that catch a half, a half and a fifth: 100 seen by each of A, B, A and B.
  const auto table = ListTable::of(
      {"A", "B", "C"}, std::vector<ListTable::Row>{
                           {1, 200}, {2, 200}, {3, 200}, {4, 50}, {5, 50}, {6, 50}, {7, 50}});
  REQUIRE(table);
  const MethodResult result = judged(*table, fitted(*table, Method::main_effects, "[1,2,3]"), 200);
  CHECK(*result.n_hat == doctest::Approx(1000));
  CHECK(*result.deviance >= 0);  // Not -3.9e-13.
  CHECK(result.diagnostics.numbers.at("p_value") == doctest::Approx(1));
  CHECK_FALSE(fits_badly(result));
}

TEST_CASE("poor_fit: people in two kinds, found by different lists, are noticed") {
  // Half of 2,000 people are caught by each of three lists with 0.6, half with 0.1: the expected
  // counts, rounded. Independence cannot give so many on all three.
  const auto expected_on = [](int lists) {
    return static_cast<std::uint64_t>(
        std::llround(1000 * (std::pow(0.6, lists) * std::pow(0.4, 3 - lists) +
                             std::pow(0.1, lists) * std::pow(0.9, 3 - lists))));
  };
  std::vector<ListTable::Row> rows;
  for (History history = 1; history < 8; ++history)
    rows.push_back({history, expected_on(std::popcount(history))});
  const auto table = ListTable::of({"A", "B", "C"}, rows);
  REQUIRE(table);
  const MethodResult result = judged(*table, fitted(*table, Method::main_effects, "[1,2,3]"), 200);
  CHECK(*result.n_hat < 2000);
  CHECK(fits_badly(result));
}

TEST_CASE(
    "judge_fits: a saturated model, a refused one and one that is not log-linear are let be") {
  const ListTable korea = expected::table_of("Korea");
  MethodResult refused;
  refused.method = Method::bic;
  MethodResult graphs;
  graphs.method = Method::decomposable;
  graphs.n_hat = 163;
  std::vector<MethodResult> results{refused, graphs, fitted(korea, Method::bic, "[12,23]")};
  results[2].df = 0;
  REQUIRE(judge_fits(korea, {}, results, {}));
  for (const MethodResult& result : results)
    CHECK(result.diagnostics.numbers.count("p_value") == 0);
}

TEST_CASE("simulate_coverage: the interval that forgets the choice of model holds too rarely") {
  // Whitehead and others (2021): leaving out terms that are there but not significant overstates
  // how sure the figure is. Among the people on C the odds ratio of A and B is 80 * 7 / (20 * 20)
  // = 1.4, too little to be found in most tables of so few people; where it is missed, the figure
  // is low.
  const auto table = ListTable::of(
      {"A", "B", "C"},
      std::vector<ListTable::Row>{{1, 80}, {2, 80}, {3, 30}, {4, 80}, {5, 20}, {6, 20}, {7, 7}});
  REQUIRE(table);
  Settings settings;
  settings.bootstrap = 200;
  MethodResult stepwise = fitted(*table, Method::stepwise, "[12,3]");
  REQUIRE(simulate_coverage(*table, settings, stepwise, {}));
  CHECK(stepwise.diagnostics.numbers.at("coverage_tables") == 200);
  CHECK(stepwise.diagnostics.numbers.at("coverage_lognormal_95") < 0.87);
}

TEST_CASE("simulate_coverage: nearly always right where there is nothing to choose") {
  // Independent lists with much overlap: stepwise seldom adds a term, and the interval is honest.
  const auto table = ListTable::of(
      {"A", "B", "C"}, std::vector<ListTable::Row>{
                           {1, 200}, {2, 200}, {3, 200}, {4, 50}, {5, 50}, {6, 50}, {7, 50}});
  REQUIRE(table);
  Settings settings;
  settings.bootstrap = 200;
  MethodResult stepwise = fitted(*table, Method::stepwise, "[1,2,3]");
  REQUIRE(simulate_coverage(*table, settings, stepwise, {}));
  CHECK(stepwise.diagnostics.numbers.at("coverage_lognormal_95") > 0.85);
}

TEST_CASE("diagnostics: one thread and eight give the same numbers") {
  const ListTable western = expected::table_of("Western");
  Settings one;
  one.bootstrap = 40;
  Settings eight = one;
  eight.threads = 8;
  const auto numbers = [&](const Settings& settings) {
    std::vector<MethodResult> results{fitted(western, Method::stepwise, "[15,2,3,4]")};
    REQUIRE(judge_fits(western, settings, results, {}));
    REQUIRE(simulate_coverage(western, settings, results[0], {}));
    return results[0].diagnostics.numbers;
  };
  CHECK(numbers(one) == numbers(eight));
}

TEST_CASE("diagnostics: whoever asks to stop is heard") {
  const ListTable western = expected::table_of("Western");
  const Progress no = [](std::uint64_t, std::uint64_t) { return false; };
  std::vector<MethodResult> results{fitted(western, Method::stepwise, "[15,2,3,4]")};
  const std::string said = stopped().what;
  CHECK(judge_fits(western, {}, results, no).error().what == said);
  CHECK(simulate_coverage(western, {}, results[0], no).error().what == said);
  CHECK(sensitivity_of(western, {}, no).error().what == said);
  CHECK(consistency_of(western, {}, no).error().what == said);
  CHECK(trajectory_of(western, {}, no).error().what == said);
}
