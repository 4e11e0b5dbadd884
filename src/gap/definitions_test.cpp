// SPDX-License-Identifier: Apache-2.0
#include "definitions.h"

#include "tables.h"
#include "test_gap.h"

using namespace manumit;
using namespace manumit::gap;

namespace {

Period period(const char* words) {
  auto read = read_period(words, "");
  REQUIRE(read);
  return *read;
}

}  // namespace

TEST_CASE("built_in_definitions: seven indicators, a score from five on, and words in Russian") {
  const Definitions& of = built_in_definitions();
  CHECK(of.indicators.size() == 7);
  CHECK(of.least_indicators == 5);
  const MeasureMeaning* courts = of.find("court.convicted_main.127.2");
  REQUIRE(courts);
  CHECK(courts->law == "ru.uk.127_2");
  CHECK(of.in_russian(courts->population) != courts->population);
  CHECK(of.in_russian("what nobody wrote") == "what nobody wrote");
}

TEST_CASE("built_in_definitions: every measure says its population in both languages") {
  for (const MeasureMeaning& one : built_in_definitions().measures) {
    CAPTURE(one.name);
    CHECK_FALSE(one.population.empty());
    CHECK_FALSE(one.population_ru.empty());
  }
}

TEST_CASE("definitions: persons, cases and what leaves it open are told apart") {
  const Definitions& of = built_in_definitions();
  CHECK(of.counted("persons") == Counted::persons);
  CHECK(of.counted("offences") == Counted::cases);
  CHECK(of.counted("cases or persons") == Counted::either);
  CHECK(of.counted("RUB") == Counted::other);
}

TEST_CASE("read_definitions: a slip is refused") {
  for (const char* wrong :
       {"", "format = 1\nmeasures = 1\n", "format = 1\n[[measure]]\nkind = \"flow\"\n",
        "format = 1\n[[measure]]\nname = \"m\"\nkind = \"both\"\n",
        "format = 1\n[[indicator]]\nid = \"G1\"\nbest = 1\nworst = 1\n",
        "format = 1\n[[measure]]\nname = \"m\"\n[[measure.break]]\nwhy = \"x\"\n"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_definitions(wrong, "measures.toml"));
  }
}

TEST_CASE("complete: who is counted is filled in where the file is silent, and marked as ours") {
  FigureTable table =
      figures_of("measure,value,unit,country,year\nuk.nrm_referrals,5,persons,GBR,2019\n");
  complete(table, built_in_definitions());
  CHECK(table.figures[0].population == "people referred as possible victims");
  CHECK(table.figures[0].population_ours);
  CHECK(table.figures[0].kind == Kind::flow);
}

TEST_CASE("read_period: years, months, days, two of them, and a mere length") {
  CHECK(in_words(*period("2019").days) == "2019");
  CHECK(in_words(*period("2016-2020").days) == "2016–2020");
  CHECK(in_words(*period("2016/2020").days) == "2016–2020");
  CHECK(in_words(*period("2019-05").days) == "2019-05-01/2019-05-31");
  CHECK(in_words(*period("2019-05-31").days) == "2019-05-31");
  CHECK(period("2016-2020").years == 5);
  CHECK(period("15 years").years == 15);
  CHECK_FALSE(period("15 years").days);
  CHECK(period("").words.empty());
}

TEST_CASE("read_period: what is no period is refused") {
  for (const char* wrong : {"2020/2019", "2019-13", "19", "2019-02-30", "soon", "0 years", "2019/",
                            "2020-2016", "9999999 years"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_period(wrong, ""));
  }
}

TEST_CASE("read_steps: a file without its columns or with a bad day is refused") {
  CHECK(read_steps("date,authority,kind\n2010-06-11,an office,complaint\n", "s.csv"));
  CHECK_FALSE(read_steps("date,kind\n2010,complaint\n", "s.csv"));
  CHECK_FALSE(read_steps("date,authority,kind\nin June,an office,complaint\n", "s.csv"));
  CHECK_FALSE(read_steps("date,authority,kind\n2010,an office,\n", "s.csv"));
  CHECK_FALSE(read_steps("", "s.csv"));
}

TEST_CASE(
    "read_law_dates: in force goes on without an end, and an end before the beginning is refused") {
  const auto dates =
      read_law_dates("law,event,from,to\na,in_force,2003-12-16,\nb,adopted,2000,\n", "l.csv");
  REQUIRE(dates);
  CHECK(dates->at(0).open);
  CHECK(dates->at(0).period.days->most == kLastDay);
  CHECK_FALSE(dates->at(1).open);
  CHECK_FALSE(read_law_dates("law,event,from,to\na,in_force,2003,2002\n", "l.csv"));
  CHECK_FALSE(read_law_dates("law,event,from\na,in_force,\n", "l.csv"));
}
