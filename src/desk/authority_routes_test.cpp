// SPDX-License-Identifier: Apache-2.0
// Authorities and places over the whole vault, as the pages ask for them.
#include <doctest/doctest.h>

#include <string>
#include <thread>

#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

constexpr const char* kAll = "/api/v1/authorities?day=2026-06-01";

json code(const std::string& subject, const std::string& fact, const std::string& value) {
  json out = TestDesk::text_statement(subject, fact, value);
  out["answer"]["value"] = json::array({value});
  return out;
}
json date(const std::string& subject, const std::string& iso) {
  json out = TestDesk::text_statement(subject, "authority.date", iso);
  out["answer"]["value"] = {{"words", iso}};
  return out;
}

/// A complaint and its late refusal, signed by somebody; an employer; a citizen of Uzbekistan.
json refused_case(const std::string& works) {
  json out = TestDesk::intake("Anna");
  const auto subject = [&](const char* id, const char* kind, const char* role) {
    json one{{"id", id}, {"kind", kind}};
    if (*role != '\0')
      one["role"] = role;
    out["subjects"].push_back(one);
  };
  subject("$2", "organisation", "employer");
  subject("$3", "person", "official");
  subject("$4", "authority_step", "");
  subject("$5", "authority_step", "");
  json official = TestDesk::text_statement("$5", "authority.official", "Signed");
  official["answer"]["value"] = "$3";
  for (json& one :
       std::vector<json>{TestDesk::text_statement("$2", "organisation.name", works),
                         TestDesk::text_statement("$3", "person.name", "Invented Officer"),
                         code("$1", "person.citizenship", "UZ"),
                         code("$4", "authority.kind", "complaint"), date("$4", "2026-03-02"),
                         TestDesk::text_statement("$4", "authority.body_name", "Police"),
                         TestDesk::text_statement("$4", "authority.due_rule", "ru.upk.144"),
                         code("$5", "authority.kind", "refusal"), date("$5", "2026-03-20"),
                         TestDesk::text_statement("$5", "authority.body_name", "Police"),
                         TestDesk::text_statement("$5", "authority.article_asked", "127.2"),
                         TestDesk::text_statement("$5", "authority.article", "127(2)"), official})
    out["statements"].push_back(one);
  return out;
}

struct Fixture {
  test::Folder folder;
  TestDesk at{folder / "cases.mnv"};

  std::string open(const json& wish) {
    const Answer made = at.post("/api/v1/cases", wish);
    REQUIRE_MESSAGE(made.status == 201, made.body);
    return json::parse(made.body)["id"];
  }
  std::string subject_of(const std::string& id, const std::string& kind, const std::string& role) {
    const json shown = at.get("/api/v1/cases/" + id);
    for (const json& one : shown["subjects"]) {
      if (one["kind"] == kind && one["role"] == role)
        return one["id"];
    }
    FAIL("no such subject");
    return {};
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "authorities: an empty vault has no case, and no step of no office") {
  at.create_vault();
  const json all = at.get(kAll);
  CHECK(all["cases"] == 0);
  CHECK(all["authorities"].empty());
  CHECK(all["counts"]["complaints"] == 0);
  CHECK(at.client.get("/api/v1/authorities?day=1.6.2026").status == 422);
}

TEST_CASE_FIXTURE(Fixture, "authorities: the sum over the cases, and what each clock came to") {
  at.create_vault();
  const std::string first = open(refused_case("Brick works"));
  open(refused_case("Sewing room"));
  const json all = at.get(kAll);
  CHECK(all["cases"] == 2);
  CHECK(all["cases_with_steps"] == 2);
  CHECK(all["counts"]["complaints"] == 2);
  CHECK(all["counts"]["refusals"] == 2);
  CHECK(all["counts"]["late"] == 2);
  REQUIRE(all["authorities"].size() == 1);
  CHECK(all["authorities"][0]["names"] == json({"Police"}));
  CHECK(all["authorities"][0]["id"] == "");
  CHECK(all["authorities"][0]["cases"].size() == 2);
  CHECK(all["authorities"][0]["cases"][0]["case"] == first);
  REQUIRE(all["decided"].size() == 2);
  CHECK(all["decided"][0]["days"] == json({{"least", 18}, {"most", 18}}));
  CHECK(all["decided"][0]["limit"] == json({{"least", 3}, {"most", 3}}));
  CHECK(all["decided"][0]["rule"] == "ru.upk.144");
  REQUIRE(all["rules"].size() == 1);
  CHECK(all["rules"][0]["id"] == "ru.upk.144");
  REQUIRE(all["lesser"].size() == 1);
  CHECK(all["lesser"][0]["article"] == "127(2)");
  CHECK(all["lesser"][0]["steps"] == 2);
}

TEST_CASE_FIXTURE(Fixture, "authorities: whoever stands in one case alone is not named here") {
  at.create_vault();
  const std::string one = open(refused_case("Brick works"));
  const std::string two = open(refused_case("Brick factory"));
  const json apart = at.get(kAll);
  CHECK(apart["officials"]["all"] == 2);
  CHECK(apart["officials"]["recurring"].empty());
  CHECK(apart["premises"]["recurring"].empty());
  CHECK(apart.dump().find("Invented Officer") == std::string::npos);
  CHECK(apart.dump().find("Brick") == std::string::npos);
  const auto employer = [&](const std::string& id) {
    return json{{"subject", subject_of(id, "organisation", "employer")}, {"case", id}};
  };
  const json same{
      {"a", employer(one)}, {"b", employer(two)}, {"verdict", "same"}, {"by_hand", true}};
  const Answer decided = at.post("/api/v1/links/decisions", {{"pairs", json::array({same})}});
  REQUIRE_MESSAGE(decided.status == 200, decided.body);
  const json linked = at.get(kAll);
  REQUIRE(linked["premises"]["recurring"].size() == 1);
  CHECK(linked["premises"]["recurring"][0]["names"] == json({"Brick works", "Brick factory"}));
  CHECK(linked["premises"]["recurring"][0]["counts"]["refusals"] == 2);
}

TEST_CASE_FIXTURE(Fixture, "authorities: anew after something is saved, and on another day") {
  at.create_vault();
  json waiting = refused_case("Brick works");
  // Without what is said of the refusal.
  for (int said = 0; said < 6; ++said)
    waiting["statements"].erase(waiting["statements"].size() - 1);
  open(waiting);
  CHECK(at.get(kAll)["overdue"].size() == 1);
  CHECK(at.get("/api/v1/authorities?day=2026-03-03")["overdue"].empty());
  open(refused_case("Sewing room"));
  CHECK(at.get(kAll)["cases"] == 2);
}

TEST_CASE_FIXTURE(Fixture, "places: people by country, and those of whom none is recorded") {
  at.create_vault();
  open(refused_case("Brick works"));
  at.open_case("Somebody");
  const json places = at.get("/api/v1/places");
  CHECK(places["people"] == 2);
  CHECK(places["countries"] == json::array({{{"code", "UZ"}, {"from", 1}, {"at", 0}}}));
  CHECK(places["from"]["not_recorded"] == 1);
  CHECK(places["at"]["not_recorded"] == 2);
}

TEST_CASE("authorities and places: a large vault is read as a job, kept until the vault locks") {
  test::Folder folder;
  DeskOptions options = test::options_for(folder / "cases.mnv");
  options.read_at_once = 0;
  TestDesk at(std::move(options));
  at.create_vault();
  at.open_case("Anna");
  for (const char* path : {kAll, "/api/v1/places"}) {
    const Answer begun = at.client.get(path);
    REQUIRE_MESSAGE(begun.status == 202, begun.body);
    const std::string job = json::parse(begun.body)["job"];
    json view;
    for (int i = 0; i < 5000 && view["state"] != "finished"; ++i) {
      view = at.get("/api/v1/jobs/" + job);
      REQUIRE(view["state"] != "failed");
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    CHECK(at.get(path) == view["result"]);
  }
  REQUIRE(at.post("/api/v1/vault/lock", json::object()).status == 204);
  CHECK_FALSE(at.desk.authorities.kept({.reference = "2026-06-01", .savings = 1}));
  CHECK_FALSE(at.desk.places.kept({.reference = "places", .savings = 1}));
}

}  // namespace manumit::desk
