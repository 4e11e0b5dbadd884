// SPDX-License-Identifier: Apache-2.0
// What is added up before a claim is held against it, and what is not.
#include <algorithm>

#include "claim.h"
#include "test_gap.h"

using namespace manumit;
using namespace manumit::gap;

namespace {

constexpr const char* kHead =
    "measure,value,low,high,unit,population,place,period,kind,source,source_kind,vintage\n";

ClaimAnswer answer_to(const std::string& claim, FigureTable table) {
  const auto claims = read_claims("format = 1\n[[claim]]\n" + claim, "claims.toml");
  REQUIRE(claims);
  complete(table, built_in_definitions());
  return check_claim(claims->front(), {.table = table, .definitions = built_in_definitions()});
}

ClaimAnswer of_example(const std::string& claim) {
  return answer_to(claim, example_figures());
}

ClaimAnswer of_rows(const std::string& claim, const std::string& rows) {
  return answer_to(claim, figures_of(kHead + rows));
}

bool drifts(const ClaimAnswer& answer, const std::string& code) {
  return std::any_of(answer.drifts.begin(), answer.drifts.end(),
                     [&](const Drift& one) { return one.code == code; });
}

const std::string kCourts =
    "measure = [\"court.convicted_main.127.1\", \"court.convicted_main.127.2\"]\nplace = \"RUS\"\n";
const std::string kTrafficking = "measure = \"court.convicted_main.127.1\"\nplace = \"RUS\"\n";

}  // namespace

TEST_CASE("value: several measures are added together") {
  const ClaimAnswer answer = of_example(kCourts + "time = 2020\nvalue = 18\nunit = \"persons\"\n");
  CHECK(answer.answer == Answer::supported);
  CHECK(answer.found == 18.0);
  CHECK(answer.figures.size() == 2);
  CHECK(of_example(kCourts + "time = 2020\nvalue = 16\n").answer == Answer::contradicted);
}

TEST_CASE("value: the years that fill a time are added together") {
  const ClaimAnswer answer = of_example(kTrafficking + "time = \"2009/2012\"\nvalue = 114\n");
  CHECK(answer.answer == Answer::supported);
  CHECK(answer.figures.size() == 4);
  // One of the years alone is no claim about them all.
  CHECK(of_example(kTrafficking + "time = \"2009/2012\"\nvalue = 27\n").answer ==
        Answer::contradicted);
}

TEST_CASE("value: a time that the figures fill only partly is not shown") {
  for (const char* time : {"\"2008/2012\"", "\"2020-03/2020-06\"", "\"2021/2022\""}) {
    CAPTURE(time);
    const ClaimAnswer answer =
        of_example(kTrafficking + "value = 114\ntime = " + std::string(time) + "\n");
    CHECK(answer.answer == Answer::not_shown);
    CHECK(drifts(answer, "time"));
  }
}

TEST_CASE("value: a count of five years says nothing of one of them") {
  const std::string claim = "measure = \"m\"\nplace = \"XAA\"\nvalue = 50\ntime = 2018\n";
  const ClaimAnswer answer = of_rows(claim, "m,50,,,persons,p,XAA,2016/2020,flow,s,press,\n");
  CHECK(answer.answer == Answer::not_shown);
  CHECK(drifts(answer, "time"));
  // What is there on a day holds on every day of its period.
  CHECK(of_rows(claim, "m,50,,,persons,p,XAA,2016/2020,stock,s,press,\n").answer ==
        Answer::supported);
}

TEST_CASE("value: no year is chosen inside a time that the claim names") {
  const ClaimAnswer answer =
      of_rows("measure = \"m\"\nplace = \"XAA\"\nvalue = 7\ntime = \"2019/2020\"\n",
              "m,7,,,rate,p,XAA,2019,stock,s,press,\nm,9,,,rate,p,XAA,2020,stock,s,press,\n");
  CHECK(answer.answer == Answer::not_shown);
  CHECK(answer.figures.size() == 2);
}

TEST_CASE("value: a part of the sum without a figure is not shown") {
  const ClaimAnswer answer =
      of_rows("measure = [\"m\", \"n\"]\nplace = \"XAA\"\nvalue = 7\ntime = 2019\n",
              "m,7,,,persons,p,XAA,2019,flow,s,press,\n");
  CHECK(answer.answer == Answer::not_shown);
  CHECK(drifts(answer, "measure"));
}

TEST_CASE("change: both ends are sums over their years") {
  const ClaimAnswer answer =
      of_example(kTrafficking +
                 "kind = \"change\"\nfrom = 114\nfrom_time = \"2009/2012\"\nvalue = 66\n"
                 "time = \"2018/2021\"\ndirection = \"down\"\n");
  CHECK(answer.answer == Answer::supported);
  CHECK(answer.test->p == doctest::Approx(0.0004).epsilon(0.15));
  CHECK(answer.figures.size() == 8);
}

TEST_CASE("change: without a figure at an end there is no source, however small the chance") {
  const std::string claim =
      "kind = \"change\"\nmeasure = \"m\"\nplace = \"XAA\"\nfrom = 140\nfrom_time = 2018\n"
      "value = 60\ntime = 2019\n";
  const ClaimAnswer answer = of_rows(claim, "m,60,,,persons,p,XAA,2019,flow,s,press,\n");
  CHECK(answer.answer == Answer::no_source);
  CHECK(drifts(answer, "source"));
  CHECK(answer.test->p < 0.0001);
  CHECK(of_rows(claim,
                "m,140,,,persons,p,XAA,2018,flow,s,press,\nm,60,,,persons,p,XAA,2019,flow,s,"
                "press,\n")
            .answer == Answer::supported);
}

TEST_CASE("change: an end that is not shown leaves the change not shown") {
  const ClaimAnswer answer = of_rows(
      "kind = \"change\"\nmeasure = \"m\"\nplace = \"XAA\"\nfrom = 140\nfrom_time = 2018\n"
      "value = 60\ntime = 2019\n",
      "m,140,,,persons,p,XAA,2018,flow,s,press,\nm,60,,,persons,p,XAA,2019,flow,s,press,\n"
      "m,70,,,persons,p,XAA,2019,flow,t,press,\n");
  CHECK(answer.answer == Answer::not_shown);
  CHECK(drifts(answer, "conflict"));
}

TEST_CASE("change: what is no count needs a figure at both ends as well") {
  const std::string claim =
      "kind = \"change\"\nmeasure = \"m\"\nplace = \"XAA\"\nfrom = 25\nfrom_time = 2010\n"
      "value = 90\ntime = 2015\nunit = \"percent\"\n";
  const std::string last = "m,90,,,percent,p,XAA,2015,,s,press,\n";
  CHECK(of_rows(claim, last).answer == Answer::no_source);
  CHECK(of_rows(claim, "m,25,,,percent,p,XAA,2010,,s,press,\n" + last).answer == Answer::supported);
}

namespace {

const std::string kSources =
    "kind = \"sources\"\nmeasure = \"m\"\nplace = \"XAA\"\ntime = 2019\n[claim.other]\n"
    "measure = \"n\"\nplace = \"XAA\"\ntime = 2019\n";
const std::string kTwelve = "n,12,,,persons,p,XAA,2019,flow,s,press,\n";

}  // namespace

TEST_CASE("sources: one number told by two is one number") {
  const ClaimAnswer answer = of_rows(kSources, kTwelve +
                                                   "m,6,,,persons,p,XAA,2019,flow,s,press,\n"
                                                   "m,6,,,persons,p,XAA,2019,flow,t,ngo_claim,\n");
  CHECK(answer.answer == Answer::contradicted);  // 6 and 12, not 12 and 12.
  CHECK(answer.found == 12.0);
}

TEST_CASE("sources: numbers that stand against each other are not added") {
  const ClaimAnswer answer = of_example(
      "kind = \"sources\"\nmeasure = \"golyanovo.freed\"\nplace = \"RUS\"\ntime = 2012\n"
      "[claim.other]\nmeasure = \"tip.convicted\"\nplace = \"RUS\"\ntime = 2020\n");
  CHECK(answer.answer == Answer::not_shown);
  CHECK(drifts(answer, "conflict"));
}

TEST_CASE("sources: a conflict inside one edition is one, and other editions are none") {
  const std::string claim =
      "kind = \"sources\"\nmeasure = \"m\"\nplace = \"XAA\"\ntime = 2019\nvintage = \"A 1\"\n"
      "[claim.other]\nmeasure = \"n\"\nplace = \"XAA\"\ntime = 2019\n";
  const std::string two = kTwelve +
                          "m,12,,,persons,p,XAA,2019,flow,s,press,A 1\n"
                          "m,20,,,persons,p,XAA,2019,flow,s,press,B 2\n";
  CHECK(of_rows(claim, two).answer == Answer::supported);
  CHECK(of_rows(claim, two + "m,13,,,persons,p,XAA,2019,flow,t,press,A 1\n").answer ==
        Answer::not_shown);
}

TEST_CASE("ratio: editions, and places that are not told apart, are not added") {
  const std::string below = "[claim.other]\nmeasure = \"tip.convicted\"\nplace = \"RUS\"\n";
  ClaimAnswer answer = of_example(
      "kind = \"ratio\"\nmeasure = \"gsi.prevalence\"\nplace = \"RUS\"\nvalue = 5\n" + below);
  CHECK(answer.answer == Answer::not_shown);
  CHECK(drifts(answer, "time"));
  answer = of_example("kind = \"ratio\"\nmeasure = \"gsi.prevalence\"\ntime = 2018\nvalue = 5\n" +
                      below);
  CHECK(answer.answer == Answer::not_shown);
  CHECK(drifts(answer, "place"));
}

TEST_CASE("ratio: four yearly counts are four years") {
  const ClaimAnswer answer = of_rows(
      "kind = \"ratio\"\nmeasure = \"m\"\nplace = \"XAA\"\ntime = 2019\nvalue = 40\n"
      "[claim.other]\nmeasure = \"n\"\nplace = \"XAA\"\ntime = \"2016/2019\"\n",
      "m,800,,,persons,p,XAA,2019,stock,s,press,\nn,10,,,persons,p,XAA,2016,flow,s,press,\n"
      "n,20,,,persons,p,XAA,2017,flow,s,press,\nn,30,,,persons,p,XAA,2018,flow,s,press,\n"
      "n,20,,,persons,p,XAA,2019,flow,s,press,\n");
  CHECK(answer.found == doctest::Approx(40));  // 800 for each of 20 a year.
  CHECK(answer.answer == Answer::supported);
}
