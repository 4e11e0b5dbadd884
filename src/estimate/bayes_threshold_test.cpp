// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "expected_figures.h"
#include "methods.h"

namespace manumit::estimate {
namespace {

ListTable table_of(int lists, const std::vector<std::uint64_t>& counts) {
  std::vector<std::string> names;
  for (int list = 0; list < lists; ++list)
    names.emplace_back(1, static_cast<char>('A' + list));
  std::vector<ListTable::Row> rows;
  for (std::size_t i = 0; i < counts.size(); ++i)
    rows.push_back({.history = static_cast<History>(i + 1), .people = counts[i]});
  auto table = ListTable::of(names, rows);
  REQUIRE(table);
  return *table;
}

MethodResult answer_of(const ListTable& table, const Settings& settings = {}) {
  auto result = bayes_threshold(table, settings, {});
  REQUIRE(result);
  return *result;
}

TEST_CASE("bayes_threshold: interactions stand out from 0 as in the notes") {
  // Notes 4.6, from a second implementation by random walk.
  const std::map<std::string, std::map<std::string, double>> noted = {
      {"Korea", {{"b:c", 5.6}, {"c:d", 3.2}, {"b:d", 1.2}}},
      {"Kosovo",
       {{"ABA:OSCE", 12.2},
        {"OSCE:HRW", 10.8},
        {"EXH:OSCE", 8.9},
        {"EXH:ABA", 8.5},
        {"EXH:HRW", 7.2},
        {"ABA:HRW", 0.2}}},
      {"Western", {{"A:E", 3.2}, {"D:E", 1.6}, {"A:B", 1.5}}}};
  for (const auto& [data_set, ratios] : noted) {
    const MethodResult answer = answer_of(expected::table_of(data_set));
    for (const auto& [term, ratio] : ratios)
      CHECK(std::fabs(answer.diagnostics.ratios.at(term) - ratio) < 0.03 * ratio + 0.12);
    CHECK(answer.diagnostics.numbers.at("r_hat") < 1.01);
    CHECK(answer.diagnostics.numbers.at("ess") > 4000);
    CHECK(answer.warnings.empty());
  }
}

TEST_CASE("bayes_threshold: Kosovo with three lists at a time agrees with the package's manual") {
  // 11,814 [10,015 to 14,568]: notes 4.6, from the vignette; random walk on their side.
  const MethodResult answer = answer_of(expected::table_of("Kosovo"));
  const auto& numbers = answer.diagnostics.numbers;
  CHECK(numbers.at("order_3_median") == doctest::Approx(11814).epsilon(0.03));
  CHECK(numbers.at("order_3_low") == doctest::Approx(10015).epsilon(0.05));
  CHECK(numbers.at("order_3_high") == doctest::Approx(14568).epsilon(0.05));
}

TEST_CASE("bayes_threshold: lists that share nobody get no figure, whatever the prior says") {
  const MethodResult answer = answer_of(table_of(3, {10, 8, 0, 6, 0, 0, 0}));
  CHECK_FALSE(answer.n_hat);
  REQUIRE(answer.refused);
  CHECK(answer.refused->code == "not_estimable");
  CHECK(answer.existence_code == 1);
}

TEST_CASE("bayes_threshold: a pair that shares nobody is held by its prior and can stay") {
  // A and B never meet though by chance 25 of them would.
  const MethodResult answer = answer_of(table_of(3, {60, 60, 0, 60, 40, 40, 0}));
  REQUIRE(answer.n_hat);
  CHECK(answer.diagnostics.ratios.at("A:B") > 2);
  CHECK(answer.diagnostics.ratios.count("A:C") == 1);
}

TEST_CASE("bayes_threshold: two lists and thirteen are refused with a reason") {
  const MethodResult two = answer_of(table_of(2, {20, 30, 20}));
  REQUIRE(two.refused);
  CHECK(two.refused->code == "two_lists");
  const MethodResult thirteen = answer_of(table_of(13, std::vector<std::uint64_t>(8191, 1)));
  REQUIRE(thirteen.refused);
  CHECK(thirteen.refused->code == "too_many_lists");
}

TEST_CASE("bayes_threshold: one thread and eight give the same figures to the last bit") {
  const ListTable table = table_of(3, {30, 40, 12, 35, 9, 14, 5});
  Settings settings;
  const MethodResult one = answer_of(table, settings);
  for (const unsigned threads : {2U, 8U}) {
    settings.threads = threads;
    const MethodResult more = answer_of(table, settings);
    CHECK(more.n_hat == one.n_hat);
    CHECK(more.replicates == one.replicates);
    CHECK(more.diagnostics.numbers == one.diagnostics.numbers);
    CHECK(more.diagnostics.ratios == one.diagnostics.ratios);
  }
}

TEST_CASE("bayes_threshold: can be stopped") {
  const auto result = bayes_threshold(table_of(3, {30, 40, 12, 35, 9, 14, 5}), {},
                                      [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(result);
  CHECK(result.error().what == stopped().what);
}

}  // namespace
}  // namespace manumit::estimate
