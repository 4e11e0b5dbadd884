// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "estimate/estimate.h"
#include "estimate_json.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

using Rows = std::vector<ListTable::Row>;

ListTable table_of(const Rows& rows) {
  const auto table = ListTable::of({"police", "shelter", "labour", "health"}, rows);
  REQUIRE(table);
  return *table;
}

// Invented: 336 people, each history's number written out.
const Rows kWomen = {{1, 40}, {2, 31}, {4, 22}, {8, 35}, {3, 9}, {5, 4},
                     {6, 6},  {9, 3},  {10, 8}, {12, 1}, {7, 2}, {15, 1}};
const Rows kMen = {{1, 61}, {2, 18}, {4, 33}, {8, 12}, {3, 12}, {5, 13},
                   {6, 7},  {9, 9},  {10, 2}, {12, 3}, {14, 3}, {15, 1}};

Rows joined(Rows some, const Rows& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

/// The same people in the opposite order, each history once in two rows and once with nobody.
Rows shuffled(const Rows& rows) {
  Rows other;
  for (const ListTable::Row& row : rows) {
    other.push_back({row.history, 0});
    other.push_back({row.history, row.people / 2});
    other.push_back({row.history, row.people - row.people / 2});
  }
  std::reverse(other.begin(), other.end());
  return other;
}

Lists lists_of(Rows (*order)(const Rows&)) {
  Lists lists{.table = table_of(order(joined(kWomen, kMen))),
              .columns = {"sex"},
              .strata = {{{"female"}, table_of(order(kWomen))}, {{"male"}, table_of(order(kMen))}},
              .draws = {}};
  Rows otherwise = joined(kWomen, kMen);
  otherwise[4].people -= 2;
  otherwise[0].people += 2;
  lists.draws = {lists.table, table_of(order(otherwise))};
  return lists;
}

Rows as_they_are(const Rows& rows) {
  return rows;
}

std::string bytes_of(const Lists& lists, unsigned threads) {
  Settings settings;
  settings.bootstrap = 20;
  settings.sweeps = 1000;
  settings.threads = threads;
  settings.model = "[12,34]";
  const auto answer = estimate::estimate(lists, settings);
  REQUIRE(answer);
  return exchange::kept_estimate(*answer);
}

}  // namespace

TEST_CASE("estimate: one, two and eight threads and any order of rows give the same bytes") {
  const std::string once = bytes_of(lists_of(as_they_are), 1);
  CHECK(once.size() > 10'000);
  CHECK(once == bytes_of(lists_of(as_they_are), 2));
  CHECK(once == bytes_of(lists_of(as_they_are), 8));
  CHECK(once == bytes_of(lists_of(shuffled), 8));
}

TEST_CASE("estimate: another seed gives other resamples, and another table another record") {
  const Lists lists = lists_of(as_they_are);
  Settings settings;
  settings.bootstrap = 20;
  settings.methods = {Method::stepwise};
  settings.diagnostics = false;
  settings.joint = false;
  const auto one = estimate::estimate(lists, settings);
  settings.seed = 2;
  const auto two = estimate::estimate(lists, settings);
  REQUIRE(one);
  REQUIRE(two);
  CHECK(exchange::kept_estimate(*one) != exchange::kept_estimate(*two));
  CHECK(*one->whole.methods[0].n_hat == *two->whole.methods[0].n_hat);
  CHECK(one->record.record_hash != two->record.record_hash);
}
