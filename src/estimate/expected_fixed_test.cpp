// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "expected_result.h"
#include "methods.h"

using namespace manumit::estimate;

TEST_CASE("fixed_model: named models have the published estimates, BIC and existence codes") {
  for (const expected::Row& row : expected::rows_of("fixed")) {
    Settings settings;
    settings.model = expected::option_of(row, "model").value();
    const auto result = fixed_model(expected::table_of(row.data_set), settings, {});
    REQUIRE(result);
    expected::check_result(row, *result);
    CHECK(result->model == settings.model);
    CHECK(result->refused.has_value() == (result->existence_code != 0));
  }
}
