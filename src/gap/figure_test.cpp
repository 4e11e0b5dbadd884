// SPDX-License-Identifier: Apache-2.0
#include "figure.h"

#include <algorithm>

#include "conflicts.h"
#include "test_gap.h"

using namespace manumit;
using namespace manumit::gap;

namespace {

const std::string kHeadings = "measure,value,low,high,unit,population,place,period,kind,vintage\n";

bool has_fault(const FigureTable& table, const std::string& code, const std::string& where) {
  return std::any_of(table.faults.begin(), table.faults.end(), [&](const Fault& fault) {
    return fault.code == code && fault.where == where;
  });
}

const Conflict* conflict_at(const FigureTable& table, const std::vector<Conflict>& conflicts,
                            const std::string& measure, const std::string& period) {
  for (const Conflict& one : conflicts) {
    const Figure& first = table.figures[one.figures.front()];
    if (first.measure == measure && first.period.words == period)
      return &one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("read_figures: a figure comes with its unit, population, place, period and kind") {
  const FigureTable table = figures_of(
      kHeadings + "kz.referred,891,800,950,persons,people referred,KAZ,2016/2020,flow,2021\n");
  REQUIRE(table.figures.size() == 1);
  const Figure& one = table.figures.front();
  CHECK(one.value == 891.0);
  CHECK(one.low == 800.0);
  CHECK(one.population == "people referred");
  CHECK(one.kind == Kind::flow);
  CHECK(one.period.years == 5);
  CHECK(one.row == 2);
  CHECK(table.faults.empty());
}

TEST_CASE(
    "read_figures: old files that say year and country are read, and what they lack is named") {
  const FigureTable table =
      figures_of("year,measure,value,unit,country\n2018,m,14,cases,RUS\n15 years,n,53,cases,RUS\n");
  REQUIRE(table.figures.size() == 2);
  CHECK(table.figures[0].place == "RUS");
  CHECK(table.figures[1].period.years == 15);
  CHECK_FALSE(table.figures[1].period.days);
  const bool says_population = std::any_of(
      table.notes.begin(), table.notes.end(),
      [](const Sentence& note) { return note.fills == std::vector<std::string>{"population"}; });
  CHECK(says_population);
  CHECK(table.faults.empty());
}

TEST_CASE("read_figures: what cannot be reckoned with is a fault with row and column") {
  const FigureTable table = figures_of(kHeadings +
                                       "m,5,,,,people,RUS,2019,flow,\n"
                                       "m,5,,,persons,,RUS,2019,flow,\n"
                                       "m,5,9,7,persons,people,RUS,2019,flow,\n"
                                       "m,5,6,7,persons,people,RUS,2019,flow,\n"
                                       "m,5,,,persons,people,RUS,2020/2019,flow,\n"
                                       "m,\"1,234\",,,persons,people,RUS,2019,flow,\n"
                                       "m,-5,,,persons,people,RUS,2019,flow,\n"
                                       "m,5,,,persons,people,RUS,last year,flow,\n"
                                       "m,5,,,persons,people,RUS,2019,both,\n"
                                       ",5,,,persons,people,RUS,2019,flow,\n");
  CHECK(table.figures.empty());
  CHECK(has_fault(table, "no_unit", "figures.csv, row 2, column unit"));
  CHECK(has_fault(table, "no_population", "figures.csv, row 3, column population"));
  CHECK(has_fault(table, "low_above_high", "figures.csv, row 4, column low"));
  CHECK(has_fault(table, "value_outside", "figures.csv, row 5, column value"));
  CHECK(has_fault(table, "bad_period", "figures.csv, row 6, column period"));
  CHECK(has_fault(table, "no_number", "figures.csv, row 7, column value"));
  CHECK(has_fault(table, "out_of_range", "figures.csv, row 8, column value"));
  CHECK(has_fault(table, "bad_period", "figures.csv, row 9, column period"));
  CHECK(has_fault(table, "bad_kind", "figures.csv, row 10, column kind"));
  CHECK(has_fault(table, "no_measure", "figures.csv, row 11, column measure"));
}

TEST_CASE("read_figures: a row without a value says that nothing was published, which is no zero") {
  const FigureTable table = figures_of(kHeadings +
                                       "m,,,,none reported,people,RUS,2023,flow,\n"
                                       "m,0,,,persons,people,RUS,2024,flow,\n");
  REQUIRE(table.figures.size() == 2);
  CHECK(table.figures[0].is_absence());
  CHECK_FALSE(table.figures[1].is_absence());
}

TEST_CASE("read_figures: a rating is kept as it is written and is no number") {
  const FigureTable table = figures_of(kHeadings + "r,CC,,,rating,the government,RUS,2016,,\n");
  CHECK(table.figures[0].words == "CC");
  CHECK_FALSE(table.figures[0].value);
}

TEST_CASE("read_figures: a file that is no table of figures is refused") {
  CHECK_FALSE(read_figures("", "x.csv"));
  CHECK_FALSE(read_figures("measure,value\nm,5\n", "x.csv"));
  CHECK_FALSE(read_figures("measure,value,unit,year,period\n", "x.csv"));
  CHECK_FALSE(read_figures("measure,value,unit\nm,\xFF,persons\n", "x.csv"));
}

TEST_CASE("write_figures: what was written reads back as the same figures") {
  const FigureTable table = figures_of(example("figures.csv"));
  CHECK(table.faults.empty());
  CHECK(table.notes.empty());
  CHECK(table.figures.size() > 250);
  const std::string written = write_figures(table);
  const FigureTable again = figures_of(written);
  CHECK(again.figures.size() == table.figures.size());
  CHECK(write_figures(again) == written);
}

TEST_CASE("find_conflicts: a revision is preferred to what it revises, and both stay") {
  const FigureTable table = example_figures();
  const auto conflicts = find_conflicts(table, built_in_definitions());
  const Conflict* of = conflict_at(table, conflicts, "nl.comensha_registered", "2020");
  REQUIRE(of);
  CHECK(of->figures.size() == 2);
  CHECK(of->rule == Rule::vintage);
  CHECK(table.figures[*of->preferred].value == 984.0);
  CHECK(of->apart == doctest::Approx(29.0 / 1013));  // The notes' 2.9 %.
}

TEST_CASE("find_conflicts: the later edition of the same report is preferred") {
  const FigureTable table = example_figures();
  const auto conflicts = find_conflicts(table, built_in_definitions());
  const Conflict* kyrgyz = conflict_at(table, conflicts, "kg.convictions", "2020");
  REQUIRE(kyrgyz);
  CHECK(table.figures[*kyrgyz->preferred].value == 3.0);
}

TEST_CASE("find_conflicts: the United Kingdom's counts of 2018 and 2021 as they were revised") {
  const FigureTable table = example_figures();
  const auto conflicts = find_conflicts(table, built_in_definitions());
  const Conflict* uk = conflict_at(table, conflicts, "uk.nrm_referrals", "2021");
  REQUIRE(uk);
  CHECK(table.figures[*uk->preferred].value == 12706.0);
  const Conflict* revised = conflict_at(table, conflicts, "uk.nrm_referrals", "2018");
  REQUIRE(revised);
  CHECK(table.figures[*revised->preferred].value == 6986.0);
}

TEST_CASE("find_conflicts: an official count comes before a claim, whatever the edition") {
  const FigureTable table = [] {
    FigureTable of = figures_of(
        "measure,value,unit,population,place,period,source_kind,vintage,confidence\n"
        "m,40,persons,people,RUS,2019,press,2024,read\n"
        "m,16,persons,people,RUS,2019,official_statistics,2020,memory\n");
    return of;
  }();
  const auto conflicts = find_conflicts(table, built_in_definitions());
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts.front().rule == Rule::source_kind);
  CHECK(*conflicts.front().preferred == 1);
}

TEST_CASE("find_conflicts: where no rule decides, none is preferred") {
  const FigureTable table = example_figures();
  const auto conflicts = find_conflicts(table, built_in_definitions());
  const Conflict* of = conflict_at(table, conflicts, "golyanovo.freed", "2012");
  REQUIRE(of);
  CHECK_FALSE(of->preferred);
  CHECK(of->rule == Rule::none);
}

TEST_CASE("find_conflicts: other populations, units and years are no conflict") {
  const FigureTable table = figures_of(kHeadings +
                                       "m,5,,,persons,all workers,RUS,2019,stock,\n"
                                       "m,3,,,persons,foreign workers,RUS,2019,stock,\n"
                                       "m,4,,,cases,all workers,RUS,2019,stock,\n"
                                       "m,6,,,persons,all workers,RUS,2020,stock,\n"
                                       "m,5,,,persons,all workers,RUS,2019,stock,\n");
  CHECK(find_conflicts(table, built_in_definitions()).empty());
}
