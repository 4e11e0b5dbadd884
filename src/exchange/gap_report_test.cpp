// SPDX-License-Identifier: Apache-2.0
#include "gap_report.h"

#include <doctest/doctest.h>

#include "gap_json.h"
#include "gap_words.h"

using namespace manumit;
using namespace manumit::exchange;

namespace {

EstimateWords english() {
  return {.language = "en",
          .of = [](const std::string& id) { return id; },
          .sentence = [](const std::string& text) { return text; }};
}

gap::GapReport report_of(const std::string& rows) {
  auto table = gap::read_figures(
      "measure,value,low,high,unit,population,place,period,kind,source\n" + rows, "figures.csv");
  REQUIRE(table);
  gap::GapQuestion question;
  question.place = "XAA";
  auto report = gap::measure_gap(std::move(*table), gap::built_in_definitions(), question);
  REQUIRE(report);
  return std::move(*report);
}

const char* kRows =
    "gsi.prevalence,794000,,,persons,people,XAA,2018,stock,<script>alert(1)</script>\n"
    "kg.investigations,6,,,cases,cases,XAA,2019,flow,\"a \"\"report\"\"\"\n"
    "kg.convictions,,,,none reported,persons,XAA,2019,flow,abroad\n";

}  // namespace

TEST_CASE("gap_report: what comes from outside stands in it as text, and it asks for nothing") {
  const std::string page = gap_report(report_of(kRows), english());
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("&lt;script&gt;") != std::string::npos);
  CHECK(page.find("src=") == std::string::npos);
  CHECK(page.find("href=") == std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("gap_report: the same figures give the same bytes") {
  CHECK(gap_report(report_of(kRows), english()) == gap_report(report_of(kRows), english()));
}

TEST_CASE("gap_report: a missing stage is a dashed frame with its reason, and no bar of nothing") {
  const std::string page = gap_report(report_of(kRows), english());
  CHECK(page.find("class=\"missing\"") != std::string::npos);
  CHECK(page.find("said not to be published") != std::string::npos);
  CHECK(page.find("no figure in the file") != std::string::npos);
  CHECK(page.find(">0 persons") == std::string::npos);
}

TEST_CASE("told: fills are said in the reader's way") {
  EstimateWords russian = english();
  russian.language = "ru";
  const Sentence said{"the ratio is {0}", {"132333.5"}};
  CHECK(told(said, english()) ==
        "The ratio is 132\xC2\xA0"
        "333.5");
  CHECK(told(said, russian) ==
        "The ratio is 132\xC2\xA0"
        "333,5");
  CHECK(told(Sentence{"{0}", {"≥ 16000 persons (2012)"}}, english()) ==
        "≥\xC2\xA0"
        "16\xC2\xA0"
        "000\xC2\xA0persons\xC2\xA0(2012)");
  CHECK(told(Sentence{"x {0}", {"2024-07-29"}}, english()) == "X 2024-07-29");
}

TEST_CASE("write_gap: what is not known is left out and named") {
  JsonWriter json;
  json.open();
  write_gap(json, report_of(kRows));
  json.close();
  const std::string text(json.view());
  CHECK(text.find("\"stage\":\"identified\",\"period\":\"2019\",\"state\":\"not_in_file\"") !=
        std::string::npos);
  CHECK(text.find("\"state\":\"said_not_published\"") != std::string::npos);
  CHECK(text.find("\"not_computable\"") != std::string::npos);
}
