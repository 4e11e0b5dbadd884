// SPDX-License-Identifier: Apache-2.0
// The best models by BIC and AIC against the published and twice reckoned figures.
#include <map>
#include <string>
#include <utility>

#include "expected_figures.h"
#include "methods.h"
#include "settings.h"

namespace manumit::estimate {
namespace {

MethodFunction* function_of(const std::string& method) {
  static const std::map<std::string, MethodFunction*> functions = {{"bic", best_bic},
                                                                   {"bic_order2", best_bic_order2},
                                                                   {"aic", best_aic},
                                                                   {"aic_order2", best_aic_order2}};
  return functions.at(method);
}

MethodResult result_of(const std::string& data_set, const std::string& method, int max_order,
                       std::uint32_t bootstrap) {
  Settings settings;
  settings.bootstrap = bootstrap;
  settings.max_order = max_order;
  settings.threads = 2;
  const auto result = function_of(method)(expected::table_of(data_set), settings, {});
  REQUIRE(result);
  REQUIRE(result->n_hat);
  return *result;
}

/// Reckoned once for all rows that speak of it.
const MethodResult& once(const std::string& data_set, const std::string& method, int max_order,
                         std::uint32_t bootstrap = 0) {
  static std::map<std::string, MethodResult> known;
  const std::string key =
      data_set + method + std::to_string(max_order) + "/" + std::to_string(bootstrap);
  const auto place = known.find(key);
  if (place != known.end())
    return place->second;
  return known.emplace(key, result_of(data_set, method, max_order, bootstrap)).first->second;
}

void check_row(const expected::Row& row, const MethodResult& result) {
  if (row.quantity == "model")
    expected::check(row, result.model);
  else if (row.quantity == "n_hat")
    expected::check(row, *result.n_hat);
  else if (row.quantity == "bic")
    expected::check(row, *result.bic);
  else if (row.quantity == "aic")
    expected::check(row, *result.aic);
  else
    expected::check(row, result.diagnostics.numbers.at(row.quantity));
}

}  // namespace

TEST_CASE("best model: name, estimate, score and numbers of models are the expected ones") {
  for (const std::string method : {"bic", "bic_order2", "aic", "aic_order2"})
    for (const expected::Row& row : expected::rows_of(method, "max_order="))
      check_row(row, once(row.data_set, method, std::stoi(*expected::option_of(row, "max_order"))));
}

TEST_CASE("best model: the ranking by BIC is the expected one, place by place") {
  std::size_t places = 0;
  for (const expected::Row& row : expected::rows_of("fixed", "model=")) {
    const auto rank = expected::option_of(row, "rank");
    if (!rank)
      continue;
    const auto& ranking = once(row.data_set, "bic", 0).diagnostics.ranking;
    const std::size_t place = std::stoul(*rank) - 1;
    REQUIRE(place < ranking.size());
    CHECK(ranking[place].model == *expected::option_of(row, "model"));
    if (row.quantity == "n_hat")
      expected::check(row, ranking[place].n_hat);
    else
      expected::check(row, ranking[place].bic);
    ++places;
  }
  CHECK(places >= 2 * (6 + 4 + 20 + 10 + 10));
}

TEST_CASE("best model: limits that allow for the choice among the best are near the published") {
  for (const expected::Row& row : expected::rows_of("bic", "ntop=")) {
    const MethodResult& result = once(row.data_set, "bic", 0, 1'000);
    const Limits limits = result.intervals.at(row.quantity.substr(0, 6));
    expected::check(row, row.quantity.ends_with("low") ? limits.low : limits.high);
  }
}

}  // namespace manumit::estimate
