// SPDX-License-Identifier: Apache-2.0
// The figures of the notes, section 4.1, from the figures themselves.
#include <algorithm>

#include "report.h"
#include "test_gap.h"

using namespace manumit;
using namespace manumit::gap;

namespace {

GapReport report_for(const std::string& place, std::optional<int> year = std::nullopt) {
  GapQuestion question;
  question.place = place;
  question.year = year;
  auto steps = read_steps(example("steps.csv"), "steps.csv");
  REQUIRE(steps);
  question.steps = *steps;
  auto report = measure_gap(figures_of(example("figures.csv")), built_in_definitions(), question);
  REQUIRE(report);
  return std::move(*report);
}

const GapMeasure& measure(const GapReport& report, const std::string& id) {
  const auto found = std::find_if(report.measures.begin(), report.measures.end(),
                                  [&](const GapMeasure& one) { return one.id == id; });
  REQUIRE(found != report.measures.end());
  return *found;
}

const Part& part(const GapMeasure& of, const std::string& about, const std::string& period = "") {
  const auto found = std::find_if(of.parts.begin(), of.parts.end(), [&](const Part& one) {
    return one.of == about && (period.empty() || one.period == period);
  });
  REQUIRE(found != of.parts.end());
  return *found;
}

const Stage& stage(const Funnel& funnel, const std::string& name) {
  const auto found = std::find_if(funnel.stages.begin(), funnel.stages.end(),
                                  [&](const Stage& one) { return one.name == name; });
  REQUIRE(found != funnel.stages.end());
  return *found;
}

double total(const GapReport& report, const std::string& name) {
  double sum = 0;
  for (const Figure& figure : report.table.figures)
    sum += figure.measure == name ? figure.value.value_or(0) : 0;
  return sum;
}

}  // namespace

TEST_CASE("the courts of Russia: the sums of 2009 to 2021") {
  const GapReport report = report_for("RUS");
  CHECK(total(report, "court.convicted_main.127.1") == 322);
  CHECK(total(report, "court.convicted_main.127.2") == 65);
}

TEST_CASE("the courts of Russia: the neighbouring articles and the further charges") {
  const GapReport report = report_for("RUS");
  CHECK(total(report, "court.convicted_main.126") == 4216);
  CHECK(total(report, "court.convicted_main.127") == 2798);
  CHECK(total(report, "court.convicted_additional.127.1") == 109);
  CHECK(total(report, "court.convicted_additional.127.2") == 26);
}

TEST_CASE("G1: how many are estimated for each one identified, by country") {
  CHECK(*measure(report_for("KAZ"), "G1").value == doctest::Approx(674).epsilon(0.001));
  CHECK(*measure(report_for("WLD"), "G1").value == doctest::Approx(305).epsilon(0.002));
  CHECK(*measure(report_for("NLD"), "G1").value == doctest::Approx(6.3).epsilon(0.004));
}

TEST_CASE(
    "G1: the United Kingdom's 19.4 is of the edition first printed; the revised count gives 19.5") {
  const GapMeasure uk = measure(report_for("GBR"), "G1");
  CHECK(uk.period == "2018");
  CHECK(*uk.value == doctest::Approx(136000.0 / 6986));
  CHECK(136000.0 / 6993 == doctest::Approx(19.4).epsilon(0.003));
}

TEST_CASE(
    "G1: nobody identified is published for Russia, so there is none; the cases are beside it") {
  const GapReport report = report_for("RUS");
  const GapMeasure& of = measure(report, "G1");
  CHECK_FALSE(of.value);
  CHECK_FALSE(of.not_computable.text.empty());
  CHECK(part(of, "investigated", "2019").value == doctest::Approx(132333).epsilon(1e-5));
  // 2.2 to 13.1 cases: 60,800 to 360,600 people for each.
  CHECK(part(of, "investigated", "2019").interval->contains(132333));
  CHECK(part(of, "investigated", "2019").interval->most ==
        doctest::Approx(794000 / 2.202).epsilon(0.01));
}

TEST_CASE("G2: the world of 2023, from identified to convicted, for all and for labour") {
  const GapReport report = report_for("WLD", 2023);
  const GapMeasure& of = measure(report, "G2");
  CHECK(part(of, "prosecuted").value == doctest::Approx(14.0).epsilon(0.002));
  CHECK(part(of, "convicted").value == doctest::Approx(5.3).epsilon(0.003));
  CHECK(part(of, "prosecuted_labour").value == doctest::Approx(8.8).epsilon(0.006));
  CHECK(part(of, "convicted_labour").value == doctest::Approx(3.0).epsilon(0.006));
}

TEST_CASE("G3: the share of labour at two stages, 2017 and 2023") {
  const GapMeasure of = measure(report_for("WLD"), "G3");
  CHECK(part(of, "prosecuted", "2017").value == doctest::Approx(0.050).epsilon(0.006));
  CHECK(part(of, "prosecuted", "2023").value == doctest::Approx(0.196).epsilon(0.003));
  CHECK(part(of, "convicted", "2017").value == doctest::Approx(0.047).epsilon(0.011));
  CHECK(part(of, "convicted", "2023").value == doctest::Approx(0.177).epsilon(0.004));
}

TEST_CASE("G4: 880 of 933 cases were charged as something lesser") {
  const GapMeasure of = measure(report_for("RUS"), "G4");
  CHECK(*of.value == doctest::Approx(0.943).epsilon(0.0003));
  CHECK(of.interval->contains(0.943));
}

TEST_CASE("G4: the study's factor of 4 to 17 is a share of 0.80 to 0.94") {
  const GapMeasure of = measure(report_for("RUS"), "G4");
  const Part& factor = part(of, "lesser_for_each_named");
  CHECK(factor.interval->least == doctest::Approx(0.80));
  CHECK(factor.interval->most == doctest::Approx(0.94).epsilon(0.005));
}

TEST_CASE("G5: 18.1 persons convicted under the neighbouring articles for each one under these") {
  const GapMeasure of = measure(report_for("RUS"), "G5");
  CHECK(*of.value == doctest::Approx(18.1).epsilon(0.002));
  CHECK(*of.parts.front().part == 7014);
  CHECK(*of.parts.front().whole == 387);
  CHECK(of.period == "2009–2021");
}

TEST_CASE("G6: 80 of 264 sentences under the article on trafficking were suspended") {
  const GapMeasure of = measure(report_for("RUS"), "G6");
  const Part& trafficking = part(of, "ru.uk.127_1");
  CHECK(*trafficking.part == 80);
  CHECK(*trafficking.whole == 264);
  CHECK(trafficking.value == doctest::Approx(0.303).epsilon(0.001));
  CHECK(trafficking.period == "2011–2021");
}

TEST_CASE("G6: 13 of 46 sentences under the article on slave labour were suspended") {
  const GapMeasure of = measure(report_for("RUS"), "G6");
  const Part& slavery = part(of, "ru.uk.127_2");
  CHECK(*slavery.part == 13);
  CHECK(*slavery.whole == 46);
  CHECK(slavery.value == doctest::Approx(0.283).epsilon(0.002));
}

TEST_CASE("G7: the shop's case has four dated refusals, no charge, and 14.5 years to a judgment") {
  const GapMeasure of = measure(report_for("RUS"), "G7");
  CHECK(part(of, "refusal").value == 4);
  CHECK(part(of, "charge").value == 0);
  CHECK(part(of, "years_to_judgment").value == doctest::Approx(14.5).epsilon(0.001));
}

TEST_CASE("G7: a time from complaint to judgment is never taken across two matters") {
  auto steps = read_steps(
      "date,authority,kind,matter\n2010-01-01,x,complaint,a\n2012-01-01,x,judgment,a\n"
      "2015-01-01,x,complaint,b\n2016-01-01,x,judgment,b\n2001-01-01,x,complaint,c\n",
      "steps.csv");
  REQUIRE(steps);
  GapQuestion question;
  question.place = "RUS";
  question.steps = std::move(*steps);
  const auto report = measure_gap(example_figures(), built_in_definitions(), question);
  REQUIRE(report);
  const GapMeasure& of = measure(*report, "G7");
  CHECK(part(of, "years_to_judgment").value == doctest::Approx(1.5).epsilon(0.01));
  CHECK(part(of, "years_to_judgment_least").value == doctest::Approx(1).epsilon(0.01));
  CHECK(part(of, "years_to_judgment_most").value == doctest::Approx(2).epsilon(0.01));
}

TEST_CASE("G9: from 114 to 66, a ratio of 0.58") {
  const GapReport report = report_for("RUS");
  const GapMeasure& of = measure(report, "G9");
  const Part& courts = part(of, "court.convicted_main.127.1");
  CHECK(*courts.whole == 114);
  CHECK(*courts.part == 66);
  CHECK(courts.value == doctest::Approx(0.58).epsilon(0.005));
  CHECK(courts.period == "2009–2012 / 2018–2021");
  const auto series =
      std::find_if(report.series.begin(), report.series.end(),
                   [](const Series& one) { return one.measure == "court.convicted_main.127.1"; });
  REQUIRE(series != report.series.end());
  REQUIRE(series->trend);
  CHECK(series->trend->ratio.p == doctest::Approx(0.0004).epsilon(0.15));
  CHECK(series->trend->ratio.approx.least == doctest::Approx(0.43).epsilon(0.01));
  CHECK(series->trend->ratio.approx.most == doctest::Approx(0.78).epsilon(0.006));
}

TEST_CASE(
    "G10: for 2023 and 2024 nothing was published, which is known, and no zero is made of it") {
  const GapReport report = report_for("RUS", 2023);
  const GapMeasure& of = measure(report, "G10");
  CHECK(part(of, "published", "2023").value == 0);
  CHECK_FALSE(part(of, "published", "2023").interval);
  CHECK(stage(report.funnel, "convicted").said_absent);
  CHECK_FALSE(stage(report.funnel, "convicted").value);
  // For 2021 only the courts' figures are here: the other stages may stand elsewhere.
  CHECK(part(of, "published", "2021").interval->most == doctest::Approx(1));
}

TEST_CASE("G12: acts against people who help are counted as acts, not added up") {
  CHECK(*measure(report_for("RUS"), "G12").value == 3);
}

TEST_CASE("funnel: more convicted than investigated, and persons after cases, are named") {
  const GapReport report = report_for("RUS", 2019);
  CHECK(report.funnel.period == "2019");
  CHECK(*stage(report.funnel, "investigated").value == 6);
  CHECK(*stage(report.funnel, "convicted").value == 16);
  CHECK_FALSE(stage(report.funnel, "identified").value);
  CHECK_FALSE(stage(report.funnel, "remedy").value);
  const auto says = [&](const std::string& text) {
    return std::any_of(report.funnel.cautions.begin(), report.funnel.cautions.end(),
                       [&](const Sentence& one) { return one.text == text; });
  };
  CHECK(says("more are {0} ({1}) than {2} ({3}): the two do not count the same"));
  CHECK(says("some stages count persons and some count cases: one case can hold several persons"));
}

TEST_CASE("series: editions of an estimate are points and never a line") {
  const GapReport report = report_for("RUS");
  const auto series =
      std::find_if(report.series.begin(), report.series.end(),
                   [](const Series& one) { return one.measure == "gsi.prevalence"; });
  REQUIRE(series != report.series.end());
  CHECK(series->points.size() == 5);
  CHECK_FALSE(series->trend);
  for (std::size_t i = 1; i < series->points.size(); ++i)
    CHECK(series->points[i].break_before);
}

TEST_CASE("series: a change in how it is counted breaks the line, and no trend goes across") {
  const GapReport report = report_for("RUS");
  const auto series = std::find_if(
      report.series.begin(), report.series.end(),
      [](const Series& one) { return one.measure == "court.convicted_additional.127.1"; });
  REQUIRE(series != report.series.end());
  CHECK(series->points[1].break_before);
  CHECK_FALSE(series->points[2].break_before);
  REQUIRE(series->trend);
  CHECK(series->trend->earlier_from == 2010);
}

TEST_CASE("series: a change of the law is marked where it came into force") {
  GapQuestion question;
  question.place = "RUS";
  LawDate date;
  date.law = "ru.uk.127_1";
  date.event = "in_force";
  date.period = *read_period("2011-12-08", "");
  question.laws.push_back(date);
  const auto report =
      measure_gap(figures_of(example("figures.csv")), built_in_definitions(), question);
  REQUIRE(report);
  for (const Series& one : report->series) {
    if (one.measure != "court.convicted_main.127.1")
      continue;
    CHECK(one.points[3].break_before);  // 2012: it changed in the last weeks of 2011
    CHECK_FALSE(one.points[2].break_before);
  }
}

TEST_CASE("G1: an estimate that is a range gives a range and no number") {
  FigureTable table = figures_of(
      "measure,value,low,high,unit,population,place,period,kind\n"
      "estimate.people,,137,269,persons,people,XAA,2019,stock\n"
      "gsi.prevalence,900,,,persons,people,XAA,2019,stock\n"
      "ua.victims_police,123,,,persons,people,XAA,2019,flow\n");
  GapQuestion question;
  question.place = "XAA";
  const auto report = measure_gap(std::move(table), built_in_definitions(), question);
  REQUIRE(report);
  const GapMeasure& of = measure(*report, "G1");
  CHECK_FALSE(of.value);
  CHECK(of.not_computable.text.empty());
  REQUIRE(of.interval);
  CHECK(of.interval->least == doctest::Approx(137.0 / 123));
  CHECK(of.interval->most == doctest::Approx(269.0 / 123));
  CHECK_FALSE(stage(report->funnel, "estimated").value);
  CHECK(stage(report->funnel, "estimated").interval->most == 269);
}

namespace {

GapReport report_on(const std::string& rows, std::optional<int> year = std::nullopt) {
  GapQuestion question;
  question.place = "XAA";
  question.year = year;
  auto report = measure_gap(
      figures_of("measure,value,low,high,unit,population,place,period,kind,source\n" + rows),
      built_in_definitions(), question);
  REQUIRE(report);
  return std::move(*report);
}

bool cautions(const std::vector<Sentence>& all, const std::string& begin) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Sentence& one) { return one.text.starts_with(begin); });
}

}  // namespace

TEST_CASE("G1: a range of other years goes to the nearest count, and says so") {
  const GapReport report = report_on(
      "estimate.people,,200,400,persons,people,XAA,2018/2019,flow,s\n"
      "ua.victims_police,10,,,persons,people,XAA,2015,flow,s\n"
      "ua.victims_police,200,,,persons,people,XAA,2020,flow,s\n"
      "ua.victims_police,400,,,persons,people,XAA,2023,flow,s\n"
      "kg.convictions,150,,,persons,convicted,XAA,2020,flow,s\n",
      2020);
  const GapMeasure& of = measure(report, "G1");
  CHECK(of.period == "2020");
  REQUIRE(of.interval);
  // 100 to 200 a year.
  CHECK(of.interval->least == doctest::Approx(0.5));
  CHECK(of.interval->most == doctest::Approx(1.0));
  CHECK(cautions(of.cautions, "the estimate is of {0} and the count of {1}"));
  CHECK(cautions(report.funnel.cautions, "the estimate is of {0} and the count of {1}"));
  const Part& convicted = part(of, "convicted", "2020");
  CHECK(convicted.is_range);
  CHECK(convicted.interval->most == doctest::Approx(200.0 / 150));
}

TEST_CASE("G1: nobody identified is a figure, and nothing can be divided by it") {
  const GapReport report = report_on(
      "gsi.prevalence,900,,,persons,people,XAA,2019,stock,s\n"
      "ua.victims_police,0,,,persons,people,XAA,2019,flow,s\n");
  CHECK(measure(report, "G1").not_computable.text == "nothing can be divided by a count of 0");
}

namespace {

const std::string kLesser =
    "study.cases_with_slavery_features_other_articles,80,,,cases,lesser,XAA,2019,flow,";
const std::string kNamed = "study.registered_127_2,20,,,cases,named,XAA,";

}  // namespace

TEST_CASE("G4: only counts of one study and one time are put together") {
  const std::string absent = "study.registered_127_2,,,,cases,named,XAA,2019,flow,first\n";
  CHECK(
      measure(report_on(absent + kLesser + "first\n" + kNamed + "2019,flow,first\n"), "G4").value ==
      doctest::Approx(0.8));
  for (const char* other : {"2019,flow,second\n", "2018,flow,first\n"}) {
    const GapReport report = report_on(kLesser + "first\n" + kNamed + other);
    const GapMeasure& of = measure(report, "G4");
    CHECK_FALSE(of.value);
    CHECK(of.not_computable.text == "the two counts are not of one study and one time");
  }
}

TEST_CASE("G4: figures that stand against each other are put together with none") {
  const GapReport report =
      report_on(kLesser + "first\n" + kNamed + "2019,flow,first\n" +
                "study.registered_127_2,30,,,cases,named,XAA,2019,flow,first\n");
  CHECK_FALSE(measure(report, "G4").value);
}

TEST_CASE("funnel: wages are no stage that people reach") {
  const GapReport report = report_on(
      "ua.victims_police,6,,,persons,people,XAA,2019,flow,s\n"
      "remedy.wages_awarded,500000,,,RUB,wages,XAA,2019,flow,s\n",
      2019);
  CHECK_FALSE(stage(report.funnel, "remedy").value);
  // Nor is money under any other name.
  const GapReport money = report_on("ua.victims_police,500000,,,RUB,wages,XAA,2019,flow,s\n", 2019);
  CHECK_FALSE(stage(money.funnel, "identified").value);
}

TEST_CASE("shelf: of cases and persons under one name none is taken, in whatever order") {
  const std::string cases = "ua.victims_police,6,,,cases,people,XAA,2019,flow,s\n";
  const std::string persons = "ua.victims_police,40,,,persons,people,XAA,2019,flow,s\n";
  for (const std::string& rows : {cases + persons, persons + cases}) {
    const GapReport report = report_on(rows, 2019);
    CHECK_FALSE(stage(report.funnel, "identified").value);
    CHECK(cautions(report.funnel.cautions, "{0}, {1}: one figure counts {2}, another {3}"));
    CHECK(cautions(report.unknown, "{0}, {1}: one figure counts {2}, another {3}"));
  }
}

namespace {

std::string yearly(std::initializer_list<int> years, const std::string& kind) {
  std::string rows;
  for (const int year : years)
    rows += "m,9,,,persons,people,XAA," + std::to_string(year) + "," + kind + ",s\n";
  return rows;
}

}  // namespace

TEST_CASE("series: a missing year ends the stretch and the line") {
  const Series gap = report_on(yearly({2010, 2011, 2012, 2014, 2015}, "flow")).series.front();
  CHECK_FALSE(gap.trend);
  REQUIRE(gap.points[3].break_before);
  CHECK(gap.points[3].break_before->text == "no figure for the years between");
  const Series whole = report_on(yearly({2010, 2014, 2015, 2016}, "flow")).series.front();
  REQUIRE(whole.trend);
  CHECK(whole.trend->earlier_from == 2014);
}

TEST_CASE("series: from a stock to a flow there is no line") {
  const GapReport report = report_on(yearly({2010, 2011}, "stock") + yearly({2012, 2013}, "flow"));
  const Series& series = report.series.front();
  CHECK(series.points[2].break_before);
  CHECK_FALSE(series.trend);
}

TEST_CASE("measure_gap: a place that the file does not have is not found") {
  GapQuestion question;
  question.place = "ATA";
  const auto report =
      measure_gap(figures_of(example("figures.csv")), built_in_definitions(), question);
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == Error::Kind::not_found);
}

TEST_CASE("measure_gap: a file without one usable figure is refused") {
  const auto report = measure_gap(figures_of("measure,value,unit\n"), built_in_definitions(), {});
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == Error::Kind::refused);
}
