// SPDX-License-Identifier: Apache-2.0
// What locking takes away, what unlocking asks for, and what each kind of trouble says.
#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "idle_watch.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

struct Fixture {
  test::Folder folder;
  std::filesystem::path file = folder / "cases.mnv";
  TestDesk at{file};
};

/// Makes a vault with one case and leaves it closed.
void make_closed_vault(const std::filesystem::path& file) {
  TestDesk at(file);
  at.create_vault();
  at.open_case("Anna");
}

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void overwrite(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// The condition that the page is told, and what unlocking says of it.
std::pair<std::string, std::string> trouble_of(const std::filesystem::path& file,
                                               const std::string& passphrase) {
  TestDesk at(file);
  const json state = at.get("/api/v1/state");
  const json job = at.job("/api/v1/vault/unlock", {{"passphrase", passphrase}});
  CHECK(job["state"] == "failed");
  CHECK_FALSE(job["error"]["next"].get<std::string>().empty());
  CHECK(at.get("/api/v1/state")["vault"]["open"] == false);
  return {state["vault"]["condition"], job["error"]["what"]};
}

}  // namespace

TEST_CASE_FIXTURE(Fixture,
                  "lock: takes every session's power, and the old cookie never gets it back") {
  at.create_vault();
  at.open_case("Anna");
  test::Client second(at.desk.port);
  REQUIRE(second.begin_session(at.desk.sessions.token()).status == 204);
  CHECK(second.get("/api/v1/cases").status == 200);
  const std::string old = at.client.cookie;
  REQUIRE(at.post("/api/v1/vault/lock", json::object()).status == 204);
  CHECK(second.get("/api/v1/cases").status == 423);
  CHECK(second.get("/api/v1/state").status == 200);

  REQUIRE(at.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}})["state"] ==
          "finished");
  CHECK(at.client.cookie != old);
  CHECK(at.client.get("/api/v1/cases").status == 200);
  CHECK(second.get("/api/v1/cases").status == 401);
  CHECK(second.get("/api/v1/state").status == 401);
  second.cookie = old;
  CHECK(second.get("/api/v1/cases").status == 401);
}

TEST_CASE_FIXTURE(Fixture, "lock: nobody at the desk for the idle time wipes the keys") {
  at.create_vault();
  at.open_case("Anna");
  // The tests' clock goes on by a second at each look, and the page polls on its own.
  for (int i = 0; i < 2000 && at.desk.cabinet.state() == Cabinet::State::open; ++i) {
    at.desk.lock_if_idle();
    if (i % 100 == 0)
      CHECK(at.client.get("/api/v1/state").status == 200);
  }
  CHECK(at.desk.cabinet.state() == Cabinet::State::shut);
  CHECK_FALSE(at.desk.cabinet.use());
  CHECK(at.client.get("/api/v1/cases").status == 423);
  CHECK(at.get("/api/v1/state")["vault"]["open"] == false);
}

TEST_CASE_FIXTURE(Fixture, "lock: work that runs is nobody's presence, and ends with the lock") {
  at.create_vault();
  std::atomic<bool> ended = false;
  const auto job = at.desk.jobs.start(JobKind::link, [&](const Progress& progress) {
    while (progress(1, 2))
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ended = true;
    return Result<JobResult>(fail(Error::Kind::unavailable, "stopped"));
  });
  REQUIRE(job);
  // The page asks how far it is, on its own.
  for (int i = 0; i < 2000 && at.desk.cabinet.state() == Cabinet::State::open; ++i) {
    at.desk.lock_if_idle();
    if (i % 100 == 0)
      CHECK(at.client.get("/api/v1/jobs/" + *job).status == 200);
  }
  CHECK(at.desk.cabinet.state() == Cabinet::State::shut);
  CHECK(ended);
}

TEST_CASE_FIXTURE(Fixture, "lock: a person at work keeps it open") {
  at.create_vault();
  for (int i = 0; i < 2000; ++i) {
    at.desk.lock_if_idle();
    if (i % 100 == 0)
      CHECK(at.client.get("/api/v1/cases").status == 200);
  }
  CHECK(at.desk.cabinet.state() == Cabinet::State::open);
}

TEST_CASE("lock: the watch looks by itself") {
  test::Folder folder;
  DeskOptions options = test::options_for(folder / "cases.mnv");
  options.idle_lock = std::chrono::seconds(1);
  TestDesk at(std::move(options));
  at.create_vault();
  const IdleWatch watch(at.desk);
  for (int i = 0; i < 500 && at.desk.cabinet.state() == Cabinet::State::open; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(at.desk.cabinet.state() == Cabinet::State::shut);
}

TEST_CASE_FIXTURE(Fixture, "lock: previews and written files are gone with it") {
  at.create_vault();
  at.open_case("Anna");
  const json written = at.job("/api/v1/export", {{"format", "dump"}});
  REQUIRE(written["state"] == "finished");
  REQUIRE(at.post("/api/v1/vault/lock", json::object()).status == 204);
  REQUIRE(at.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}})["state"] ==
          "finished");
  CHECK(at.client.get("/api/v1/jobs/" + written["id"].get<std::string>()).status == 404);
  CHECK(at.client.get("/api/v1/jobs/" + written["id"].get<std::string>() + "/file").status == 404);
}

TEST_CASE_FIXTURE(Fixture,
                  "create: a passphrase that is easy to guess is refused, and no file is made") {
  for (const char* weak : {"kurz!", "password123", "aaaaaaaaaaaaaaaa"}) {
    const Answer answer =
        at.post("/api/v1/vault/create",
                {{"passphrase", weak}, {"member", "M"}, {"device", "D"}, {"profile", "standard"}});
    CHECK(answer.status == 422);
    CHECK(answer.body.find(weak) == std::string::npos);
  }
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE_FIXTURE(Fixture, "create: a vault that is there is never written over") {
  at.create_vault();
  REQUIRE(at.post("/api/v1/vault/lock", json::object()).status == 204);
  const std::string before = contents(file);
  CHECK(at.post("/api/v1/vault/create", {{"passphrase", "four other river words"},
                                         {"member", "M"},
                                         {"device", "D"},
                                         {"profile", "standard"}})
            .status >= 400);
  CHECK(contents(file) == before);
}

TEST_CASE("unlock: a wrong passphrase and each kind of damage say different things") {
  test::Folder folder;
  const auto file = folder / "cases.mnv";
  make_closed_vault(file);
  const std::string good = contents(file);
  const auto keys = folder / "cases.mnk";
  const std::string good_keys = contents(keys);

  std::set<std::string> conditions, sentences;
  const auto note = [&](const std::string& passphrase) {
    const auto [condition, sentence] = trouble_of(file, passphrase);
    conditions.insert(condition);
    sentences.insert(sentence);
    overwrite(file, good);
    overwrite(keys, good_keys);
  };
  note("another passphrase entirely");
  overwrite(file, good.substr(0, good.size() / 2));
  note(test::kPassphrase);
  overwrite(file, "%PDF-1.7 " + std::string(8192, 'x'));
  note(test::kPassphrase);
  std::string mangled;
  for (const char letter : good)
    mangled += letter == '\n' ? std::string("\r\n") : std::string(1, letter);
  overwrite(file, mangled);
  note(test::kPassphrase);
  std::string newer = good;
  newer[63] = 2;  // SQLite's user_version, the format's number, at bytes 60 to 63
  overwrite(file, newer);
  note(test::kPassphrase);
  std::filesystem::remove(keys);
  note(test::kPassphrase);
  std::string broken_keys = good_keys;
  for (std::size_t i = broken_keys.size() / 2; i < broken_keys.size(); ++i)
    broken_keys[i] = static_cast<char>(~broken_keys[i]);
  overwrite(keys, broken_keys);
  note(test::kPassphrase);

  CHECK(sentences.size() == 7);
  CHECK(conditions == std::set<std::string>{"intact", "half_copied", "not_a_vault", "text_mangled",
                                            "newer", "keys_absent", "keys_damaged"});
}

TEST_CASE_FIXTURE(Fixture, "unlock: twice at once is refused, a second time when open too") {
  at.create_vault();
  CHECK(at.post("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}}).status == 403);
}

}  // namespace manumit::desk
