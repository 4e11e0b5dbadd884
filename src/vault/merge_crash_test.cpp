// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/wait.h>

#include <random>
#include <thread>

#include "hostile_bundle.h"
#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

/// Lets a child open a vault and do this, and kills it so long after it has begun.
void kill_while(const std::filesystem::path& file, std::uint64_t seed,
                const std::function<void(Vault&)>& work, std::chrono::microseconds delay) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    auto vault = open_again(file, seed);
    const char begun = '.';
    if (!vault || write(ends[1], &begun, 1) != 1)
      _exit(1);
    work(*vault);
    _exit(0);
  }
  close(ends[1]);
  char begun = 0;
  CHECK(read(ends[0], &begun, 1) == 1);
  std::this_thread::sleep_for(delay);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  close(ends[0]);
  CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
}

TEST_CASE("killed while it merges: all of the bundle or nothing, and once more takes it all") {
  Office office;
  std::filesystem::path bundle;
  std::uint64_t whole = 0;
  std::uint64_t empty = 0;
  {
    Vault director = office.found();
    const Vault lead = office.admit(director, "lead", Role::lead);
    empty = lead.entry_count();
    const auto compartments = director.new_compartments(20).value();
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < 400; ++i)
      drafts.push_back({compartments[i % 20], EntryKind::filing, "note"});
    REQUIRE(director.append(drafts));
    bundle = office.bundle(director, "lead");
    whole = director.entry_count();
  }
  std::mt19937 dice(11);
  int nothing = 0;
  int all = 0;
  const int rounds = long_tests() ? 200 : 12;
  for (int round = 0; round < rounds; ++round) {
    office.copy("lead", "copy");
    const auto seed = 300 + static_cast<std::uint64_t>(round);
    kill_while(
        office.file_of("copy"), seed,
        [&](Vault& vault) { static_cast<void>(vault.take_bundle(bundle)); },
        std::chrono::microseconds(dice() % 120'000));
    Vault vault = must_open(office.file_of("copy"), 900 + seed);
    CHECK(vault.found_at_opening().empty());
    const std::uint64_t now = vault.entry_count();
    CHECK((now == empty || now == whole));
    (now == empty ? nothing : all) += 1;
    CHECK(vault.verify(1, {}).value().sound_throughout());
    REQUIRE(vault.take_bundle(bundle));
    CHECK(vault.entry_count() == whole);
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
  MESSAGE("killed ", rounds, " times: ", nothing, " with nothing taken, ", all, " with all of it");
}

TEST_CASE("killed while it erases: what was ordered is finished at the next opening") {
  Office office;
  std::vector<Compartment> compartments;
  {
    Vault director = office.found();
    for (int i = 0; i < 12; ++i)
      compartments.push_back(write_notes(director, 3, "case " + std::to_string(i)));
  }
  std::mt19937 dice(12);
  std::size_t erased = 0;
  const int rounds = long_tests() ? 200 : 12;
  for (int round = 0; round < rounds; ++round) {
    office.copy("director", "copy");
    const auto seed = 400 + static_cast<std::uint64_t>(round);
    kill_while(
        office.file_of("copy"), seed,
        [&](Vault& vault) {
          for (std::size_t i = 0; i + 1 < compartments.size(); ++i)
            static_cast<void>(vault.erase({&compartments[i], 1}, "on request"));
        },
        std::chrono::microseconds(dice() % 60'000));
    const Vault vault = must_open(office.file_of("copy"), 900 + seed);
    CHECK(vault.found_at_opening().empty());
    const Verdict verdict = vault.verify(1, {}).value();
    CHECK(verdict.sound_throughout());
    std::uint64_t blank = 0;
    for (const Compartment& compartment : compartments) {
      const bool opens = vault.can_open(compartment);
      const auto there = vault.read(compartment).value();
      CHECK(there.size() == (opens ? 3U : 0U));
      blank += opens ? 0U : 3U;
    }
    CHECK(verdict.erased == blank);
    CHECK(vault.can_open(compartments.back()));
    erased += blank / 3;
  }
  MESSAGE("killed ", rounds, " times, ", erased, " erasures carried out");
}

TEST_CASE("killed while keys are changed: the passphrase opens the one state or the other") {
  Office office;
  Compartment notes;
  {
    Vault director = office.found();
    notes = write_notes(director, 3);
  }
  std::mt19937 dice(13);
  const int rounds = long_tests() ? 200 : 12;
  for (int round = 0; round < rounds; ++round) {
    const auto seed = 500 + static_cast<std::uint64_t>(round);
    kill_while(
        office.file_of("director"), seed,
        [&](Vault& vault) {
          while (vault.issue_shares(2, 3)) {
          }
        },
        std::chrono::microseconds(dice() % 40'000));
    const Vault vault = must_open(office.file_of("director"), 900 + seed);
    CHECK(vault.found_at_opening().empty());
    CHECK(texts(vault, notes).size() == 3);
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
  MESSAGE("killed ", rounds, " times between two sets of keys");
}

/// A director's sound bundle for a lead, and what it takes to make others of it.
struct Workshop {
  Office office;
  LockedBytes signing{64};
  std::unique_ptr<HostileBundle> bundle;
  std::filesystem::path sound;
  PublicKey recipient{};
  std::mt19937 dice{14};
  int taken = 0;
  int refused = 0;

  Workshop() {
    {
      Vault director = office.found();
      static_cast<void>(office.admit(director, "lead", Role::lead));
      const Compartment gone = write_notes(director, 2, "gone");
      write_notes(director, 4, "note");
      REQUIRE(director.erase({&gone, 1}, "on request"));
      sound = office.bundle(director, "lead");
      const auto lead = open_inside(office.file_of("lead"), test_surroundings(31));
      recipient = receiving_key(lead->secrets.receiving.view());
      bundle = std::make_unique<HostileBundle>(sound, lead->secrets.receiving.view());
    }
    const auto director = open_inside(office.file_of("director"), test_surroundings(32));
    std::copy_n(director->signing.view().begin(), 64, signing.span().begin());
  }

  /// Gives the bundle to a copy of the lead's vault; what it comes to is judged.
  void give(const std::filesystem::path& file, int round) {
    office.copy("lead", "copy");
    const auto seed = 600 + static_cast<std::uint64_t>(round);
    {
      Vault vault = must_open(office.file_of("copy"), seed);
      const std::uint64_t before = vault.entry_count();
      const auto said = vault.take_bundle(file);
      (said ? taken : refused) += 1;
      if (!said) {
        CHECK(vault.entry_count() == before);
        CHECK_FALSE(said.error().next.empty());
      }
    }
    Vault vault = must_open(office.file_of("copy"), 100'000 + seed);
    const Verdict verdict = vault.verify(1, {}).value();
    for (const Damage& damage : verdict.damages)
      CHECK_FALSE(damage.problem.next.empty());
    // Nobody closes the lead's vault for them, nor keeps what is true out of it.
    CHECK_FALSE(vault.read_only());
    write_notes(vault, 1);
    const auto truth = vault.take_bundle(sound);
    REQUIRE_MESSAGE(truth.has_value(), (truth ? "" : in_english(truth.error())));
  }
};

TEST_CASE("a member with a program of their own: whatever they sign, nothing half is stored") {
  Workshop shop;
  auto& dice = shop.dice;
  const int rounds = long_tests() ? 10'000 : 200;
  for (int round = 0; round < rounds; ++round) {
    Bytes contents = shop.bundle->contents();
    for (std::size_t i = 0; i < 1 + dice() % 3; ++i)
      contents[dice() % contents.size()] ^= static_cast<std::uint8_t>(1U << (dice() % 8));
    if (dice() % 8 == 0)
      contents.resize(dice() % contents.size());
    const auto file = shop.office / "hostile.mnb";
    shop.bundle->write(file, contents, shop.signing.view(), shop.recipient, test_surroundings(33));
    shop.give(file, round);
  }
  MESSAGE("changed bundles: ", rounds, ", refused: ", shop.refused);
  CHECK(shop.refused > rounds / 2);
}

TEST_CASE("lies in headers that are rightly signed: nothing half is stored, and work goes on") {
  Workshop shop;
  auto& dice = shop.dice;
  const int rounds = long_tests() ? 10'000 : 200;
  for (int round = 0; round < rounds; ++round) {
    std::vector<BundledEntry> entries = shop.bundle->entries();
    for (std::size_t i = 0; i < 1 + dice() % 2; ++i) {
      const std::uint64_t small = dice() % 64;
      const std::uint64_t value = dice() % 2 == 0 ? small : std::uint64_t{dice()} << (dice() % 33);
      lie(entries[dice() % entries.size()].header, dice(), value);
    }
    if (dice() % 8 == 0)
      entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(dice() % entries.size()));
    HostileBundle::sign_anew(entries, shop.signing.view(), shop.bundle->signer());
    const auto file = shop.office / "hostile.mnb";
    shop.bundle->write(file, entries, shop.signing.view(), shop.recipient, test_surroundings(33));
    shop.give(file, round);
  }
  MESSAGE("bundles with lies: ", rounds, ", refused: ", shop.refused, ", taken: ", shop.taken);
  CHECK(shop.refused > rounds / 8);
  CHECK(shop.taken > rounds / 8);
}

}  // namespace
}  // namespace manumit::vault
