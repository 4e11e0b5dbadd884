// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>

#include "expected_figures.h"
#include "methods.h"

namespace manumit::estimate {

TEST_CASE("bayes_threshold: gives the expected figures of the published tables") {
  std::map<std::string, MethodResult> answers;
  for (const expected::Row& row : expected::rows_of("bayes_threshold")) {
    REQUIRE(row.options == "prior_variance=1 threshold=2 burn=1000 draws=10000");
    if (answers.count(row.data_set) == 0) {
      auto answer = bayes_threshold(expected::table_for(row), {}, {});
      REQUIRE(answer);
      answers[row.data_set] = std::move(*answer);
    }
    const MethodResult& answer = answers.at(row.data_set);
    if (row.quantity == "terms")
      expected::check(row, answer.terms);
    else if (row.quantity == "n_hat")
      expected::check(row, answer.n_hat.value_or(0));
    else if (row.quantity == "posterior_95_low")
      expected::check(row, answer.intervals.at("posterior_95").low);
    else if (row.quantity == "posterior_95_high")
      expected::check(row, answer.intervals.at("posterior_95").high);
    else
      FAIL_CHECK("no figure is called ", row.quantity);
  }
}

}  // namespace manumit::estimate
