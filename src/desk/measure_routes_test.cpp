// SPDX-License-Identifier: Apache-2.0
// Figures of a vault set side by side, and statements held against them, over the real routes.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "base/bytes.h"
#include "exchange/gap_evidence.h"
#include "exchange/gap_report.h"
#include "gap/report.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

constexpr std::string_view kHead =
    "measure,value,low,high,unit,population,place,period,kind,source,source_kind,vintage\n";
// Invented, of a place that does not exist.
constexpr std::string_view kRows =
    "gsi.prevalence,794000,,,persons,people,XAA,2018,stock,index of 2018,index,2018\n"
    "kg.investigations,6,,,cases,cases,XAA,2019,flow,report of 2020,us_tip_report,2020\n"
    "kg.investigations,14,,,cases,cases,XAA,2018,flow,report of 2019,us_tip_report,2019\n"
    "kg.convictions,,,,persons,persons,XAA,2019,flow,abroad,us_tip_report,2020\n"
    "ua.victims_police,69,,,persons,people,XAB,2016,flow,police,official_statistics,\n"
    "ua.victims_police,70,,,persons,people,XAB,2016,flow,paper,press,\n";

json as_file(const std::string& text, const char* name) {
  const auto* begin = reinterpret_cast<const std::uint8_t*>(text.data());
  return {{"file_name", name}, {"content", to_base64(ByteView(begin, text.size()))}};
}

struct Fixture {
  test::Folder folder;
  TestDesk at{folder / "cases.mnv"};
  Fixture() { at.create_vault(); }

  void keep(std::string_view rows) {
    const Answer kept =
        at.post("/api/v1/figures", as_file(std::string(kHead) + std::string(rows), "figures.csv"));
    REQUIRE_MESSAGE(kept.status == 201, kept.body);
  }
  json check(const json& claim, unsigned status = 200) {
    const Answer answer = at.post("/api/v1/claims", claim);
    REQUIRE_MESSAGE(answer.status == status, answer.body);
    return json::parse(answer.body);
  }
};

json decrease() {
  return {{"kind", "change"}, {"from", 14},          {"from_time", "2018"}, {"value", 6},
          {"time", "2019"},   {"direction", "down"}, {"unit", "cases"}};
}

const json& named(const json& list, const char* key, const char* name) {
  for (const json& one : list) {
    if (one[key] == name)
      return one;
  }
  FAIL("not there: ", name);
  return list;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "measures: a vault without figures has no place and no gap") {
  const json told = at.get("/api/v1/measures");
  CHECK(told["in_vault"] == 0);
  CHECK(told["places"].empty());
  CHECK(told["place"].is_null());
  CHECK_FALSE(told.contains("gap"));
  CHECK(at.client.get("/api/v1/measures/report").status == 404);
}

TEST_CASE_FIXTURE(Fixture, "measures: the place with most figures first, and another when asked") {
  keep(kRows);
  const json told = at.get("/api/v1/measures");
  CHECK(told["in_vault"] == 6);
  CHECK(told["place"] == "XAA");
  CHECK(told["places"][0] == json{{"place", "XAA"}, {"figures", 4}});
  CHECK(told["years"] == json{2018, 2019});
  CHECK(at.get("/api/v1/measures?place=XAB")["place"] == "XAB");
  const Answer none = at.client.get("/api/v1/measures?place=XAC");
  CHECK(none.status == 404);
  CHECK(json::parse(none.body)["error"]["where"] == "place");
  CHECK(at.client.get("/api/v1/measures?year=99999").status == 422);
  CHECK(at.client.get("/api/v1/measures?year=soon").status == 422);
}

TEST_CASE_FIXTURE(Fixture, "measures: what is not published stays apart from what is not there") {
  keep(kRows);
  const json told = at.get("/api/v1/measures?year=2019");
  const json& stages = told["gap"]["funnel"]["stages"];
  CHECK(named(stages, "stage", "investigated")["value"] == 6);
  CHECK(named(stages, "stage", "convicted")["state"] == "said_not_published");
  CHECK(named(stages, "stage", "identified")["state"] == "not_in_file");
  CHECK_FALSE(named(stages, "stage", "convicted").contains("value"));
  // Garwood's interval for 6 (notes 4.3).
  CHECK(named(stages, "stage", "investigated")["interval_95"][0].get<double>() ==
        doctest::Approx(2.2).epsilon(0.01));
}

TEST_CASE_FIXTURE(Fixture,
                  "measures: every number leads to its figure, its source and its edition") {
  keep(kRows);
  const json told = at.get("/api/v1/measures?year=2019");
  const json& stage = named(told["gap"]["funnel"]["stages"], "stage", "investigated");
  const auto row = stage["rows"][0].get<int>();
  const json* behind = nullptr;
  for (const json& one : told["figures"]) {
    if (one["row"] == row)
      behind = &one;
  }
  REQUIRE(behind != nullptr);
  CHECK((*behind)["value"] == 6);
  CHECK((*behind)["source"] == "report of 2020");
  const auto number = (*behind)["source_number"].get<std::size_t>();
  CHECK(told["sources"][number - 1] == "report of 2020 · 2020");
}

TEST_CASE_FIXTURE(Fixture,
                  "measures: figures that differ stand side by side, and the rule is said") {
  keep(kRows);
  const json conflict = at.get("/api/v1/measures?place=XAB")["gap"]["conflicts"][0];
  CHECK(conflict["preferred_by"] == "source_kind");
  CHECK(conflict["figures"].size() == 2);
}

TEST_CASE_FIXTURE(Fixture,
                  "measures: the report is the very page of the command line, and is noted") {
  keep(kRows);
  const Answer saved = at.client.get("/api/v1/measures/report?place=XAA&year=2019&language=en");
  REQUIRE(saved.status == 200);
  CHECK(saved.header("Content-Disposition") == "attachment; filename=\"gap-report.html\"");
  // What `manumit gap figures.csv --country XAA --year 2019 --report` writes of the exported file.
  const std::string csv = at.client.get("/api/v1/figures/file").body;
  auto table = gap::read_figures(csv, "figures.csv");
  REQUIRE(table);
  gap::GapQuestion question;
  question.place = "XAA";
  question.year = 2019;
  gap::complete(*table, gap::built_in_definitions());
  question.laws = exchange::law_dates(*table);
  const auto report = gap::measure_gap(std::move(*table), gap::built_in_definitions(), question);
  REQUIRE(report);
  CHECK(saved.body == exchange::gap_report(*report, plain_words("en")));
  const json left = at.get("/api/v1/vault/log?what=left");
  CHECK(named(left["lines"], "form", "gap_report")["kind"] == "exported");
}

TEST_CASE_FIXTURE(Fixture, "measures: in a large vault they are a job") {
  test::Folder large;
  DeskOptions options = test::options_for(large / "cases.mnv");
  options.read_at_once = 0;
  TestDesk desk{std::move(options)};
  desk.create_vault();
  desk.open_case("A Person");
  CHECK(desk.client.get("/api/v1/measures").status == 202);
}

TEST_CASE_FIXTURE(Fixture,
                  "claims: a sentence becomes a form, and what was not understood is told") {
  const Answer answer = at.post("/api/v1/claims/read",
                                {{"sentence", "a splendid decrease from 14 to 6 cases in 2019"}});
  REQUIRE(answer.status == 200);
  const json read = json::parse(answer.body);
  CHECK(read["claim"]["kind"] == "change");
  CHECK(read["claim"]["from"] == 14);
  CHECK(read["claim"]["value"] == 6);
  CHECK(read["claim"]["direction"] == "down");
  CHECK(read["claim"]["time"] == "2019");
  CHECK(read["not_understood"] == json{"splendid"});
  // The form goes back as it came.
  check(read["claim"]);
  CHECK(at.post("/api/v1/claims/read", {{"sentence", "nobody knows"}}).status == 422);
  CHECK(at.post("/api/v1/claims/read", {{"sentence", std::string(2001, '1')}}).status == 422);
}

TEST_CASE_FIXTURE(Fixture, "claims: a decrease from 14 to 6 is not shown, with both intervals") {
  const json told = check(decrease())["told"];
  CHECK(told["answer"] == "not_shown");
  // By hand: 2 · P(X ≤ 6 | 20, 1/2) = 0.1153 (notes 2.4, row 4).
  CHECK(told["test"]["p_two_sided"].get<double>() == doctest::Approx(0.1153).epsilon(0.001));
  CHECK(told["test"]["ratio"].get<double>() == doctest::Approx(0.4286).epsilon(0.001));
  CHECK(told["test"]["interval_95_large_sample"][1].get<double>() ==
        doctest::Approx(1.12).epsilon(0.005));
  CHECK(told["test"]["interval_95_exact"][1].get<double>() == doctest::Approx(1.19).epsilon(0.005));
}

TEST_CASE_FIXTURE(Fixture, "claims: the figures of the vault bear a number out, or say another") {
  keep(kRows);
  json claim{{"measures", {"kg.investigations"}}, {"place", "XAA"}, {"time", "2019"}, {"value", 6}};
  const json borne = check(claim);
  CHECK(borne["told"]["answer"] == "supported");
  CHECK(borne["figures"][0]["source"] == "report of 2020");
  claim["value"] = 60;
  CHECK(check(claim)["told"]["answer"] == "contradicted");
  claim["place"] = "XAC";
  CHECK(check(claim)["told"]["answer"] == "no_source");
}

TEST_CASE_FIXTURE(Fixture, "claims: a law is held against its days, which are told") {
  const json told = check(
      {{"kind", "in_force"}, {"law", "ru.uk.127_1"}, {"time", "2010/2012"}, {"holds", false}});
  CHECK(told["told"]["answer"] == "contradicted");
  CHECK(told["laws"][0]["from"] == "2003-12-16");
  CHECK(told["laws"][0]["title"].get<std::string>() != "ru.uk.127_1");
}

TEST_CASE_FIXTURE(Fixture, "claims: what is no claim is refused, and the path says where") {
  const auto refused_at = [&](json claim) {
    return check(std::move(claim), 422)["error"]["where"].get<std::string>();
  };
  CHECK(refused_at({{"kind", "guess"}}) == "kind");
  CHECK(refused_at({{"kind", "value"}}) == "value");
  CHECK(refused_at({{"value", "6"}}) == "value");
  CHECK(refused_at({{"value", -1}}) == "value");
  CHECK(refused_at({{"value", 6}, {"time", "lately"}}) == "time");
  CHECK(refused_at({{"kind", "change"}, {"value", 6}}) == "from");
  CHECK(refused_at({{"kind", "ratio"}, {"role", "estimated"}}) == "other.measures");
  CHECK(refused_at({{"kind", "steps"}, {"value", 6}}) == "step");
  CHECK(refused_at({{"kind", "sources"}, {"other", {{"measures", {1}}}}}) == "other.measures");
  CHECK(refused_at({{"value", 6}, {"measures", json::array({std::string(501, 'x')})}}) ==
        "measures");
  CHECK(refused_at({{"value", 6}, {"more", true}}) == "");
}

TEST_CASE_FIXTURE(Fixture, "claims: a file is answered claim by claim, and a bad one by line") {
  keep(kRows);
  const std::string file =
      "format = 1\n[[claim]]\nid = \"six\"\nmeasure = \"kg.investigations\"\nplace = \"XAA\"\n"
      "time = 2019\nvalue = 6\n[[claim]]\nid = \"refused\"\nkind = \"steps\"\nstep = \"refusal\"\n"
      "value = 6\n";
  const Answer answer = at.post("/api/v1/claims/file", as_file(file, "claims.toml"));
  REQUIRE_MESSAGE(answer.status == 200, answer.body);
  const json claims = json::parse(answer.body)["claims"];
  REQUIRE(claims.size() == 2);
  CHECK(claims[0]["told"]["answer"] == "supported");
  CHECK(claims[1]["told"]["answer"] == "no_source");
  const Answer bad =
      at.post("/api/v1/claims/file", as_file("format = 1\n[[claim]]\nvalu = 6\n", "claims.toml"));
  CHECK(bad.status == 422);
  CHECK(bad.body.find("claims.toml") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture,
                  "claims: what can be asked about is what the figures and the laws have") {
  keep(kRows);
  const json choices = at.get("/api/v1/claims");
  CHECK(choices["in_vault"] == 6);
  const json& one = named(choices["measures"], "measure", "kg.investigations");
  CHECK(one["figures"] == 2);
  CHECK(one["periods"] == json{"2018", "2019"});
  CHECK(named(choices["laws"], "law", "ru.uk.127_1")["events"][0] == "in_force");
}

}  // namespace manumit::desk
