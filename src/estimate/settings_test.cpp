// SPDX-License-Identifier: Apache-2.0
#include "settings.h"

#include <doctest/doctest.h>

#include "estimate.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

Lists two_lists() {
  const std::vector<ListTable::Row> rows = {{1, 5}, {2, 4}, {3, 2}};
  return {.table = *ListTable::of({"A", "B"}, rows), .columns = {}, .strata = {}, .draws = {}};
}

}  // namespace

TEST_CASE("method_named: every name leads back to its method, others to none") {
  for (std::size_t i = 0; i < kMethods; ++i) {
    const auto method = static_cast<Method>(i);
    CHECK(method_named(name_of(method)) == method);
  }
  CHECK(name_of(Method::fixed) == "fixed");
  CHECK(name_of(Method::bic_order2) == "bic_order2");
  CHECK_FALSE(method_named("stepwisely"));
  CHECK_FALSE(method_named(""));
}

TEST_CASE("written: one line that names every setting") {
  CHECK(written({}) ==
        "methods=all model=none bootstrap=1000 seed=1 threshold=0.02 max_order=0 top_models=0 "
        "beam=64 classes=10 chains=4 sweeps=0 delta=0 grid_times=10 lists_differ=not_told "
        "referrals=not_told open_population=not_told diagnostics=yes joint=yes "
        "population=unknown unseen_groups=none small_cell=10");
}

TEST_CASE("written: the number of threads and the order of methods decide nothing") {
  Settings one;
  one.methods = {Method::bic, Method::stepwise};
  Settings other;
  other.methods = {Method::stepwise, Method::bic, Method::stepwise};
  other.threads = 8;
  CHECK(written(one) == written(other));
  CHECK(written(one).starts_with("methods=stepwise,bic "));
}

TEST_CASE(
    "written: groups that nobody has seen are named so that no two tables are written alike") {
  Settings settings;
  settings.unseen_groups = {{{"male", "a \"b\""}, 50'000}, {{"male", "c"}, 7}};
  CHECK(written(settings).find(R"(unseen_groups="male","a \"b\"":50000;"male","c":7 small_cell)") !=
        std::string::npos);
}

TEST_CASE("record_of: changes with the table, its strata, its draws, a setting and the seed") {
  const Lists lists = two_lists();
  const RunRecord record = record_of(lists, {});
  CHECK(record.table_hash == lists.table.hash());
  CHECK(record.options == written({}));
  CHECK(record.seed == 1);
  CHECK_FALSE(record.version.empty());
  CHECK(record.record_hash.size() == 64);
  CHECK(record_of(lists, {}).record_hash == record.record_hash);

  Settings seeded;
  seeded.seed = 2;
  CHECK(record_of(lists, seeded).record_hash != record.record_hash);
  Settings threaded;
  threaded.threads = 8;
  CHECK(record_of(lists, threaded).record_hash == record.record_hash);

  Lists split = lists;
  split.columns = {"sex"};
  const std::vector<ListTable::Row> women = {{1, 5}};
  const std::vector<ListTable::Row> men = {{2, 4}, {3, 2}};
  split.strata = {{.values = {"female"}, .table = *ListTable::of({"A", "B"}, women)},
                  {.values = {"male"}, .table = *ListTable::of({"A", "B"}, men)}};
  const RunRecord by_sex = record_of(split, {});
  CHECK(by_sex.record_hash != record.record_hash);
  std::swap(split.strata[0].values, split.strata[1].values);
  CHECK(record_of(split, {}).record_hash != by_sex.record_hash);

  Lists drawn = lists;
  drawn.draws = {lists.table, lists.table};
  CHECK(record_of(drawn, {}).record_hash != record.record_hash);
}
