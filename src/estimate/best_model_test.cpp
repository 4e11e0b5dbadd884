// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "expected_figures.h"
#include "methods.h"
#include "settings.h"

namespace manumit::estimate {
namespace {

MethodResult result_of(MethodFunction& method, const ListTable& table, const Settings& settings) {
  const auto result = method(table, settings, {});
  REQUIRE(result);
  return *result;
}

struct Wanted {
  std::uint32_t bootstrap = 0;
  int max_order = 0;
  std::uint32_t top_models = 0;
  std::uint32_t beam = 64;
};
Settings with(const Wanted& wanted) {
  Settings settings;
  settings.bootstrap = wanted.bootstrap;
  settings.max_order = wanted.max_order;
  settings.top_models = wanted.top_models;
  settings.beam = wanted.beam;
  return settings;
}

ListTable three_lists(const std::vector<std::uint64_t>& by_history) {
  std::vector<ListTable::Row> rows;
  for (History history = 1; history < by_history.size(); ++history)
    rows.push_back({history, by_history[history]});
  const auto table = ListTable::of({"A", "B", "C"}, rows);
  REQUIRE(table);
  return *table;
}

}  // namespace

TEST_CASE("best model: limits are kept for every nested set, the largest is the method's own") {
  const Settings settings = with({.bootstrap = 50});
  const MethodResult result = result_of(best_bic, expected::table_of("Kosovo"), settings);
  REQUIRE(result.diagnostics.nested.size() == 20);
  CHECK(result.diagnostics.nested.front().models == 1);
  CHECK(result.diagnostics.nested.back().models == 20);
  CHECK(result.diagnostics.nested.back().bca_95.low == result.intervals.at("bca_95").low);
  CHECK(result.diagnostics.nested.back().bca_80.high == result.intervals.at("bca_80").high);
  // Silverman, Chan and Vincent (2024), table 6, Kosovo: the best model alone gives a narrower
  // interval than all twenty.
  const Limits alone = result.diagnostics.nested.front().bca_95;
  const Limits all = result.diagnostics.nested.back().bca_95;
  CHECK(alone.high - alone.low < all.high - all.low);
  CHECK(result.diagnostics.numbers.at("models_competing") == 20);
  CHECK(result.replicates.size() == 50);
  CHECK(result.jackknife.size() == 15);
}

TEST_CASE("best model: all 1,024 pairwise models of five lists compete in a resample") {
  const Settings settings = with({.bootstrap = 4});
  const MethodResult result = result_of(best_bic_order2, expected::table_of("Western"), settings);
  CHECK(result.diagnostics.numbers.at("models_competing") == 1'024);
  CHECK(result.diagnostics.nested.back().models == 1'024);
}

TEST_CASE("best model: as many compete as the person asks for") {
  const Settings settings = with({.bootstrap = 4, .top_models = 7});
  const MethodResult result = result_of(best_bic, expected::table_of("Kosovo"), settings);
  CHECK(result.diagnostics.numbers.at("models_competing") == 7);
  CHECK(result.diagnostics.nested.size() == 7);
}

TEST_CASE("best model: without resamples there is the acceleration and no limits of them") {
  const Settings settings = with({});
  const MethodResult result = result_of(best_bic, expected::table_of("Korea"), settings);
  CHECK(result.acceleration);
  CHECK(result.intervals.count("bca_95") == 0);
  CHECK(result.intervals.count("lognormal_95") == 1);
  CHECK(result.diagnostics.nested.empty());
}

TEST_CASE("best model: AIC has the interval of its model and no bootstrap") {
  const MethodResult result = result_of(best_aic, expected::table_of("Kosovo"), {});
  CHECK(result.intervals.count("lognormal_95") == 1);
  CHECK(result.intervals.count("bca_95") == 0);
  CHECK(result.replicates.empty());
}

TEST_CASE("best model: where two methods have the same models they have the same limits") {
  const Settings settings = with({.bootstrap = 40});
  const ListTable table = expected::table_of("Korea");
  const MethodResult pairs = result_of(best_bic_order2, table, settings);
  const MethodResult all = result_of(best_bic, table, settings);
  CHECK(pairs.replicates == all.replicates);
  CHECK(pairs.method == Method::bic_order2);
  CHECK(all.method == Method::bic);
}

TEST_CASE("twin_of: the best pairwise model is the best model where no larger terms are compared") {
  const auto lists = [](int many) {
    std::vector<std::string> names;
    for (int list = 0; list < many; ++list)
      names.push_back("list " + std::to_string(list));
    return *ListTable::of(names, std::vector<ListTable::Row>{{1, 5}, {3, 5}});
  };
  CHECK(twin_of(Method::bic, lists(3), {}) == Method::bic_order2);
  CHECK(twin_of(Method::aic, lists(6), {}) == Method::aic_order2);
  CHECK_FALSE(twin_of(Method::bic, lists(4), {}));
  CHECK_FALSE(twin_of(Method::bic, lists(5), {}));
  CHECK_FALSE(twin_of(Method::bic, lists(6), with({.max_order = 3})));
  CHECK_FALSE(twin_of(Method::bic_order2, lists(3), {}));
  CHECK_FALSE(twin_of(Method::stepwise, lists(3), {}));
}

TEST_CASE("best model: the best is found among fits that are hard to come to") {
  // As in stepwise_test.cpp; R's rounds end elsewhere, with a model that only seems better.
  std::vector<ListTable::Row> rows = {{4, 280}, {10, 88}, {13, 1}, {23, 12}, {24, 1044}, {30, 286}};
  const auto table = ListTable::of({"A", "B", "C", "D", "E"}, rows);
  REQUIRE(table);
  const MethodResult result = result_of(best_bic_order2, *table, with({}));
  CHECK(result.n_hat.value_or(0) == doctest::Approx(268'767'553).epsilon(1e-6));
}

TEST_CASE("best model: an order that three lists do not have is brought down to pairs") {
  const Settings settings = with({.max_order = 9});
  const MethodResult result = result_of(best_bic, expected::table_of("Korea"), settings);
  CHECK(result.diagnostics.numbers.at("max_order") == 2);
}

TEST_CASE("best model: lists that share nobody have no model with an estimate, and no number") {
  const MethodResult result = result_of(best_bic, three_lists({0, 10, 8, 0, 6, 0, 0, 0}), {});
  CHECK_FALSE(result.n_hat);
  REQUIRE(result.refused);
  CHECK(result.refused->code == "not_estimable");
}

TEST_CASE("best model: three models of Kosovo lie within one unit of BIC, far apart in people") {
  const MethodResult result = result_of(best_bic, expected::table_of("Kosovo"), with({}));
  const auto& ranking = result.diagnostics.ranking;
  REQUIRE(ranking.size() == 20);
  CHECK(ranking[2].bic - ranking[0].bic < 1);
  CHECK(ranking[2].n_hat > 1.7 * ranking[0].n_hat);
}

TEST_CASE("best model: order 3 over six lists is searched, and the answer says so") {
  std::vector<ListTable::Row> rows;
  for (const History history : {1U, 2U, 4U, 8U, 16U, 32U})
    rows.push_back({history, 40 + history});
  for (const History history : {3U, 5U, 9U, 17U, 33U, 6U, 10U, 18U, 34U, 12U, 24U, 48U, 7U, 56U})
    rows.push_back({history, 5 + history % 7});
  const auto table = ListTable::of({"A", "B", "C", "D", "E", "F"}, rows);
  REQUIRE(table);
  const Settings settings = with({.bootstrap = 2, .max_order = 3, .top_models = 5, .beam = 2});
  const MethodResult result = result_of(best_bic, *table, settings);
  REQUIRE(result.n_hat);
  REQUIRE_FALSE(result.warnings.empty());
  CHECK(result.warnings.front().code == "models_searched");
  CHECK(result.diagnostics.numbers.at("beam") == 2);
  CHECK(result.diagnostics.numbers.at("no_bic_below") <= *result.bic);
  CHECK(result.diagnostics.numbers.at("models_enumerated") < 3'702'013);
}

TEST_CASE("best model: more lists than can be fitted are refused") {
  std::vector<std::string> names;
  for (int list = 0; list < 13; ++list)
    names.push_back("list " + std::to_string(list));
  const auto table = ListTable::of(names, std::vector<ListTable::Row>{{1, 5}, {3, 5}});
  REQUIRE(table);
  const MethodResult result = result_of(best_bic, *table, {});
  REQUIRE(result.refused);
  CHECK(result.refused->code == "too_many_lists");
}

}  // namespace manumit::estimate
