// SPDX-License-Identifier: Apache-2.0
// Under force: the keys of this computer are destroyed, and a copy is made for a journey.
#include <doctest/doctest.h>

#include "idle_watch.h"
#include "test_desk.h"
#include "vault/panic.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::TestDesk;

constexpr const char* kWish = "destroy_my_keys";
constexpr const char* kTravelPhrase = "eleven slow ferries crossing at dawn";

struct Fixture {
  Fixture() { at.create_vault(); }
  test::Folder folder;
  std::filesystem::path file = folder / "cases.mnv";
  TestDesk at{file};
};

TEST_CASE_FIXTURE(Fixture, "panic: the wish must be spelled out, or nothing happens") {
  CHECK(at.post("/api/v1/vault/panic", {{"wish", "yes"}}).status == 422);
  CHECK(at.post("/api/v1/vault/panic", json::object()).status >= 400);
  CHECK(at.desk.cabinet.state() == Cabinet::State::open);
  REQUIRE(at.post("/api/v1/vault/lock", json::object()).status == 204);
  CHECK(at.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}})["state"] == "finished");
}

TEST_CASE_FIXTURE(Fixture,
                  "panic: the vault is shut at once, and says what was done and what opens it") {
  at.open_case("Anna");
  const auto done = at.post("/api/v1/vault/panic", {{"wish", kWish}});
  REQUIRE_MESSAGE(done.status == 200, done.body);
  CHECK(json::parse(done.body)["ways_in"] == 1);
  CHECK(json::parse(done.body)["papers_open"] == false);
  const json state = at.get("/api/v1/state");
  CHECK(state["vault"]["open"] == false);
  CHECK(state["vault"]["condition"] == "keys_destroyed");
  CHECK(state["vault"]["problem"]["what"].get<std::string>().find("were destroyed") !=
        std::string::npos);
  CHECK(at.client.get("/api/v1/cases").status == 423);
  const json job = at.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}});
  CHECK(job["state"] == "failed");
  CHECK(job["error"]["what"].get<std::string>().find("were destroyed") != std::string::npos);
  // Twice is no harm.
  const auto again = at.post("/api/v1/vault/panic", {{"wish", kWish}});
  REQUIRE(again.status == 200);
  CHECK(json::parse(again.body)["ways_in"] == 0);
}

TEST_CASE_FIXTURE(Fixture, "panic: works while the vault is locked, and while a job runs") {
  std::atomic<bool> may_end = false;
  std::atomic<bool> begun = false;
  const auto job = at.desk.jobs.start(JobKind::verify, [&](const Progress&) -> Result<JobResult> {
    const auto use = at.desk.cabinet.use();
    begun = true;
    while (!may_end)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return JobResult{};
  });
  REQUIRE(job);
  while (!begun)
    std::this_thread::yield();
  std::jthread panics([&] { CHECK(at.desk.panic()); });
  // Though the job still holds the vault, its keys are destroyed already.
  bool destroyed = false;
  for (int i = 0; i < 1000 && !destroyed; ++i) {
    destroyed = vault::inspect(file).condition == vault::Condition::keys_destroyed;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  CHECK(destroyed);
  may_end = true;
  panics.join();
  CHECK(at.desk.cabinet.state() == Cabinet::State::shut);
}

TEST_CASE_FIXTURE(Fixture, "panic: by another program it is noticed, and the vault is locked") {
  const IdleWatch watch(at.desk);
  REQUIRE(vault::destroy_slots(file, at.desk.options.surroundings));
  for (int i = 0; i < 500 && at.desk.cabinet.state() == Cabinet::State::open; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(at.desk.cabinet.state() == Cabinet::State::shut);
  CHECK(at.get("/api/v1/state")["vault"]["condition"] == "keys_destroyed");
}

TEST_CASE_FIXTURE(Fixture, "travel copy: opens the chosen case under its own passphrase") {
  const std::string anna = at.open_case("Anna");
  at.open_case("Bakyt");
  const auto place = folder / "travel.mnv";
  json wish = {{"cases", anna},      {"file", place.string()}, {"passphrase", kTravelPhrase},
               {"member", "travel"}, {"device", "small"},      {"profile", "standard"}};
  const json made = at.job("/api/v1/vault/travel", wish);
  REQUIRE_MESSAGE(made["state"] == "finished", made.dump());
  CHECK(made["result"]["cases"] == 1);
  CHECK(made["result"]["file_name"] == "travel.mnv");
  {
    auto there = vault::Vault::open(place, Passphrase(std::string(kTravelPhrase)),
                                    vault::test_surroundings(9));
    REQUIRE(there);
    const auto book = casework::Casebook::over(std::move(*there), vault::test_surroundings(9));
    REQUIRE(book);
    CHECK(book->case_count() == 1);
  }
  // A place that is taken, one that is none, a weak phrase.
  CHECK(at.job("/api/v1/vault/travel", wish)["state"] == "failed");
  wish["file"] = "travel.mnv";
  CHECK(at.post("/api/v1/vault/travel", wish).status == 422);
  wish["file"] = (folder / "other.mnv").string();
  wish["passphrase"] = "short";
  CHECK(at.post("/api/v1/vault/travel", wish).status == 422);
  CHECK_FALSE(std::filesystem::exists(folder / "other.mnv"));
}

}  // namespace
}  // namespace manumit::desk
