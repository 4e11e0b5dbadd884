// SPDX-License-Identifier: Apache-2.0
// Members, bundles, papers and erasure as the pages ask for them: several desks, each with its own
// vault file, and bytes that go between them.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

constexpr const char* kWorkersPassphrase = "four brass kettles under stairs";
constexpr const char* kNewPassphrase = "seven slow ferries crossing at dawn";

DeskOptions office_options(const std::filesystem::path& file, std::uint64_t seed) {
  DeskOptions options = test::options_for(file);
  options.surroundings = vault::test_surroundings(seed);
  return options;
}

std::string what_of(const Answer& answer) {
  return json::parse(answer.body)["error"]["what"];
}

/// The bytes that a finished job made, in base64.
std::string file_of(TestDesk& at, const json& job) {
  REQUIRE_MESSAGE(job["state"] == "finished", job.dump());
  const Answer file = at.client.get("/api/v1/jobs/" + job["id"].get<std::string>() + "/file");
  REQUIRE(file.status == 200);
  return to_base64(bytes_of(file.body));
}

json member_named(TestDesk& at, const std::string& name) {
  const json vault = at.get("/api/v1/vault");
  for (const json& member : vault["members"]) {
    if (member["name"] == name)
      return member;
  }
  FAIL("no such member");
  return {};
}

json device_of(TestDesk& at, const json& member) {
  const json vault = at.get("/api/v1/vault");
  for (const json& device : vault["devices"]) {
    if (device["member"] == member["id"])
      return device;
  }
  FAIL("no such device");
  return {};
}

struct Office {
  test::Folder folder;
  TestDesk director{office_options(folder / "director.mnv", 11)};
  TestDesk worker{office_options(folder / "worker.mnv", 12)};

  Office() { director.create_vault(); }

  json ask() {
    const Answer asked = worker.post("/api/v1/vault/ask", {{"passphrase", kWorkersPassphrase},
                                                           {"member", "Anna"},
                                                           {"device", "laptop"},
                                                           {"profile", "standard"}});
    REQUIRE_MESSAGE(asked.status == 200, asked.body);
    return json::parse(asked.body);
  }
  /// Request, fingerprint, bundle, and Anna's desk is open.
  void let_in(const std::string& role = "case_worker") {
    const json asked = ask();
    const json job = director.job(
        "/api/v1/vault/members/admit",
        {{"request", asked["content"]}, {"role", role}, {"fingerprint", asked["fingerprint"]}});
    const json joined = worker.job("/api/v1/vault/join", {{"content", file_of(director, job)},
                                                          {"passphrase", kWorkersPassphrase}});
    REQUIRE_MESSAGE(joined["state"] == "finished", joined.dump());
  }
  /// What `from` knows, taken in by `to`: the report.
  json carry(TestDesk& from, TestDesk& to, const std::string& to_name) {
    const json made =
        from.job("/api/v1/vault/bundles", {{"member", member_named(from, to_name)["id"]}});
    const json taken = to.job("/api/v1/vault/merge", {{"content", file_of(from, made)}});
    REQUIRE_MESSAGE(taken["state"] == "finished", taken.dump());
    return taken["result"];
  }
  std::vector<json> papers(const std::string& need, const std::string& of) {
    const Answer made = director.post("/api/v1/vault/papers", {{"need", need}, {"of", of}});
    REQUIRE_MESSAGE(made.status == 200, made.body);
    return json::parse(made.body)["papers"];
  }
};

std::size_t cases_of(TestDesk& at) {
  return at.get("/api/v1/cases")["all"];
}

/// The names of all files that lie in the folder and belong to none of the vaults.
std::set<std::string> left_behind(const test::Folder& folder) {
  std::set<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator((folder / "x").parent_path())) {
    if (entry.path().string().find("-passing-") != std::string::npos)
      out.insert(entry.path().filename().string());
  }
  return out;
}

}  // namespace

TEST_CASE_FIXTURE(Office, "members: a request shows its names and never its fingerprint") {
  CHECK(worker.get("/api/v1/state")["vault"]["asked_to_join"] == false);
  const json asked = ask();
  CHECK(worker.get("/api/v1/state")["vault"]["asked_to_join"] == true);
  CHECK(worker.get("/api/v1/state")["vault"]["condition"] == "absent");
  CHECK(asked["file_name"] == "request.mnj");
  const Answer looked =
      director.post("/api/v1/vault/members/look", {{"request", asked["content"]}});
  REQUIRE(looked.status == 200);
  CHECK(json::parse(looked.body) == json{{"member", "Anna"}, {"device", "laptop"}});
  CHECK(director.post("/api/v1/vault/members/look", {{"request", to_base64(bytes_of("no"))}})
            .status == 422);
}

TEST_CASE_FIXTURE(Office, "members: another fingerprint, or a role that is none, admits nobody") {
  const json asked = ask();
  for (const auto& [role, print] : {std::pair<std::string, std::string>{"director", "0000-0000"},
                                    {"director", ""},
                                    {"dismissed", asked["fingerprint"]},
                                    {"recovery", asked["fingerprint"]}}) {
    const Answer refused =
        director.post("/api/v1/vault/members/admit",
                      {{"request", asked["content"]}, {"role", role}, {"fingerprint", print}});
    CHECK(refused.status == 403);
  }
  CHECK(director.get("/api/v1/vault")["members"].size() == 1);
}

TEST_CASE_FIXTURE(Office, "members: who was let in joins, and is in the list with their computer") {
  let_in();
  const json anna = member_named(director, "Anna");
  CHECK(anna["role"] == "case_worker");
  CHECK(anna["me"] == false);
  CHECK(device_of(director, anna)["name"] == "laptop");
  CHECK(device_of(director, anna)["last_entry"].is_null());
  CHECK(member_named(worker, "Anna")["me"] == true);
  CHECK(worker.get("/api/v1/state")["vault"]["asked_to_join"] == false);
  CHECK(left_behind(folder).empty());
}

TEST_CASE_FIXTURE(Office, "members: only a director admits, dismisses and changes roles") {
  let_in();
  const std::string director_id = member_named(worker, "Test Member")["id"];
  const std::string at = "/api/v1/vault/members/" + director_id;
  CHECK(worker.post(at + "/dismiss", {{"reason", "no"}}).status == 403);
  CHECK(worker.post(at + "/role", {{"role", "lead"}}).status == 403);
  CHECK(worker.post("/api/v1/vault/papers", {{"need", "2"}, {"of", "3"}}).status == 403);
  CHECK(what_of(director.post(at + "/dismiss", {{"reason", "no"}})) ==
        "nobody dismisses themselves");
  CHECK(what_of(director.post(at + "/role", {{"role", "lead"}})) ==
        "this is the only director, and a vault needs one");
}

TEST_CASE_FIXTURE(Office,
                  "members: a role is changed, and a dismissal needs a reason and is final") {
  let_in();
  const json anna = member_named(director, "Anna");
  const std::string at = "/api/v1/vault/members/" + anna["id"].get<std::string>();
  CHECK(director.post(at + "/role", {{"role", "lead"}, {"reason", "grown"}}).status == 204);
  CHECK(member_named(director, "Anna")["role"] == "lead");
  CHECK(director.post(at + "/dismiss", {{"reason", "  "}}).status == 422);
  CHECK(director.post(at + "/dismiss", {{"reason", "laptop lost"}}).status == 204);
  CHECK(member_named(director, "Anna")["role"] == "dismissed");
  CHECK(device_of(director, anna)["last_entry"].is_number());
  CHECK(
      director.post("/api/v1/vault/members/" + std::string(32, '0') + "/dismiss", {{"reason", "x"}})
          .status == 404);
  const json none = director.job("/api/v1/vault/bundles", {{"member", anna["id"]}});
  CHECK(none["state"] == "failed");
}

TEST_CASE_FIXTURE(Office,
                  "bundles: a case opened to a colleague is read there after the next one") {
  let_in();
  const std::string id = director.open_case("Karimova");
  CHECK(carry(director, worker, "Anna")["added"] > 0);
  CHECK(cases_of(worker) == 0);
  CHECK(worker.get("/api/v1/gap")["cases"] == 0);
  CHECK(worker.get("/api/v1/authorities")["cases"] == 0);
  CHECK(worker.get("/api/v1/places")["people"] == 0);
  const std::string shared = "/api/v1/cases/" + id + "/shared";
  const json before = director.get(shared);
  for (const json& member : before["members"])
    CHECK(member["may_open"] == (member["name"] != "Anna"));
  const std::string anna = member_named(director, "Anna")["id"];
  CHECK(director.post(shared, {{"member", anna}}).status == 204);
  const json after = director.get(shared);
  for (const json& member : after["members"])
    CHECK(member["may_open"] == true);
  const json report = carry(director, worker, "Anna");
  CHECK(report["from"] == "Test Member");
  CHECK(report["keys"] > 0);
  CHECK(cases_of(worker) == 1);
  // What was counted before the bundle came does not stand for what is there now.
  CHECK(worker.get("/api/v1/gap")["cases"] == 1);
  CHECK(worker.get("/api/v1/authorities")["cases"] == 1);
  CHECK(worker.get("/api/v1/places")["people"] == 1);
  CHECK(worker.get("/api/v1/search?q=Karimova")["hits"].size() == 1);
  // The line that says that a bundle was made.
  CHECK(carry(director, worker, "Anna")["added"] == 1);
  CHECK(left_behind(folder).empty());
}

TEST_CASE_FIXTURE(Office, "bundles: what is damaged or for somebody else changes nothing") {
  let_in();
  director.open_case("Karimova");
  const std::string anna = member_named(director, "Anna")["id"];
  const std::string mine = member_named(director, "Test Member")["id"];
  const std::string whole =
      file_of(director, director.job("/api/v1/vault/bundles", {{"member", anna}}));
  const std::string other =
      file_of(director, director.job("/api/v1/vault/bundles", {{"member", mine}}));
  Bytes cut = *from_base64(whole);
  cut.resize(cut.size() / 2);
  const std::uint64_t before = worker.get("/api/v1/vault")["entries"];
  for (const std::string& content : {to_base64(cut), other, to_base64(bytes_of("no bundle"))}) {
    const json refused = worker.job("/api/v1/vault/merge", {{"content", content}});
    CHECK(refused["state"] == "failed");
    CHECK(refused["error"].dump().find("-passing-") == std::string::npos);
  }
  CHECK(worker.get("/api/v1/vault")["entries"] == before);
  CHECK(worker.post("/api/v1/vault/merge", {{"content", "§"}}).status == 422);
  CHECK(left_behind(folder).empty());
}

TEST_CASE_FIXTURE(Office, "bundles: part by part, and only what the other lacks") {
  let_in("lead");
  director.open_case("Karimova");
  carry(director, worker, "Anna");
  worker.open_case("Zuhra");
  carry(worker, director, "Test Member");
  director.open_case("Sanobar");
  const json made =
      director.job("/api/v1/vault/bundles",
                   {{"member", member_named(director, "Anna")["id"]}, {"reach", "what_they_lack"}});
  REQUIRE_MESSAGE(made["state"] == "finished", made.dump());
  CHECK(made["result"]["had"] > 0);
  CHECK(made["result"]["their_last"] > 0);
  CHECK(made["result"]["entries"] < director.get("/api/v1/vault")["entries"]);
  CHECK(left_behind(folder).empty());
  const Bytes bytes = *from_base64(file_of(director, made));
  CHECK(bytes.size() == made["result"]["bytes"]);
  const Answer begun = worker.post("/api/v1/vault/arriving", json::object());
  REQUIRE_MESSAGE(begun.status == 201, begun.body);
  const std::string upload = json::parse(begun.body)["upload"];
  const std::size_t half = bytes.size() / 2;
  const auto send = [&](std::size_t at, ByteView part) {
    return worker.post("/api/v1/vault/arriving/" + upload + "/part",
                       {{"at", std::to_string(at)}, {"content", to_base64(part)}});
  };
  CHECK(send(0, ByteView(bytes).first(half)).status == 200);
  CHECK(send(half, ByteView(bytes).subspan(half)).status == 200);
  CHECK(worker.post("/api/v1/vault/merge", {{"upload", upload}, {"content", "AAAA"}}).status ==
        422);
  const json taken = worker.job("/api/v1/vault/merge", {{"upload", upload}});
  REQUIRE_MESSAGE(taken["state"] == "finished", taken.dump());
  CHECK(taken["result"]["added"] == made["result"]["entries"]);
  CHECK(taken["result"]["waiting"] == 0);
  CHECK(cases_of(worker) == 3);
  CHECK(worker.post("/api/v1/vault/merge", {{"upload", upload}}).status == 404);
  CHECK(left_behind(folder).empty());
}

TEST_CASE_FIXTURE(Office, "bundles: a part out of turn lets the whole go") {
  let_in("lead");
  const std::string upload =
      json::parse(worker.post("/api/v1/vault/arriving", json::object()).body)["upload"];
  const auto send = [&](const std::string& at) {
    return worker.post("/api/v1/vault/arriving/" + upload + "/part",
                       {{"at", at}, {"content", to_base64(bytes_of("invented"))}});
  };
  CHECK(send("0").status == 200);
  CHECK(left_behind(folder).size() == 1);
  CHECK(send("0").status == 404);
  CHECK(send("8").status == 404);
  CHECK(left_behind(folder).empty());
}

TEST_CASE_FIXTURE(Office, "joining: without a request, or where a vault is, is refused") {
  const json none =
      worker.job("/api/v1/vault/join", {{"content", ""}, {"passphrase", kWorkersPassphrase}});
  CHECK(none["state"] == "failed");
  CHECK(worker.get("/api/v1/state")["vault"]["condition"] == "absent");
  CHECK(director
            .post("/api/v1/vault/ask", {{"passphrase", kWorkersPassphrase},
                                        {"member", "Anna"},
                                        {"device", "laptop"},
                                        {"profile", "standard"}})
            .status >= 400);
  CHECK(worker
            .post("/api/v1/vault/ask", {{"passphrase", "short"},
                                        {"member", "Anna"},
                                        {"device", "laptop"},
                                        {"profile", "standard"}})
            .status == 422);
}

TEST_CASE_FIXTURE(Office, "papers: offered whenever the vault is opened, until somebody decides") {
  const auto offered = [](TestDesk& at) {
    return at.get("/api/v1/vault")["papers_offered"] == true;
  };
  let_in();
  CHECK(offered(director));
  REQUIRE(director.post("/api/v1/vault/lock", json::object()).status == 204);
  REQUIRE(director.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}})["state"] ==
          "finished");
  CHECK(offered(director));
  CHECK_FALSE(offered(worker));
  CHECK(worker.post("/api/v1/vault/papers/without", {{"wish", "without_papers"}}).status == 403);
  CHECK(director.post("/api/v1/vault/papers/without", {{"wish", "yes"}}).status == 422);
  CHECK(offered(director));
  CHECK(director.post("/api/v1/vault/papers/without", {{"wish", "without_papers"}}).status == 204);
  CHECK_FALSE(offered(director));
  REQUIRE(director.post("/api/v1/vault/lock", json::object()).status == 204);
  REQUIRE(director.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}})["state"] ==
          "finished");
  CHECK_FALSE(offered(director));
}

TEST_CASE_FIXTURE(Office, "papers: none, then a set, then the day of its drill") {
  CHECK(director.get("/api/v1/vault/papers")["set"].is_null());
  for (const auto& [need, of] :
       {std::pair{"1", "3"}, {"4", "3"}, {"2", "17"}, {"x", "3"}, {"", ""}})
    CHECK(director.post("/api/v1/vault/papers", {{"need", need}, {"of", of}}).status == 422);
  const std::vector<json> made = papers("2", "3");
  REQUIRE(made.size() == 3);
  CHECK(made[0]["code"].get<std::string>().starts_with("MNVR1:"));
  CHECK(made[0]["qr"].get<std::string>().find("<svg") != std::string::npos);
  json set = director.get("/api/v1/vault/papers")["set"];
  CHECK(set["need"] == 2);
  CHECK(set["of"] == 3);
  CHECK(set["drilled_ms"].is_null());

  const Answer read = director.post("/api/v1/vault/papers/read", {{"text", made[1]["words_ru"]}});
  REQUIRE(read.status == 200);
  CHECK(json::parse(read.body)["index"] == 2);
  CHECK(json::parse(read.body)["set"] == set["name"]);

  CHECK(director.post("/api/v1/vault/papers/drill", {{"paper_1", made[0]["code"]}}).status >= 400);
  CHECK(director
            .post("/api/v1/vault/papers/drill",
                  {{"paper_1", made[0]["code"]}, {"paper_2", made[0]["words_en"]}})
            .status >= 400);
  CHECK(director.get("/api/v1/vault/papers")["set"]["drilled_ms"].is_null());
  CHECK(director
            .post("/api/v1/vault/papers/drill",
                  {{"paper_1", made[0]["code"]}, {"paper_2", made[2]["words_en"]}})
            .status == 204);
  CHECK(director.get("/api/v1/vault/papers")["set"]["drilled_ms"] > set["made_ms"]);
  // A drill of the former set says nothing of the new one.
  papers("2", "2");
  CHECK(director.get("/api/v1/vault/papers")["set"]["drilled_ms"].is_null());
}

TEST_CASE_FIXTURE(Office, "papers: a paper that cannot be read is named by its place") {
  const std::vector<json> made = papers("2", "3");
  const Answer refused = director.post("/api/v1/vault/papers/drill",
                                       {{"paper_1", made[0]["code"]}, {"paper_3", "no words"}});
  CHECK(refused.status == 422);
  CHECK(json::parse(refused.body)["error"]["where"] == "paper_3");
}

TEST_CASE_FIXTURE(Office, "papers: enough of them open the vault under a new passphrase") {
  director.open_case("Karimova");
  const std::vector<json> made = papers("2", "3");
  json wish{{"paper_1", made[2]["words_ru"]},
            {"passphrase", kNewPassphrase},
            {"member", "Test Member"},
            {"device", "Test Device"},
            {"profile", "standard"}};
  // An open vault needs no papers.
  CHECK(director.post("/api/v1/vault/recover", wish).status >= 400);
  REQUIRE(director.post("/api/v1/vault/lock", json::object()).status == 204);
  CHECK(director.post("/api/v1/vault/papers/read", {{"text", made[0]["code"]}}).status == 200);
  CHECK(director.job("/api/v1/vault/recover", wish)["state"] == "failed");
  CHECK(director.get("/api/v1/state")["vault"]["open"] == false);
  wish["paper_2"] = made[0]["code"];
  const json done = director.job("/api/v1/vault/recover", wish);
  REQUIRE_MESSAGE(done["state"] == "finished", done.dump());
  CHECK(cases_of(director) == 1);
  REQUIRE(director.post("/api/v1/vault/lock", json::object()).status == 204);
  CHECK(director.job("/api/v1/vault/unlock", {{"passphrase", kNewPassphrase}})["state"] ==
        "finished");
}

TEST_CASE_FIXTURE(Office, "anchors: a member without the vault key notes a line, which holds") {
  let_in();
  const Answer noted = worker.post("/api/v1/vault/anchors", json::object());
  REQUIRE(noted.status == 200);
  const json made = json::parse(noted.body);
  CHECK(made["anchor"]["member"] == "Anna");
  CHECK(made["qr"].get<std::string>().rfind("<svg", 0) == 0);
  const std::string line = made["anchor"]["line"];
  CHECK(line.size() <= 80);
  const Answer checked = worker.post("/api/v1/vault/anchors/check", {{"line", line}});
  REQUIRE(checked.status == 200);
  CHECK(json::parse(checked.body)["answer"] == "held");
  CHECK(worker.get("/api/v1/vault/anchors")["all"] == 1);
  // The director has not had a bundle of hers.
  const Answer unknown = director.post("/api/v1/vault/anchors/check", {{"line", line}});
  REQUIRE(unknown.status == 200);
  CHECK(json::parse(unknown.body)["answer"] == "unknown");
}

TEST_CASE_FIXTURE(Office, "anchors: a mistyped line is refused with a sentence") {
  const Answer noted = director.post("/api/v1/vault/anchors", json::object());
  std::string line = json::parse(noted.body)["anchor"]["line"];
  line.back() = line.back() == '7' ? '8' : '7';
  for (const char* path : {"/api/v1/vault/anchors/check", "/api/v1/vault/witness"}) {
    json wish{{"line", line}};
    if (std::string(path) == "/api/v1/vault/witness") {
      wish["of"] = "Sister House";
      wish["as"] = "";
    }
    CHECK(director.post(path, wish).status == 422);
  }
  CHECK(director.get("/api/v1/vault/anchors")["witnessed"].empty());
}

TEST_CASE_FIXTURE(Office, "anchors: what no witness signed is refused, and our own signature too") {
  const Answer noted = director.post("/api/v1/vault/anchors", json::object());
  const std::string line = json::parse(noted.body)["anchor"]["line"];
  CHECK(director.post("/api/v1/vault/anchors/witnessed", {{"content", "TU5WVw=="}}).status == 422);
  const Answer made =
      director.post("/api/v1/vault/witness", {{"line", line}, {"of", "ourselves"}, {"as", "us"}});
  REQUIRE(made.status == 200);
  const json said = json::parse(made.body);
  CHECK(said["before"].is_null());
  CHECK(director.post("/api/v1/vault/anchors/witnessed", {{"content", said["content"]}}).status ==
        403);
  CHECK(director.get("/api/v1/vault/anchors")["witnessed"].size() == 1);
}

TEST_CASE_FIXTURE(Office, "erasure: needs the ground and the number as it stands") {
  const std::string id = director.open_case("Karimova");
  const std::string at = "/api/v1/cases/" + id + "/erase";
  const std::string number = director.get("/api/v1/cases")["rows"][0]["number"];
  CHECK(director.post(at, {{"ground", " "}, {"number", number}}).status == 422);
  CHECK(director.post(at, {{"ground", "asked for it"}, {"number", number + "1"}}).status == 422);
  CHECK(director.post(at, {{"ground", "asked for it"}, {"number", ""}}).status == 422);
  CHECK(director
            .post("/api/v1/cases/" + std::string(32, '0') + "/erase",
                  {{"ground", "x"}, {"number", number}})
            .status == 404);
  CHECK(cases_of(director) == 1);
}

TEST_CASE_FIXTURE(Office,
                  "erasure: a case is gone from the list, the search and what was reckoned") {
  const std::string id = director.open_case("Karimova");
  director.open_case("Petrova");
  CHECK(director.get("/api/v1/gap")["cases"] == 2);
  const std::string number = director.get("/api/v1/cases/" + id)["row"]["number"];
  const json done = director.job("/api/v1/cases/" + id + "/erase",
                                 {{"ground", "asked for it"}, {"number", number}});
  REQUIRE_MESSAGE(done["state"] == "finished", done.dump());
  CHECK(done["result"]["orders"].size() == 2);
  CHECK(done["result"]["entries"] >= 2);
  CHECK(done["result"]["ground"] == "asked for it");
  CHECK(done["result"]["one_person"] == false);
  CHECK(done["result"]["key_backups_until_ms"] == 0);
  CHECK(cases_of(director) == 1);
  CHECK(director.client.get("/api/v1/cases/" + id).status == 404);
  CHECK(director.get("/api/v1/search?q=Karimova")["hits"].empty());
  CHECK(director.get("/api/v1/gap")["cases"] == 1);
  // The vault goes on, and holds after being opened anew.
  director.open_case("Sidorova");
  CHECK(director.job("/api/v1/vault/verify", json::object())["result"]["damages"].empty());
}

TEST_CASE_FIXTURE(Office, "erasure: one person's identity is gone, and what happened stays") {
  const std::string id = director.open_case("Karimova");
  const json before = director.get("/api/v1/cases/" + id);
  std::string person;
  for (const json& subject : before["subjects"])
    person = subject["kind"] == "person" ? subject["id"].get<std::string>() : person;
  const std::string at = "/api/v1/cases/" + id + "/erase";
  const json wish{{"ground", "asked for it"}, {"number", before["row"]["number"]}};
  json wrong = wish;
  wrong["person"] = std::string(32, '0');
  CHECK(director.job(at, wrong)["state"] == "failed");
  json right = wish;
  right["person"] = person;
  const json done = director.job(at, right);
  REQUIRE_MESSAGE(done["state"] == "finished", done.dump());
  CHECK(done["result"]["one_person"] == true);
  CHECK(cases_of(director) == 1);
  CHECK(director.get("/api/v1/cases/" + id).dump().find("Karimova") == std::string::npos);
  CHECK(director.get("/api/v1/search?q=Karimova")["hits"].empty());
}

}  // namespace manumit::desk
