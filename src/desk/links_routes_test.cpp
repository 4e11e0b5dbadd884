// SPDX-License-Identifier: Apache-2.0
// Records compared, looked at blindly and decided on over the real routes.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

/// Invented people: the first two are one, and so are the next two.
struct Fixture {
  test::Folder folder;
  TestDesk at{folder / "cases.mnv"};

  Fixture() {
    at.create_vault();
    add("Зухра Каримова", "5.3.1994", "+7 000 555-01-02");
    add("Zuhra Karimova", "5.3.1994", "+7 000 555-01-02");
    add("Bahrom Khudoiberdiev", "20.11.1988", "+7 000 555-03-04");
    add("Khudoyberdiyev Bahrom", "20.11.1988", "+7 000 555-03-04");
    add("Joy Adeyemi", "14.7.2001", "+7 000 555-05-06");
    add("Anna Kovalenko", "30.1.1979", "+7 000 555-07-08");
    add("Tran Thi Hoa", "9.9.1999", "+7 000 555-09-10");
  }

  void add(const std::string& name, const std::string& born, const std::string& phone) {
    json intake = TestDesk::intake(name);
    intake["statements"].push_back({{"subject", "$1"},
                                    {"fact", "person.birth_date"},
                                    {"answer", {{"state", "yes"}, {"value", {{"words", born}}}}}});
    intake["statements"].push_back(TestDesk::text_statement("$1", "person.mobile_phone", phone));
    const Answer made = at.post("/api/v1/cases", intake);
    REQUIRE_MESSAGE(made.status == 201, made.body);
  }

  json run(const json& wish = {{"kind", "people"}}) {
    const json view = at.job("/api/v1/links/runs", wish);
    REQUIRE_MESSAGE(view["state"] == "finished", view.dump());
    return view["result"];
  }
  json of_run(const json& run, const std::string& what) {
    return at.get("/api/v1/links/runs/" + run["run"].get<std::string>() + what);
  }
  json explained(const json& run, const json& pair) {
    return of_run(run, "/pair?a=" + pair["a"]["ref"]["subject"].get<std::string>() +
                           "&b=" + pair["b"]["ref"]["subject"].get<std::string>());
  }
  json groups(const std::string& kind = "people") {
    return at.get("/api/v1/links/groups?kind=" + kind);
  }

  static json word(const json& pair, const json& verdict) {
    return {{"a", pair["a"]["ref"]},
            {"b", pair["b"]["ref"]},
            {"verdict", verdict},
            {"blind_to_score", true},
            {"blind_to_others", true}};
  }
  json decide(const json& run_id, const json& decision) {
    const Answer answer =
        at.post("/api/v1/links/decisions", {{"run", run_id}, {"pairs", json::array({decision})}});
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    return json::parse(answer.body)["pairs"][0];
  }
};

bool is_in(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "lists: tells what would be compared before anything is") {
  const json told = at.get("/api/v1/links/lists?kind=people");
  CHECK(told["records"] == 7);
  CHECK(told["sealed"] == 0);
  CHECK(told["lists"] ==
        json::array({{{"title", ""}, {"file_hash", ""}, {"count", 7}, {"deduplicated", false}}}));
  CHECK(told["roles"] == json::array({{{"role", "affected"}, {"count", 7}}}));
  CHECK(told["columns"][0]["name"] == "name");
  CHECK(told["columns"][0]["filled"] == 7);
  CHECK(told["columns"][0]["different"] == 7);
  CHECK(told["columns"][2]["different"] == 5);
  CHECK(told["run"].is_null());
  CHECK(at.get("/api/v1/links/lists?kind=organisations")["records"] == 0);
  CHECK(at.client.get("/api/v1/links/lists").status == 422);
  CHECK(at.client.get("/api/v1/links/lists?kind=ships").status == 422);
}

TEST_CASE("lists: what takes long is a job") {
  const test::Folder folder;
  DeskOptions options = test::options_for(folder / "cases.mnv");
  options.read_at_once = 0;
  TestDesk at(std::move(options));
  at.create_vault();
  at.open_case("Joy Adeyemi");
  const Answer begun = at.client.get("/api/v1/links/lists?kind=people");
  CHECK(begun.status == 202);
}

TEST_CASE_FIXTURE(Fixture, "run: says how many people there would be, and how sure that is") {
  const json made = run();
  CHECK(made["run"].get<std::string>().size() == 64);
  CHECK(made["records"] == 7);
  CHECK(made["clusters"] == 5);
  CHECK(made["linked_records"] == 4);
  CHECK(made["columns"].size() == 14);
  CHECK(made["expected"]["recall"]["value"].is_number());
  CHECK(made["review"]["waiting"] == made["pairs_count"]);
  CHECK(made["review"]["agreement"].is_null());
  CHECK(made["stale"] == false);
  CHECK(of_run(made, "") == made);
  CHECK(run()["run"] == made["run"]);
  CHECK(at.get("/api/v1/links/lists?kind=people")["run"] == made["run"]);
  at.open_case("Somebody Else");
  CHECK(of_run(made, "")["stale"] == true);
}

TEST_CASE_FIXTURE(Fixture, "run: whoever cannot be told from others is counted, and stays alone") {
  for (int i = 0; i < 2; ++i) {
    json intake = TestDesk::intake("");
    intake.erase("statements");
    REQUIRE(at.post("/api/v1/cases", intake).status == 201);
  }
  const json made = run();
  CHECK(made["records"] == 9);
  CHECK(made["unlinkable"] == 2);
  CHECK(made["clusters"] == 7);
  CHECK(made["lists"][0]["count"] == 7);
}

TEST_CASE_FIXTURE(Fixture, "run: asked for what is not there, it says so in words") {
  CHECK(at.post("/api/v1/links/runs", {{"kind", "ships"}}).status == 422);
  CHECK(at.post("/api/v1/links/runs", {{"kind", "people"}, {"roles", "affected"}}).status == 422);
  CHECK(at.post("/api/v1/links/runs", {{"kind", "people"}, {"more", 1}}).status == 422);
  const json view = at.job("/api/v1/links/runs", {{"kind", "organisations"}});
  CHECK(view["state"] == "failed");
  CHECK(view["error"]["kind"] == "refused");
  const Answer unknown = at.client.get("/api/v1/links/runs/" + std::string(64, '0'));
  CHECK(unknown.status == 404);
  CHECK(is_in(unknown.body, "not kept here any more"));
}

TEST_CASE_FIXTURE(Fixture, "pairs: the heaviest first, page by page, linked or doubtful or all") {
  const json made = run();
  const json all = of_run(made, "/pairs");
  REQUIRE(all["total"] == made["pairs_count"]);
  CHECK(all["pairs"][0]["weight"] >= all["pairs"][1]["weight"]);
  CHECK(all["pairs"][0]["standing"].is_null());
  CHECK(all["pairs"][0]["a"]["values"].size() == 14);
  CHECK_FALSE(all["pairs"][0]["a"]["case_number"].get<std::string>().empty());
  CHECK(of_run(made, "/pairs?show=linked")["total"] == 2);
  CHECK(of_run(made, "/pairs?show=doubtful")["total"] == made["doubtful"]);
  const json second = of_run(made, "/pairs?offset=1&limit=1");
  CHECK(second["pairs"] == json::array({all["pairs"][1]}));
  CHECK(of_run(made, "/pairs?offset=1000")["pairs"].empty());
  const std::string path = "/api/v1/links/runs/" + made["run"].get<std::string>() + "/pairs";
  CHECK(at.client.get(path + "?show=some").status == 422);
  CHECK(at.client.get(path + "?offset=-1").status == 422);
}

TEST_CASE_FIXTURE(Fixture, "pair: rows and prior add up to the weight, and nobody is hidden") {
  const json made = run();
  const json pair = of_run(made, "/pairs")["pairs"][0];
  const json why = explained(made, pair);
  double bits = why["prior_bits"];
  bool has_name = false;
  for (const json& row : why["rows"]) {
    bits += row["bits"].get<double>();
    has_name = has_name || row["column"] == "name";
    CHECK_FALSE(row["said"]["text"].get<std::string>().empty());
    CHECK_FALSE((row["column"] != "" && row["a"] == "" && row["b"] == ""));
  }
  CHECK(has_name);
  CHECK(bits == doctest::Approx(why["weight"].get<double>()).epsilon(1e-5));
  CHECK(why["weight"] == pair["weight"]);
  CHECK(why["together"] == true);
  CHECK(why["decisions"].empty());
  const std::string path = "/api/v1/links/runs/" + made["run"].get<std::string>() + "/pair";
  const std::string one = pair["a"]["ref"]["subject"];
  CHECK(at.client.get(path + "?a=" + one + "&b=" + std::string(32, '0')).status == 404);
  CHECK(at.client.get(path + "?a=" + one).status == 404);
  CHECK(at.client.get(path + "?a=" + one + "&b=" + one).status == 422);
}

TEST_CASE_FIXTURE(Fixture, "queue: has neither a weight nor a word in it") {
  const json made = run();
  const json queue = of_run(made, "/queue");
  CHECK(queue["left"] == made["review"]["waiting"]);
  REQUIRE_FALSE(queue["pairs"].empty());
  const std::string text = queue.dump();
  for (const char* told : {"weight", "probability", "bits", "standing", "verdict", "words", "by"})
    CHECK_FALSE(is_in(text, "\"" + std::string(told) + "\""));
  CHECK(queue["pairs"][0]["aligned"][0]["column"] == "name");
  CHECK(is_in(text, "[\"zukhra karimova\",\"\""));
  const std::size_t left = queue["left"];
  CHECK(of_run(made, "/queue?skip=1")["pairs"].size() == std::min<std::size_t>(20, left - 1));
  CHECK(of_run(made, "/queue?adjudicate=1") == json{{"left", 0}, {"pairs", json::array()}});
}

TEST_CASE_FIXTURE(Fixture, "decide: a word in the queue is blind, holds, and is not asked again") {
  const json made = run();
  const json queue = of_run(made, "/queue");
  const json pair = queue["pairs"][0];
  json said = word(pair, "same");
  said["reason"] = "the same number, told by herself";
  const json answer = decide(made["run"], said);
  CHECK(answer["entry"].get<std::string>().size() == 64);
  CHECK(answer["standing"] == "agreed_same");
  CHECK(answer["verdict"] == "same");
  CHECK(answer["weight"].is_number());
  CHECK(of_run(made, "/queue")["left"] == queue["left"].get<int>() - 1);
  const json why = explained(made, pair);
  REQUIRE(why["decisions"].size() == 1);
  const json& decision = why["decisions"][0];
  CHECK(decision["blind_to_score"] == true);
  CHECK(decision["blind_to_others"] == true);
  CHECK(decision["mine"] == true);
  CHECK(decision["by"] == "Test Member");
  CHECK(decision["reason"] == "the same number, told by herself");
  CHECK(decision["entry"] == answer["entry"]);
  CHECK(of_run(made, "")["review"]["agreed"] == 1);
}

TEST_CASE_FIXTURE(Fixture, "decide: a word is not blind once the pair was shown with its weight") {
  const json made = run();
  const json pair = of_run(made, "/queue")["pairs"][0];
  SUBCASE("explained") {
    explained(made, pair);
  }
  SUBCASE("in a list") {
    of_run(made, "/pairs");
  }
  SUBCASE("before a newer comparison") {
    explained(made, pair);
    run();
  }
  decide(made["run"], word(pair, "same"));
  const json decision = explained(made, pair)["decisions"][0];
  CHECK(decision["blind_to_score"] == false);
  CHECK(decision["blind_to_others"] == true);  // Nobody else has said anything.
}

TEST_CASE_FIXTURE(Fixture, "decide: what the page does not call blind is not, nor a word by hand") {
  const json made = run();
  const json queue = of_run(made, "/queue");
  json said = word(queue["pairs"][0], "same");
  said["blind_to_score"] = false;
  decide(made["run"], said);
  said = word(queue["pairs"][1], "not_same");
  said["by_hand"] = true;
  CHECK(decide(nullptr, said)["standing"] == "settled");
  CHECK(explained(made, queue["pairs"][0])["decisions"][0]["blind_to_score"] == false);
  CHECK(explained(made, queue["pairs"][1])["decisions"][0]["blind_to_others"] == false);
}

TEST_CASE_FIXTURE(Fixture, "decide: a comparison is named only for records that it had") {
  const json made = run();
  const json pair = of_run(made, "/queue")["pairs"][0];
  json firms = TestDesk::intake("Malika Yusupova");
  for (const char* name : {"$2", "$3"}) {
    firms["subjects"].push_back({{"id", name}, {"kind", "organisation"}, {"role", "employer"}});
    firms["statements"].push_back(TestDesk::text_statement(name, "organisation.name", "Orion"));
  }
  REQUIRE(at.post("/api/v1/cases", firms).status == 201);
  const json other = run({{"kind", "organisations"}});
  const Answer refused =
      at.post("/api/v1/links/decisions",
              {{"run", other["run"]}, {"pairs", json::array({word(pair, "same")})}});
  CHECK(refused.status == 422);
  CHECK(is_in(refused.body, "not among those that were compared"));
  CHECK(explained(made, pair)["decisions"].empty());
}

TEST_CASE_FIXTURE(Fixture, "decide: without a comparison there is no queue, and no blind word") {
  const json made = run();
  const json pair = of_run(made, "/queue")["pairs"][0];
  decide(nullptr, word(pair, "same"));
  const json decision = explained(made, pair)["decisions"][0];
  CHECK(decision["blind_to_score"] == false);
  CHECK(decision["blind_to_others"] == false);
}

TEST_CASE_FIXTURE(Fixture, "decide: undone, the pair waits again; a second word is refused") {
  const json made = run();
  const json queue = of_run(made, "/queue");
  const json pair = queue["pairs"][0];
  const json first = decide(made["run"], word(pair, "cannot_tell"));
  CHECK(first["verdict"] == "cannot_tell");
  const Answer twice =
      at.post("/api/v1/links/decisions",
              {{"run", made["run"]}, {"pairs", json::array({word(pair, "same")})}});
  CHECK(twice.status == 422);
  CHECK(is_in(twice.body, "you have said already"));
  const json undone = decide(nullptr, {{"a", pair["a"]["ref"]},
                                       {"b", pair["b"]["ref"]},
                                       {"takes_back", json::array({first["entry"]})}});
  CHECK(undone["standing"] == "open");
  CHECK(undone["verdict"].is_null());
  CHECK(of_run(made, "/queue")["left"] == queue["left"]);
  const json decisions = explained(made, pair)["decisions"];
  CHECK(decisions[0]["live"] == false);
  CHECK(decisions[1]["takes_back"] == json::array({first["entry"]}));
}

TEST_CASE_FIXTURE(Fixture, "decide: one that cannot be, and none of them is written") {
  const json made = run();
  const json queue = of_run(made, "/queue");
  json bad = word(queue["pairs"][1], "same");
  bad["b"] = bad["a"];
  const auto sent = [&](const json& body) {
    return at.post("/api/v1/links/decisions", body).status;
  };
  CHECK(sent({{"pairs", json::array({word(queue["pairs"][0], "same"), bad})}}) == 422);
  CHECK(groups()["groups"].empty());
  CHECK(sent({{"pairs", json::array()}}) == 422);
  CHECK(sent({{"pairs", json::array({word(queue["pairs"][0], "perhaps")})}}) == 422);
  CHECK(sent({{"run", std::string(64, '0')},
              {"pairs", json::array({word(queue["pairs"][0], "same")})}}) == 404);
  json odd = word(queue["pairs"][0], "same");
  odd["settles"] = json::array({"zz"});
  CHECK(sent({{"pairs", json::array({odd})}}) == 422);
  odd = word(queue["pairs"][0], "same");
  odd["score"] = 3;
  CHECK(sent({{"pairs", json::array({odd})}}) == 422);
  odd = word(queue["pairs"][0], "same");
  odd["a"]["case"] = std::string(32, '0');
  CHECK(sent({{"pairs", json::array({odd})}}) == 404);
}

TEST_CASE_FIXTURE(Fixture, "groups: who was put together, how it came about, and out again") {
  const json made = run();
  const json pairs = of_run(made, "/pairs")["pairs"];
  json one = word(pairs[0], "same");
  one["by_hand"] = true;
  decide(made["run"], one);
  json other = word({{"a", pairs[0]["a"]}, {"b", pairs[1]["a"]}}, "same");
  other["by_hand"] = true;
  decide(nullptr, other);
  const json told = groups();
  REQUIRE(told["groups"].size() == 1);
  const json& group = told["groups"][0];
  CHECK(group["members"].size() == 3);
  CHECK(group["pairs"].size() == 2);
  CHECK(group["pairs"][0]["standing"] == "settled");
  CHECK(group["pairs"][0]["weight"].is_number());
  CHECK(group["against"].empty());
  REQUIRE(group["bonds"].size() == 3);
  REQUIRE(told["history"].size() == 2);
  CHECK(told["history"][0]["after"][0]["subjects"] == 3);
  CHECK(told["history"][1]["before"].size() == 2);
  CHECK(told["history"][0]["by"] == "Test Member");
  CHECK(told["history"][0]["after"][0]["record"]["values"].size() == told["columns"].size());
  CHECK(groups("organisations")["groups"].empty());
  CHECK(groups("people&offset=1")["groups"].empty());
  CHECK(groups("people&offset=1")["total"] == 1);
  CHECK(groups("people&limit=1")["history"] == json::array({told["history"][0]}));

  for (std::size_t i = 0; i < 3; ++i) {
    if (group["members"][i]["ref"] != pairs[1]["a"]["ref"])
      continue;
    REQUIRE(group["bonds"][i].size() == 1);
    const json& bond = group["bonds"][i][0];
    decide(nullptr,
           {{"a", bond["a"]}, {"b", bond["b"]}, {"takes_back", json::array({bond["entry"]})}});
  }
  CHECK(groups()["groups"][0]["members"].size() == 2);
  CHECK(groups()["history"].size() == 3);
  CHECK(groups()["history"][0]["after"].size() == 2);
}

TEST_CASE_FIXTURE(Fixture, "groups: a vault without decisions has none") {
  const json told = groups();
  CHECK(told["groups"].empty());
  CHECK(told["history"].empty());
  CHECK(at.client.get("/api/v1/links/groups").status == 422);
}

TEST_CASE_FIXTURE(Fixture, "clusters: who would be put together, the largest first") {
  const json made = run();
  const json told = of_run(made, "/clusters");
  CHECK(told["total"] == 2);
  REQUIRE(told["clusters"].size() == 2);
  CHECK(told["clusters"][0]["members"].size() == 2);
  const json& edge = told["clusters"][0]["edges"][0];
  CHECK(edge["a"] == 0);
  CHECK(edge["b"] == 1);
  CHECK(edge["weight"].get<double>() > 0);
  CHECK(edge["verdict"].is_null());
  CHECK(of_run(made, "/clusters?offset=1")["clusters"].size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "lock: nothing of a comparison outlives it") {
  const json made = run();
  const std::string path = "/api/v1/links/runs/" + made["run"].get<std::string>();
  at.desk.lock();
  CHECK(at.client.get(path).status == 423);
  CHECK(at.desk.link_runs.newest(casework::LinkedKind::people) == nullptr);
  const json view = at.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}});
  REQUIRE(view["state"] == "finished");
  CHECK(at.client.get(path).status == 404);
}

}  // namespace manumit::desk
