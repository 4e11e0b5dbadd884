// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>

#include "expected_result.h"
#include "methods.h"

using namespace manumit::estimate;

namespace {

MethodResult stepwise_of(const ListTable& table, std::uint32_t resamples) {
  Settings settings;
  settings.bootstrap = resamples;
  settings.diagnostics = false;
  auto result = stepwise(table, settings, {});
  REQUIRE(result);
  return *result;
}

// What enters, and the best one left, from the table of the notes that two programs agree on.
struct Decision {
  std::string_view term;
  double p;
  double precision;  // Of the last digit given.
};

void check_walk(const std::string& data_set, const std::vector<Decision>& decisions) {
  CAPTURE(data_set);
  const std::vector<WalkStep> walk = stepwise_of(expected::table_of(data_set), 0).diagnostics.walk;
  REQUIRE(walk.size() == decisions.size());
  for (std::size_t i = 0; i < walk.size(); ++i) {
    CAPTURE(i);
    CHECK(walk[i].term == decisions[i].term);
    CHECK(std::fabs(walk[i].p - decisions[i].p) <= 0.51 * decisions[i].precision);
    CHECK(walk[i].entered == (i + 1 < walk.size()));
  }
}

}  // namespace

TEST_CASE("stepwise: the published figures that no chance touches, whole, less a list, or merged") {
  std::map<std::pair<std::string, std::string>, MethodResult> results;
  for (const expected::Row& row : expected::rows_of("stepwise", "threshold=0.02")) {
    if (row.kind != "deterministic")
      continue;
    const auto [place, is_new] = results.try_emplace({row.data_set, row.options});
    if (is_new)
      place->second = stepwise_of(expected::table_for(row), 0);
    expected::check_result(row, place->second);
  }
  CHECK(results.size() > 40);
}

TEST_CASE("stepwise: a thousand resamples give the published limits within chance") {
  std::map<std::string, MethodResult> results;
  for (const expected::Row& row : expected::rows_of("stepwise", "threshold=0.02 B=1000")) {
    const auto [place, is_new] = results.try_emplace(row.data_set);
    if (is_new)
      place->second = stepwise_of(expected::table_of(row.data_set), 1000);
    expected::check_result(row, place->second);
  }
  CHECK(results.size() == 5);
}

TEST_CASE("stepwise: every decision of the walk is the published one") {
  check_walk("Korea", {{"b:c", 3.514e-05, 1e-8}, {"c:d", 0.2220, 1e-4}});
  check_walk("Artificial_3", {{"A:C", 0.1815, 1e-4}});
  check_walk("Kosovo", {{"ABA:OSCE", 5.508e-06, 1e-9},
                        {"OSCE:HRW", 1.924e-07, 1e-10},
                        {"EXH:OSCE", 0.001140, 1e-6},
                        {"EXH:ABA", 4.808e-05, 1e-8},
                        {"EXH:HRW", 9.770e-08, 1e-11},
                        {"ABA:HRW", 0.4325, 1e-4}});
  check_walk("Western", {{"A:E", 4.722e-04, 1e-7}, {"D:E", 0.02599, 1e-5}});
  check_walk("NewOrl_5_v201", {{"A:BEFG", 0.07296, 1e-5}});
}

TEST_CASE("stepwise: the walk tells what was expected, what was seen, and N along the way") {
  const std::vector<WalkStep> korea = stepwise_of(expected::table_of("Korea"), 0).diagnostics.walk;
  CHECK(korea[0].expected == doctest::Approx(38.502).epsilon(1e-5));
  CHECK(korea[0].seen == 66);
  const std::vector<WalkStep> kosovo =
      stepwise_of(expected::table_of("Kosovo"), 0).diagnostics.walk;
  const std::vector<double> along = {7837.79, 8238.68, 9191.97, 11322.22, 14341.66};
  for (std::size_t i = 0; i < along.size(); ++i)
    CHECK(kosovo[i].n_hat == doctest::Approx(along[i]).epsilon(1e-6));
  CHECK(kosovo.back().n_hat == kosovo[4].n_hat);
}
