// SPDX-License-Identifier: Apache-2.0
// Backups as the page asks for them: made on a stick, tried, their keys destroyed in time, and
// today's part of the vault looked at.
#include <doctest/doctest.h>

#include <fstream>

#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::TestDesk;

constexpr std::int64_t kDayMs = 86'400'000;

struct Fixture {
  Fixture() {
    std::filesystem::create_directory(entries);
    std::filesystem::create_directory(keys);
    at.create_vault();
    at.open_case("Anna");
  }
  json back_up() {
    const json made = at.job("/api/v1/vault/backups",
                             {{"folder", entries.string()}, {"keys_folder", keys.string()}});
    REQUIRE_MESSAGE(made["state"] == "finished", made.dump());
    return made["result"];
  }
  json drill_wish(const json& made) {
    return {{"entries", (entries / made["entries_file"].get<std::string>()).string()},
            {"keys", (keys / made["keys_file"].get<std::string>()).string()},
            {"passphrase", test::kPassphrase}};
  }
  test::Folder folder;
  std::filesystem::path file = folder / "cases.mnv";
  std::filesystem::path entries = folder / "one";
  std::filesystem::path keys = folder / "two";
  TestDesk at{file};
};

std::size_t files_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST_CASE_FIXTURE(Fixture,
                  "backups: none yet, then one in two parts, whose day and maker are known") {
  const json never = at.get("/api/v1/vault/backups");
  CHECK(never["entries"].is_null());
  CHECK(never["backup_due"] == true);
  CHECK(never["keys_due"] == true);
  CHECK(never["key_days"] == 35);
  const json made = back_up();
  CHECK(std::filesystem::exists(entries / made["entries_file"].get<std::string>()));
  CHECK(std::filesystem::exists(keys / made["keys_file"].get<std::string>()));
  CHECK(made["keys_until_ms"].get<std::int64_t>() - made["made_ms"].get<std::int64_t>() ==
        35 * kDayMs);
  CHECK(made["damages"].empty());
  CHECK(made["noted"] == true);
  const json known = at.get("/api/v1/vault/backups");
  CHECK(known["backup_due"] == false);
  CHECK(known["keys_due"] == false);
  CHECK(known["drill_due"] == true);
  CHECK(known["entries"]["at_ms"] == made["made_ms"]);
  CHECK(known["entries"]["member"] == "Test Member");
  CHECK(known["entries"]["device"] == "Test Device");
  CHECK(known["entries"]["here"] == true);
  CHECK(known["keys_until_ms"] == made["keys_until_ms"]);
  // No answer tells a path beyond a name.
  CHECK(made.dump().find(entries.parent_path().string()) == std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "backups: the entries alone, when no folder for keys is named") {
  const json made = at.job("/api/v1/vault/backups", {{"folder", entries.string()}});
  REQUIRE_MESSAGE(made["state"] == "finished", made.dump());
  CHECK(made["result"]["keys_file"] == "");
  CHECK(files_in(entries) == 1);
  CHECK(at.get("/api/v1/vault/backups")["backup_due"] == false);
  CHECK(at.get("/api/v1/vault/backups")["keys_due"] == true);
}

TEST_CASE_FIXTURE(Fixture,
                  "backups: what is no way to a folder is refused, and nothing is written") {
  for (const std::string& other :
       {std::string("one"), std::string("../one"), std::string(""), entries.string() + "/../two",
        entries.string() + std::string("\0x", 2)}) {
    const auto refused = at.post("/api/v1/vault/backups", {{"folder", other}});
    CHECK_MESSAGE(refused.status == 422, other);
  }
  CHECK(at.post("/api/v1/vault/backups", {{"folder", entries.string()}, {"keys_folder", "two"}})
            .status == 422);
  const json nowhere =
      at.job("/api/v1/vault/backups", {{"folder", (folder / "no stick").string()}});
  CHECK(nowhere["state"] == "failed");
  CHECK(nowhere["error"]["what"] == "the folder for the backup is not there");
  CHECK(files_in(entries) == 0);
  CHECK(at.get("/api/v1/vault/backups")["entries"].is_null());
}

TEST_CASE_FIXTURE(Fixture, "backups: the drill asks for the passphrase, and notes the day") {
  const json made = back_up();
  at.open_case("Bakyt");
  json wish = drill_wish(made);
  wish["passphrase"] = "some other words that are wrong";
  const json wrong = at.job("/api/v1/vault/backups/drill", wish);
  CHECK(wrong["state"] == "failed");
  CHECK(wrong["error"]["what"] == "the passphrase does not open this copy of the keys");
  CHECK(at.get("/api/v1/vault/backups")["drill"].is_null());
  const json held = at.job("/api/v1/vault/backups/drill", drill_wish(made));
  REQUIRE_MESSAGE(held["state"] == "finished", held.dump());
  CHECK(held["result"]["whole"] == true);
  CHECK(held["result"]["noted"] == true);
  CHECK(held["result"]["sound"] == held["result"]["entries"]);
  REQUIRE(held["result"]["behind"].size() == 1);
  CHECK(held["result"]["behind"][0]["member"] == "Test Member");
  CHECK(held["result"]["behind"][0]["entries"] > 0);
  const json known = at.get("/api/v1/vault/backups");
  CHECK(known["drill_due"] == false);
  CHECK(known["drill"]["member"] == "Test Member");
  // A part that is none, and the vault's own files.
  wish["entries"] = file.string() + ".txt";
  CHECK(at.post("/api/v1/vault/backups/drill", wish).status == 422);
  wish["entries"] = file.string();
  CHECK(at.job("/api/v1/vault/backups/drill", wish)["state"] == "failed");
}

TEST_CASE_FIXTURE(Fixture, "backups: a damaged copy is told, and no drill is noted") {
  const json made = back_up();
  const auto copy = entries / made["entries_file"].get<std::string>();
  {
    std::fstream bytes(copy, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(-200, std::ios::end);
    bytes.write("damaged damaged damaged", 23);
  }
  const json held = at.job("/api/v1/vault/backups/drill", drill_wish(made));
  const bool told = held["state"] == "failed" || held["result"]["whole"] == false;
  CHECK_MESSAGE(told, held.dump());
  CHECK(at.get("/api/v1/vault/backups")["drill"].is_null());
}

TEST_CASE_FIXTURE(Fixture, "backups: keys whose day has come are destroyed, by name and no other") {
  const json made = back_up();
  const auto pruned = at.post("/api/v1/vault/backups/prune", {{"folder", keys.string()}});
  REQUIRE_MESSAGE(pruned.status == 200, pruned.body);
  CHECK(json::parse(pruned.body)["removed"].empty());
  // A copy of a day that nobody noted, which is long past by the tests' clock.
  std::filesystem::copy_file(keys / made["keys_file"].get<std::string>(),
                             keys / "cases-2019-01-01.mnk");
  const auto later = at.post("/api/v1/vault/backups/prune", {{"folder", keys.string()}});
  CHECK(json::parse(later.body)["removed"] == json{"cases-2019-01-01.mnk"});
  CHECK(json::parse(later.body)["left"].empty());
  CHECK(files_in(keys) == 1);
  CHECK(at.post("/api/v1/vault/backups/prune", {{"folder", "two"}}).status == 422);
  CHECK(at.post("/api/v1/vault/backups/prune", {{"folder", (folder / "none").string()}}).status ==
        404);
}

TEST_CASE_FIXTURE(Fixture, "scrub: today's part is looked at and found sound") {
  for (int i = 0; i < 40; ++i)
    at.open_case("Anna " + std::to_string(i));
  CHECK(at.get("/api/v1/vault/backups")["scrub_due"] == true);
  const json found = at.job("/api/v1/vault/scrub", json::object());
  REQUIRE_MESSAGE(found["state"] == "finished", found.dump());
  CHECK(found["result"]["rows"] > 0);
  CHECK(found["result"]["sound"] == found["result"]["rows"]);
  CHECK(found["result"]["damages"].empty());
  CHECK(found["result"]["noted"] == true);
  CHECK(at.get("/api/v1/vault/backups")["scrub_due"] == false);
}

}  // namespace
TEST_CASE_FIXTURE(Fixture, "erasure: the receipt says until when a copy of the keys opens it") {
  const json made = back_up();
  const json row = at.get("/api/v1/cases")["rows"][0];
  const json done = at.job("/api/v1/cases/" + row["id"].get<std::string>() + "/erase",
                           {{"ground", "asked for it"}, {"number", row["number"]}});
  REQUIRE_MESSAGE(done["state"] == "finished", done.dump());
  CHECK(made["keys_until_ms"] > 0);
  CHECK(done["result"]["key_backups_until_ms"] == made["keys_until_ms"]);
}

}  // namespace manumit::desk
