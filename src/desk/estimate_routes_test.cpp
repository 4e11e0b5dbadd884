// SPDX-License-Identifier: Apache-2.0
// Lists looked at and estimated over the real routes.
#include <doctest/doctest.h>

#include <string>

#include "base/bytes.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

// Ball, Shin and Yang (2018); examples/lists/README.md.
constexpr std::string_view kKorea =
    "b,c,d,count\n1,0,0,5\n0,1,0,5\n0,0,1,41\n1,1,0,54\n1,0,1,6\n1,1,1,12\n";

json with_file(std::string_view text) {
  const auto* begin = reinterpret_cast<const std::uint8_t*>(text.data());
  return {{"file_name", "lists.csv"}, {"content", to_base64(ByteView(begin, text.size()))}};
}

struct Fixture {
  test::Folder folder;
  TestDesk at{folder / "cases.mnv"};
  Fixture() { at.create_vault(); }

  json look(const json& wish, unsigned status = 200) {
    const Answer answer = at.post("/api/v1/estimate/look", wish);
    CHECK_MESSAGE(answer.status == status, answer.body);
    return json::parse(answer.body);
  }
  /// An estimate without resamples, whether it is kept or must be waited for.
  json estimate(json wish) {
    wish["bootstrap"] = 0;
    const json view = at.job("/api/v1/estimate", wish);
    REQUIRE_MESSAGE(view["state"] == "finished", view.dump());
    return view["result"];
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "look: tells lists, people and overlap as they can be counted by hand") {
  const json told = look(with_file(kKorea));
  CHECK(told["rows"] == 6);
  CHECK(told["problem"].is_null());
  CHECK(told["vault"].is_null());
  const json& read = told["read"];
  CHECK(read["people"] == 123);
  CHECK(read["seen_once"] == 51);
  CHECK(read["lists"][0] == json{{"name", "b"}, {"people", 77}, {"only_here", 5}});
  CHECK(read["histories"][0] == json{{"history", {"b", "c"}}, {"people", 54}});
  CHECK(read["histories_in_all"] == 6);
}

TEST_CASE_FIXTURE(
    Fixture, "look: a fault is named by row and column, and the columns are told all the same") {
  const json told = look(with_file("a,b,town\n1,0,X\n0,1,Y\n2,1,X\n1,1,X\n0,1,Y\n"));
  CHECK(told["read"].is_null());
  CHECK(told["problem"]["where"] == "lists.csv, row 4, column a");
  CHECK(told["columns"][0]["kind"] == "list");
  CHECK(told["columns"][2]["values"] == json{"X", "Y"});
}

TEST_CASE_FIXTURE(Fixture,
                  "look: lists are made one or left out, and people split, as the page asks") {
  json wish = with_file("a,b,c,sex\n1,0,0,f\n0,1,1,m\n1,1,0,f\n0,0,1,m\n");
  wish["merge"] = json::array({json::array({"a", "b"})});
  wish["strata"] = json::array({"sex"});
  const json read = look(wish)["read"];
  CHECK(read["lists"][0]["name"] == "a+b");
  CHECK(read["strata"][0] == json{{"values", json::array({"f"})}, {"people", 2}});
  wish.erase("merge");
  wish["drop"] = json::array({"c"});
  CHECK(look(wish)["read"]["people"] == 3);
}

TEST_CASE_FIXTURE(Fixture,
                  "look: what is no request of ours, and no file of lists, is refused by name") {
  look({{"file_name", "x.csv"}}, 422);
  look({{"vault", "moon"}}, 422);
  json wish = with_file(kKorea);
  wish["lists_differ"] = "perhaps";
  look(wish, 422);
  wish = with_file(kKorea);
  wish["bootstrap"] = -1;
  look(wish, 422);
  wish = with_file(kKorea);
  wish["more"] = true;
  look(wish, 422);
  look({{"file_name", "x.csv"}, {"content", "no base64"}}, 422);
  CHECK(look(with_file(""), 422)["error"]["what"] == "the file is empty");
}

TEST_CASE_FIXTURE(Fixture, "look: a file of yes and no is told how a list is written") {
  const json told = look(with_file("police,shelter\nyes,no\nno,yes\n"));
  CHECK(told["problem"]["what"] == "no column of this file is a list of 0 and 1");
  CHECK(told["columns"].size() == 2);
}

TEST_CASE_FIXTURE(Fixture, "look: blanks behind commas are no part of a file's names and cells") {
  const json read = look(with_file("b, c, d, count\n1, 0, 0, 5\n0, 1, 1, 7\n"))["read"];
  CHECK(read["people"] == 12);
  CHECK(read["lists"][1]["name"] == "c");
}

TEST_CASE_FIXTURE(Fixture, "look: fewer people in a group than were seen of it are refused") {
  json wish = with_file("a,b,sex,count\n1,0,f,9\n0,1,f,8\n1,1,m,7\n");
  wish["strata"] = json::array({"sex"});
  wish["population"] = {16, 7};
  CHECK(look(wish)["problem"]["what"] == "more people of this group were seen than it has");
  wish["population"] = {17, 7};
  CHECK(look(wish)["problem"].is_null());
  wish["population"] = {17, 0};
  look(wish, 422);
}

TEST_CASE_FIXTURE(Fixture,
                  "look: the lists of an empty vault hold nobody, and that is said in words") {
  const json told = look({{"vault", "author"}});
  CHECK(told["problem"]["kind"] == "refused");
  CHECK(told["vault"]["affected"] == 0);
}

TEST_CASE_FIXTURE(
    Fixture,
    "estimate: answers as the engine does, keeps it by content, and forgets it at the lock") {
  const json made = estimate(with_file(kKorea));
  CHECK(made["observed"] == 123);
  // Published for this table (notes 4.3, expected.csv): main effects 141.99, stepwise 268.78.
  for (const json& method : made["methods"]) {
    if (method["method"] == "main_effects")
      CHECK(method["n_hat"].get<double>() == doctest::Approx(141.9926).epsilon(1e-4));
    if (method["method"] == "stepwise")
      CHECK(method["n_hat"].get<double>() == doctest::Approx(268.7778).epsilon(1e-4));
  }
  // The same people in another order of rows are the same table.
  json again = with_file("b,c,d,count\n1,1,1,12\n1,0,1,6\n1,1,0,54\n0,0,1,41\n0,1,0,5\n1,0,0,5\n");
  again["bootstrap"] = 0;
  const Answer kept = at.post("/api/v1/estimate", again);
  CHECK(kept.status == 200);
  CHECK(json::parse(kept.body) == made);
  const std::string path = "/api/v1/estimate/" + made["record"]["record_hash"].get<std::string>();
  CHECK(at.get(path) == made);
  const Answer note = at.client.get(path + "/note?language=en");
  CHECK(note.status == 200);
  CHECK(note.body.find("123") != std::string::npos);
  CHECK(at.client.get("/api/v1/estimate/" + std::string(64, '0')).status == 404);

  at.desk.lock();
  CHECK_FALSE(at.desk.estimates.json_of(made["record"]["record_hash"].get<std::string>()));
  CHECK(at.client.get(path).status != 200);
}

TEST_CASE_FIXTURE(
    Fixture,
    "estimate: what is said of the lists goes with the answer, also with one that is kept") {
  json wish = with_file(kKorea);
  wish["title"] = "women held in Palembang";
  const json made = estimate(wish);
  CHECK(made["about"]["title"] == "women held in Palembang");
  CHECK(made["about"]["place"] == "");
  const std::string record = made["record"]["record_hash"];
  wish["place"] = "Palembang <1>";
  wish["bootstrap"] = 0;
  const json again = json::parse(at.post("/api/v1/estimate", wish).body);
  CHECK(again["about"]["place"] == "Palembang <1>");
  CHECK(again["record"]["record_hash"] == record);
  const std::string note = at.client.get("/api/v1/estimate/" + record + "/note").body;
  CHECK(note.find("women held in Palembang") != std::string::npos);
  CHECK(note.find("Palembang &lt;1&gt;") != std::string::npos);
  wish["period"] = std::string(1001, 'x');
  CHECK(at.post("/api/v1/estimate", wish).status == 422);
}

TEST_CASE_FIXTURE(
    Fixture,
    "estimate: what a person knows of the lists is asked and obeyed: differing lists are refused") {
  json wish = with_file(kKorea);
  wish["lists_differ"] = "yes";
  const json made = estimate(wish);
  CHECK(made["summary"]["refused"]["code"] == "lists_differ");
  CHECK(made["summary"]["low"].is_null());
}

TEST_CASE_FIXTURE(
    Fixture, "estimate: lists that share nobody are refused by the engine, which is an answer") {
  const json made = estimate(with_file("a,b,c,count\n1,0,0,40\n0,1,0,30\n0,0,1,60\n"));
  CHECK(made["summary"]["refused"]["code"] == "no_upper_bound");
}

}  // namespace manumit::desk
