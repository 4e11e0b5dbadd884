// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>

#include "expected_figures.h"
#include "methods.h"

namespace manumit::estimate {

TEST_CASE("lower bound: Chao's three forms give the expected figures") {
  const std::map<std::string, std::string> names = {{"Chao 1987 bias-corrected", "chao_1987"},
                                                    {"Chao M_h hinge terms", "chao_m_h"},
                                                    {"Chao M_th hinge terms", "chao_m_th"}};
  for (const expected::Row& row : expected::rows_of("lower_bound")) {
    const auto result = lower_bound(expected::table_for(row), {}, {});
    REQUIRE(result);
    expected::check(row, result->diagnostics.bounds.at(names.at(row.options)));
    double lowest = result->diagnostics.bounds.at("chao_1987");
    for (const auto& [options, name] : names)
      lowest = std::min(lowest, result->diagnostics.bounds.at(name));
    CHECK(*result->n_hat == lowest);
  }
}

}  // namespace manumit::estimate
