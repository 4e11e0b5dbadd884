// SPDX-License-Identifier: Apache-2.0
// Published figures kept, looked at and taken out over the real routes.
#include <doctest/doctest.h>

#include <string>

#include "base/bytes.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

constexpr std::string_view kHead = "measure,value,unit,population,place,period,source,vintage\n";
constexpr std::string_view kTwo =
    "invented.found,3,persons,people found,XXA,2019,Yearbook,2020\n"
    "invented.found,4,persons,people found,XXA,2019,Yearbook,2021\n";

json with_file(const std::string& text) {
  const auto* begin = reinterpret_cast<const std::uint8_t*>(text.data());
  return {{"file_name", "a.csv"}, {"content", to_base64(ByteView(begin, text.size()))}};
}

struct Fixture {
  test::Folder folder;
  TestDesk at{folder / "cases.mnv"};
  Fixture() { at.create_vault(); }

  json post(const std::string& path, const json& wish, unsigned status) {
    const Answer answer = at.post(path, wish);
    CHECK_MESSAGE(answer.status == status, answer.body);
    return answer.body.empty() ? json() : json::parse(answer.body);
  }
  json list(const std::string& query = "") {
    return json::parse(at.get("/api/v1/figures" + query).body);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "figures: a file is looked at, kept once, and what differs is named") {
  const json wish = with_file(std::string(kHead) + std::string(kTwo) + "invented.found,,,,,,,\n");
  const json look = post("/api/v1/figures/look", wish, 200);
  CHECK(look["figures"] == 2);
  CHECK(look["conflicts"] == 1);
  CHECK(look["faults"][0]["where"] == "a.csv, row 4, column unit");
  CHECK(list()["all"] == 0);
  CHECK(post("/api/v1/figures", wish, 201)["ids"].size() == 2);
  CHECK(post("/api/v1/figures", wish, 201)["kept_before"] == 2);
  const json all = list();
  CHECK(all["all"] == 2);
  CHECK(all["places"][0] == json{{"name", "XXA"}, {"figures", 2}});
  const json& conflict = all["figures"][1]["conflict"];
  CHECK(conflict ==
        json{{"rule", "vintage"}, {"apart", 0.25}, {"preferred", true}, {"rows", {2, 3}}});
  CHECK(list("?place=XXB")["found"] == 0);
  CHECK(list("?words=YEARBOOK&offset=1")["figures"].size() == 1);
  CHECK(list("?only=conflicts")["found"] == 2);
}

TEST_CASE_FIXTURE(Fixture, "figures: one is typed in, put right, taken out and put back") {
  json figure{{"measure", "invented.found"},  {"value", "3"},   {"unit", "persons"},
              {"population", "people found"}, {"place", "XXA"}, {"period", "2019"}};
  const json kept = post("/api/v1/figures", {{"figure", figure}}, 201);
  figure["value"] = "3,5";
  CHECK(post("/api/v1/figures", {{"figure", figure}}, 422)["error"]["where"] ==
        "figure, row 2, column value");
  figure["value"] = "4";
  const json right = post("/api/v1/figures", {{"figure", figure}, {"replaces", kept["ids"]}}, 201);
  CHECK(list()["figures"][0]["value"] == 4);
  CHECK(list()["taken_out"][0]["ids"] == kept["ids"]);
  post("/api/v1/figures/change", {{"takes_out", right["ids"]}, {"puts_back", kept["ids"]}}, 204);
  CHECK(list()["figures"][0]["value"] == 3);
  post("/api/v1/figures/change", {{"takes_out", right["ids"]}}, 404);
  CHECK(list()["all"] == 1);
}

TEST_CASE_FIXTURE(Fixture,
                  "figures: what is no file of figures is refused in words, and nothing is kept") {
  CHECK(post("/api/v1/figures", with_file("a,b\n1,2\n"), 422)["error"]["what"].is_string());
  post("/api/v1/figures", with_file(""), 422);
  post("/api/v1/figures", json::object(), 422);
  post("/api/v1/figures", {{"figure", {{"measure", "x"}, {"colour", "blue"}}}}, 422);
  post("/api/v1/figures/change", json::object(), 422);
  post("/api/v1/figures/change", {{"takes_out", {"not a name"}}}, 404);
  CHECK(list()["all"] == 0);
}

TEST_CASE_FIXTURE(Fixture,
                  "figures: all of them leave as the file that they came as, and that is noted") {
  const std::string text = std::string(kHead) + std::string(kTwo);
  post("/api/v1/figures", with_file(text), 201);
  const Answer file = at.get("/api/v1/figures/file");
  CHECK(file.status == 200);
  CHECK(file.body.find("invented.found,4,,,persons,people found,XXA,2019,,Yearbook,,2021,,,\r\n") !=
        std::string::npos);
  const json log = json::parse(at.get("/api/v1/vault/log?what=left").body);
  CHECK(log["lines"][0]["form"] == "figures_csv");
}

}  // namespace manumit::desk
