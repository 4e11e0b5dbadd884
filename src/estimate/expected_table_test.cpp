// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <set>

#include "expected_figures.h"
#include "settings.h"

using namespace manumit::estimate;

namespace {

int pairs_without_overlap(const ListTable& table) {
  int pairs = 0;
  for (History pair = 1; pair < table.counts().size(); ++pair)
    pairs += std::popcount(pair) == 2 && table.on_all(pair) == 0 ? 1 : 0;
  return pairs;
}

expected::Row row_of(std::string value, std::string tolerance) {
  return {"Korea",
          "stepwise",
          "threshold=0.02 merge=b+c",
          "n_hat",
          std::move(value),
          std::move(tolerance),
          "deterministic",
          1};
}

}  // namespace

TEST_CASE("the published tables: people, cells, seen once and empty pairs are those expected") {
  for (const expected::Row& row : expected::rows_of("table")) {
    const ListTable table = expected::table_for(row);
    if (row.quantity == "observed")
      expected::check(row, static_cast<double>(table.people()));
    else if (row.quantity == "cells_positive")
      expected::check(row, static_cast<double>(table.cells_positive()));
    else if (row.quantity == "seen_once")
      expected::check(row, static_cast<double>(table.seen_times(1)));
    else if (row.quantity == "pairs_without_overlap")
      expected::check(row, static_cast<double>(pairs_without_overlap(table)));
    else
      FAIL_CHECK(row.quantity);
  }
}

TEST_CASE("the known sizes of lists: only the people on one list, and those the others have seen") {
  for (const expected::Row& row : expected::rows_of("internal_consistency")) {
    const ListTable table = expected::table_for(row);
    const auto known = table.only_on(expected::list_named(table, *option_of(row, "condition_on")));
    if (row.quantity == "known_size")
      expected::check(row, static_cast<double>(known.truth));
    else if (row.quantity == "seen_by_the_others")
      expected::check(row, static_cast<double>(known.table->people()));
  }
}

TEST_CASE("the expected figures: all are there, and of methods that we know") {
  CHECK(expected::all_rows().size() == 677);
  std::set<std::string> methods;
  for (const expected::Row& row : expected::all_rows())
    methods.insert(row.method);
  for (const std::string& method : methods) {
    CHECK_MESSAGE((method_named(method) || method == "table" || method == "internal_consistency"),
                  method);
  }
  CHECK(methods.size() == 13);
}

TEST_CASE("a figure is held to its tolerance, both ways") {
  const auto near = row_of("200", "abs 0.5");
  CHECK(expected::fault(near, 199.5).empty());
  CHECK(expected::fault(near, 200.5).empty());
  CHECK_FALSE(expected::fault(near, 200.51).empty());
  CHECK_FALSE(expected::fault(near, std::nan("")).empty());
  CHECK(expected::fault(row_of("-200", "rel 0.01"), -202).empty());
  CHECK_FALSE(expected::fault(row_of("-200", "rel 0.01"), -202.1).empty());
  CHECK_FALSE(expected::fault(row_of("3", "exact"), 3.0000001).empty());
  CHECK(expected::fault(row_of("200", "exact"), 199.0) ==
        "expected.csv, line 1: Korea, stepwise threshold=0.02 merge=b+c, n_hat must be 200 "
        "(exact), and is 199.000000");
}

TEST_CASE("items are held to their order where it counts") {
  using Items = std::vector<std::string>;
  CHECK(expected::fault(row_of("b:c;c:d", "set"), Items{"c:d", "b:c"}).empty());
  CHECK_FALSE(expected::fault(row_of("b:c;c:d", "order"), Items{"c:d", "b:c"}).empty());
  CHECK(expected::fault(row_of("none", "order"), Items{}).empty());
  CHECK_FALSE(expected::fault(row_of("none", "order"), Items{"b:c"}).empty());
}

TEST_CASE("a row's table has its lists dropped or merged") {
  CHECK(expected::table_for(row_of("1", "exact")).names() == std::vector<std::string>{"b+c", "d"});
}
