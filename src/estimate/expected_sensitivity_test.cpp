// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "expected_figures.h"
#include "judge.h"
#include "loglinear.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

const char* const kTables[] = {"Korea", "Kosovo", "Western", "NewOrl_5_v201"};

Consistency row_about(const std::vector<Consistency>& rows, const std::string& list) {
  for (const Consistency& row : rows) {
    if (row.list == list)
      return row;
  }
  FAIL(list);
  return {};
}

}  // namespace

TEST_CASE(
    "sensitivity_of: the published tables without a list, or with two "
    "made one") {
  for (const char* name : {"Kosovo", "Western", "NewOrl_5_v201"}) {
    const auto found = sensitivity_of(expected::table_of(name), {}, {});
    REQUIRE(found);
    for (const expected::Row& row : expected::rows_of("stepwise", "threshold=0.02 ", name)) {
      const auto drop = expected::option_of(row, "drop");
      const auto merge = expected::option_of(row, "merge");
      if (row.quantity != "n_hat" || (!drop && !merge))
        continue;
      const auto figure = drop ? found->dropped.at(*drop) : found->merged.at(*merge);
      REQUIRE_MESSAGE(figure, expected::told(row, "nothing"));
      expected::check(row, *figure);
    }
  }
}

TEST_CASE("consistency_of: the known sizes of lists, as the other lists guess them") {
  for (const char* name : kTables) {
    const ListTable table = expected::table_of(name);
    const auto found = consistency_of(table, {}, {});
    REQUIRE(found);
    CHECK(found->size() == static_cast<std::size_t>(table.lists()));
    for (const expected::Row& row : expected::rows_of("internal_consistency", "", name)) {
      const Consistency guess = row_about(*found, *expected::option_of(row, "condition_on"));
      if (row.quantity == "known_size")
        expected::check(row, static_cast<double>(guess.truth));
      else if (row.quantity == "existence_code_main_effects")
        CHECK_MESSAGE(guess.n_hat.has_value() == (row.value == "0"), row.options);
      else if (row.quantity == "n_hat")
        expected::check(row, guess.n_hat.value_or(0));
    }
  }
}

TEST_CASE("consistency_of: the log ratios that the notes print") {
  // Notes 2.6: Kosovo EXH -0.595, HRW -0.123; Western B -1.946, where two lists
  // are left and the fit is plain independence, 7 * 2 / 1 = 14 for a list
  // of 98.
  const auto kosovo = consistency_of(expected::table_of("Kosovo"), {}, {});
  const auto western = consistency_of(expected::table_of("Western"), {}, {});
  REQUIRE(kosovo);
  REQUIRE(western);
  CHECK(*row_about(*kosovo, "EXH").log_ratio == doctest::Approx(-0.595).epsilon(0.001));
  CHECK(*row_about(*kosovo, "HRW").log_ratio == doctest::Approx(-0.123).epsilon(0.004));
  CHECK(*row_about(*western, "B").log_ratio == doctest::Approx(-1.946).epsilon(0.001));
}

TEST_CASE(
    "consistency_of: where one list holds all that another has there is "
    "no estimate") {
  const auto korea = consistency_of(expected::table_of("Korea"), {}, {});
  REQUIRE(korea);
  CHECK_FALSE(row_about(*korea, "c").n_hat);
  CHECK_FALSE(row_about(*korea, "c").log_ratio);
  CHECK_FALSE(row_about(*korea, "d").n_hat);
}

TEST_CASE(
    "dependence_of: where the figure halves and doubles, as the notes "
    "have it") {
  // Notes 4.12, stepwise: Kosovo +0.893 and -1.278, Western +0.771 and -0.869.
  const auto kosovo = dependence_of(Method::stepwise, 14341.66, 4400);
  REQUIRE(kosovo);
  CHECK(*kosovo->gamma_double == doctest::Approx(0.893).epsilon(0.001));
  CHECK(*kosovo->gamma_half == doctest::Approx(-1.278).epsilon(0.001));
  const auto western = dependence_of(Method::stepwise, 2483.38, 345);
  REQUIRE(western);
  CHECK(*western->gamma_double == doctest::Approx(0.771).epsilon(0.001));
  CHECK(*western->gamma_half == doctest::Approx(-0.869).epsilon(0.001));
}

TEST_CASE(
    "dependence_of: the curve goes through the figure itself and never "
    "below those seen") {
  const auto found = dependence_of(Method::stepwise, 250, 200);
  REQUIRE(found);
  CHECK_FALSE(found->gamma_half);  // Half of 250 is less than the 200 who were seen.
  // 200 + 50 e^gamma = 500 where gamma = ln 6.
  CHECK(*found->gamma_double == doctest::Approx(std::log(6.0)));
  CHECK(found->curve.size() == 41);
  CHECK(found->curve[20].gamma == doctest::Approx(0));
  CHECK(found->curve[20].n == doctest::Approx(250));
  CHECK(found->curve.front().n > 200);
}

TEST_CASE("dependence_of: where nobody is unseen there is nothing to multiply") {
  CHECK_FALSE(dependence_of(Method::stepwise, 200, 200));
  CHECK_FALSE(dependence_of(Method::stepwise, HUGE_VAL, 200));
}

TEST_CASE("trajectory_of: the largest list first, the whole table last") {
  const auto found = trajectory_of(expected::table_of("Kosovo"), {}, {});
  REQUIRE(found);
  // EXH has 1,910 people, OSCE 1,786, ABA 1,528 and HRW 685 (expected.csv,
  // known_size).
  REQUIRE(found->size() == 3);
  CHECK((*found)[0].lists == std::vector<std::string>{"EXH", "OSCE"});
  CHECK((*found)[2].lists == std::vector<std::string>{"EXH", "OSCE", "ABA", "HRW"});
  CHECK((*found)[2].observed == 4400);
  // The whole table is the stepwise figure; without HRW it is the row drop=HRW.
  CHECK(*(*found)[2].n_hat == doctest::Approx(14341.66).epsilon(1e-6));
  CHECK(*(*found)[1].n_hat == doctest::Approx(22300.8736).epsilon(1e-6));
}

TEST_CASE("overlap_of: pairs, histories, people seen once and each list's share") {
  // Notes §1 and expected.csv: Kosovo has 4,400 people in 15 cells, 3,218 of
  // them seen once.
  const ListTable table = expected::table_of("Kosovo");
  const Overlap overlap = overlap_of(table);
  CHECK(overlap.pairs[0][0] == 1910);
  CHECK(overlap.pairs[1][0] == overlap.pairs[0][1]);
  CHECK(overlap.pairs[0][1] == table.on_all(3));
  CHECK(overlap.histories.size() == 15);
  for (std::size_t i = 1; i < overlap.histories.size(); ++i)
    CHECK(overlap.histories[i - 1].people >= overlap.histories[i].people);
  CHECK(overlap.seen_times[0] == 3218);
  CHECK(overlap.share_seen_once == doctest::Approx(3218.0 / 4400));
  CHECK(overlap.empty_pairs.empty());
  CHECK(overlap.capture[0] == doctest::Approx(1910 / 7394.59).epsilon(1e-5));
}

TEST_CASE(
    "overlap_of: pairs that share nobody are named; without an estimate "
    "there is no share") {
  // Notes 2.5, by hand: three lists of 10, 8 and 6 people that share nobody.
  const auto table =
      ListTable::of({"A", "B", "C"}, std::vector<ListTable::Row>{{1, 10}, {2, 8}, {4, 6}});
  REQUIRE(table);
  const Overlap overlap = overlap_of(*table);
  CHECK(overlap.empty_pairs == std::vector<std::string>{"A:B", "A:C", "B:C"});
  CHECK(overlap.capture.empty());
  CHECK(overlap.share_seen_once == 1);
}

TEST_CASE(
    "stepwise_n: lists that share nobody carry no figure, where others "
    "print billions") {
  const auto table =
      ListTable::of({"A", "B", "C"}, std::vector<ListTable::Row>{{1, 10}, {2, 8}, {4, 6}});
  REQUIRE(table);
  CHECK_FALSE(stepwise_n(*table, 0.02));
}
