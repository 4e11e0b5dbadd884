// SPDX-License-Identifier: Apache-2.0
// Whole journeys over the real routes, on a real temporary vault.
#include <doctest/doctest.h>

#include <string>

#include "base/bytes.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

struct Fixture {
  test::Folder folder;
  TestDesk at{folder / "cases.mnv"};
};

/// The one live statement about a fact in a case.
json live(const json& shown, const std::string& fact) {
  json found;
  for (const json& statement : shown["statements"]) {
    if (statement["fact"] == fact && statement["live"] == true) {
      REQUIRE(found.is_null());
      found = statement;
    }
  }
  return found;
}

json full_intake() {
  return json::parse(R"({
    "subjects": [
      {"id":"$1","kind":"person","role":"affected"},
      {"id":"$2","kind":"person","role":"employer"},
      {"id":"$3","kind":"work"},
      {"id":"$4","kind":"debt"},
      {"id":"$5","kind":"step"}],
    "sources": [{"id":"$9","kind":"interview","title":"First talk","author":"the person",
                 "date":{"words":"2 March 2016"}}],
    "statements": [
      {"subject":"$1","fact":"person.name","answer":{"state":"yes","value":"Гульнара Каримова"},"source":"$9"},
      {"subject":"$1","fact":"safety.safe_now","answer":{"state":"no"},"source":"$9"},
      {"subject":"$1","fact":"person.birth_date","answer":{"state":"yes","value":{"words":"spring 1990"}}},
      {"subject":"$1","fact":"ilo.debt","answer":{"state":"unclear"}},
      {"subject":"$1","fact":"ilo.violence","answer":{"state":"refused"}},
      {"subject":"$2","fact":"person.name","answer":{"state":"not_asked"}},
      {"subject":"$3","fact":"work.what","answer":{"state":"yes","value":"brick making"},
       "said_as":"мы делали кирпич","at":{"page":3,"line":12},"certainty":"likely","source":"$9"},
      {"subject":"$3","fact":"work.employer_person","answer":{"state":"yes","value":"$2"}},
      {"subject":"$3","fact":"work.place","answer":{"state":"yes","value":{"country":"RU","city":"Makhachkala"}}},
      {"subject":"$4","fact":"debt.amount","answer":{"state":"yes","value":{"words":"18 000 RUB"}}},
      {"subject":"$5","fact":"step.what","answer":{"state":"yes","value":"Call back"}},
      {"subject":"$5","fact":"step.due","answer":{"state":"yes","value":{"words":"2020-09-13"}}}]})");
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "journey: the first day, from no vault to a locked one and back") {
  CHECK(at.get("/api/v1/state")["vault"]["condition"] == "absent");
  at.create_vault();
  CHECK(at.get("/api/v1/state")["vault"]["open"] == true);

  const Answer opened = at.post("/api/v1/cases", full_intake());
  REQUIRE_MESSAGE(opened.status == 201, opened.body);
  const std::string id = json::parse(opened.body)["id"];
  CHECK_FALSE(json::parse(opened.body)["number"].get<std::string>().empty());

  const json shown = at.get("/api/v1/cases/" + id);
  CHECK(shown["row"]["people"] == json({"Гульнара Каримова"}));
  CHECK(shown["row"]["safe_now"] == "no");
  CHECK(shown["row"]["next_step"] == "Call back");
  CHECK(live(shown, "person.birth_date")["answer"]["value"]["first"] == "1990-03-01");
  CHECK(live(shown, "person.birth_date")["answer"]["value"]["words"] == "spring 1990");
  CHECK(live(shown, "debt.amount")["answer"]["value"]["minor"] == 1'800'000);
  CHECK(live(shown, "ilo.violence")["answer"]["state"] == "refused");
  const json work = live(shown, "work.what");
  CHECK(work["said_as"] == "мы делали кирпич");
  CHECK(work["at"] == json({{"page", 3}, {"line", 12}}));
  CHECK(work["certainty"] == "likely");
  CHECK(work["by"] == "Test Member");

  CHECK(at.post("/api/v1/vault/lock", json::object()).status == 204);
  CHECK(at.client.get("/api/v1/cases/" + id).status == 423);
  const json unlocked = at.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}});
  CHECK(unlocked["state"] == "finished");
  CHECK(at.get("/api/v1/cases/" + id)["statements"] == shown["statements"]);
}

TEST_CASE_FIXTURE(Fixture,
                  "journey: a correction stands in front, what it corrects stays in the history") {
  at.create_vault();
  const std::string id = at.open_case("Gulnara Karimova");
  const json before = live(at.get("/api/v1/cases/" + id), "person.name");
  json correction = TestDesk::text_statement(before["subject"], "person.name", "Gulnora Karimova");
  correction["replaces"] = {before["id"]};
  const Answer saved = at.post("/api/v1/cases/" + id + "/file", {{"statements", {correction}}});
  REQUIRE_MESSAGE(saved.status == 201, saved.body);
  const json after = at.get("/api/v1/cases/" + id);
  CHECK(live(after, "person.name")["answer"]["value"] == "Gulnora Karimova");
  CHECK(after["statements"].size() == at.get("/api/v1/cases/" + id)["statements"].size());

  const std::string new_id = live(after, "person.name")["id"];
  CHECK(at.post("/api/v1/cases/" + id + "/file",
                {{"withdrawals", {{{"statement", new_id}, {"reason", "wrong person"}}}}})
            .status == 201);
  const json last = at.get("/api/v1/cases/" + id);
  bool reason_kept = false;
  for (const json& statement : last["statements"])
    reason_kept |= statement["withdrawn_reason"] == "wrong person" && statement["live"] == false;
  CHECK(reason_kept);
}

TEST_CASE_FIXTURE(Fixture,
                  "journey: a name is found as it is spelt, misspelt and in another script") {
  at.create_vault();
  REQUIRE(at.post("/api/v1/cases", full_intake()).status == 201);
  at.open_case("Somebody Else");
  for (const char* words :
       {"%D0%9A%D0%B0%D1%80%D0%B8%D0%BC%D0%BE%D0%B2%D0%B0", "karimowa", "Karimova", "gulnara"}) {
    CAPTURE(words);
    const json found = at.get(std::string("/api/v1/search?q=") + words);
    REQUIRE_FALSE(found["hits"].empty());
    CHECK(found["hits"][0]["title"] == "Гульнара Каримова");
  }
  CHECK(at.get("/api/v1/search?q=zzzzzz")["hits"].empty());
  const json page = at.get("/api/v1/cases?q=karimowa");
  CHECK(page["found"] == 1);
  CHECK(page["all"] == 2);
}

TEST_CASE_FIXTURE(Fixture, "journey: Today groups open steps by the reader's own calendar") {
  at.create_vault();
  REQUIRE(at.post("/api/v1/cases", full_intake()).status == 201);
  CHECK(at.get("/api/v1/today?day=2020-09-13")["today"].size() == 1);
  CHECK(at.get("/api/v1/today?day=2020-09-14")["overdue"].size() == 1);
  const json before = at.get("/api/v1/today?day=2020-09-12");
  CHECK(before["later"][0]["what"] == "Call back");
  CHECK(before["cases"] == 1);
  CHECK(before["recent"].size() == 1);
  CHECK(at.client.get("/api/v1/today?day=tomorrow").status == 422);
}

TEST_CASE_FIXTURE(Fixture,
                  "journey: cases go out as a workbook, once, and come in again elsewhere") {
  at.create_vault();
  REQUIRE(at.post("/api/v1/cases", full_intake()).status == 201);
  const json written =
      at.job("/api/v1/export", {{"format", "htcds_excel"}, {"cases", json::array()}});
  REQUIRE_MESSAGE(written["state"] == "finished", written.dump());
  CHECK(written["result"]["cases"] == 1);
  const std::string path = "/api/v1/jobs/" + written["id"].get<std::string>() + "/file";
  const Answer file = at.client.get(path);
  REQUIRE(file.status == 200);
  CHECK(file.body.starts_with("PK"));
  CHECK(file.header("Content-Disposition").starts_with("attachment; filename=\"manumit-"));
  CHECK(file.header("Cache-Control") == "no-store");
  CHECK(at.client.get(path).status == 404);

  test::Folder elsewhere;
  TestDesk other(elsewhere / "other.mnv");
  other.create_vault();
  const Answer planned =
      other.post("/api/v1/import/plan", {{"file_name", "cases.xlsx"},
                                         {"content", to_base64(bytes_of(file.body))},
                                         {"address", "by_label"}});
  REQUIRE_MESSAGE(planned.status == 200, planned.body);
  const json plan = json::parse(planned.body);
  CHECK(plan["artefact"] == "htcds_excel");
  CHECK(plan["good_rows"] == 1);
  CHECK(plan["imported_before"].is_null());
  CHECK(other.get("/api/v1/today")["cases"] == 0);
  const std::string plan_path = "/api/v1/import/" + plan["plan"].get<std::string>();
  const json stored = other.job(plan_path + "/store", {{"rows", "all_or_nothing"}});
  REQUIRE_MESSAGE(stored["state"] == "finished", stored.dump());
  CHECK(stored["result"]["cases"] == 1);
  CHECK_FALSE(other.get("/api/v1/search?q=karimova")["hits"].empty());
  CHECK(other.post(plan_path + "/store", {{"rows", "good_only"}}).status == 404);
}

TEST_CASE_FIXTURE(Fixture, "journey: a file that is no table is refused, and nothing is stored") {
  at.create_vault();
  for (const std::string& content :
       {std::string("PK\x03\x04 not a workbook"), std::string("\x00\xff", 2)}) {
    const Answer refused =
        at.post("/api/v1/import/plan",
                {{"file_name", "x.xlsx"}, {"content", to_base64(bytes_of(content))}});
    CHECK(refused.status == 422);
  }
  CHECK(at.post("/api/v1/import/plan", {{"file_name", "x"}, {"content", "%%%"}}).status == 422);
  CHECK(at.get("/api/v1/today")["cases"] == 0);
}

TEST_CASE_FIXTURE(Fixture, "journey: what says nothing makes no entry in the vault") {
  at.create_vault();
  const std::string id = at.open_case("Anna");
  const json before = at.get("/api/v1/vault")["entries"];
  CHECK(at.post("/api/v1/cases/" + id + "/file", json::object()).status == 422);
  CHECK(at.get("/api/v1/vault")["entries"] == before);
}

TEST_CASE_FIXTURE(Fixture, "journey: the vault page and a verification agree on the head hash") {
  at.create_vault();
  at.open_case("Anna");
  const json vault = at.get("/api/v1/vault");
  CHECK(vault["members"][0]["name"] == "Test Member");
  CHECK(vault["devices"][0]["this_one"] == true);
  CHECK(vault["damages"].empty());
  const json verdict = at.job("/api/v1/vault/verify", json::object());
  REQUIRE_MESSAGE(verdict["state"] == "finished", verdict.dump());
  CHECK(verdict["result"]["with_keys"] == true);
  CHECK(verdict["result"]["damages"].empty());
  CHECK(verdict["result"]["head_hash"] == vault["head_hash"]);
  CHECK(verdict["result"]["entries"] == vault["entries"]);
}

TEST_CASE_FIXTURE(Fixture, "journey: the catalogue names every fact and every code") {
  const json catalogue = at.get("/api/v1/catalogue");
  CHECK(catalogue["facts"].size() == casework::built_in_vocabulary().facts().size());
  CHECK(catalogue["code_lists"].size() == casework::built_in_vocabulary().code_lists().size());
}

TEST_CASE_FIXTURE(Fixture,
                  "text: whatever script or sign is typed comes back as the same text, as JSON") {
  at.create_vault();
  const std::string names[] = {"<script>alert(document.cookie)</script>",
                               "=cmd|' /C calc'!A0",
                               "\"};alert(1);{\"",
                               "a\\u0000b & <b>",
                               "شيماء محمد",
                               "王小明",
                               "ნინო"};
  for (const std::string& name : names) {
    CAPTURE(name);
    const std::string id = at.open_case(name);
    const Answer answer = at.client.get("/api/v1/cases/" + id);
    CHECK(answer.header("Content-Type") == "application/json; charset=utf-8");
    CHECK(live(json::parse(answer.body), "person.name")["answer"]["value"] == name);
  }
}

TEST_CASE_FIXTURE(
    Fixture,
    "text: letters that hide or turn others are refused with a reason, or come back marked") {
  at.create_vault();
  for (const std::string& name : {std::string("line\xE2\x80\xA8separator"),
                                  std::string("Anna\xE2\x80\xAE"
                                              "anitsirK"),
                                  std::string("An\0na", 5)}) {
    const Answer answer = at.post("/api/v1/cases", TestDesk::intake(name));
    if (answer.status == 201) {
      const std::string id = json::parse(answer.body)["id"];
      CHECK(live(at.get("/api/v1/cases/" + id), "person.name")["answer"]["value"] == name);
    } else {
      CHECK(answer.status == 422);
      CHECK(answer.body.find("anitsirK") == std::string::npos);
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "cases: an unknown case is not found, whatever is asked of it") {
  at.create_vault();
  for (const std::string& id :
       {std::string(32, '0'), std::string("no-id"), std::string("%3Cscript%3E")}) {
    CHECK(at.client.get("/api/v1/cases/" + id).status == 404);
    CHECK(at.post("/api/v1/cases/" + id + "/file", json::object()).status == 404);
  }
}

}  // namespace manumit::desk
