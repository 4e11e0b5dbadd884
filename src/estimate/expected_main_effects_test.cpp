// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>

#include "expected_result.h"
#include "methods.h"

using namespace manumit::estimate;

TEST_CASE("main_effects: gives the published figures, digit for digit") {
  std::map<std::string, MethodResult> results;
  for (const expected::Row& row : expected::rows_of("main_effects")) {
    const auto [place, is_new] = results.try_emplace(row.data_set);
    if (is_new) {
      auto result = main_effects(expected::table_of(row.data_set), {}, {});
      REQUIRE(result);
      place->second = *result;
    }
    if (row.options.empty()) {
      expected::check_result(row, place->second);
    } else {
      // The multinomial estimate lies slightly below the Poisson one and has its own name.
      REQUIRE(row.options == "multinomial profile likelihood");
      expected::Row named = row;
      if (row.quantity == "n_hat")
        named.quantity = "profile_n_hat";
      expected::check_result(named, place->second);
    }
  }
}
