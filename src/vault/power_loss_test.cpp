// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "faulty_disk.h"
#include "place.h"
#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

/// Saves in new compartments until it cannot any more; what was acknowledged.
std::vector<std::pair<Compartment, std::string>> save_until_dead(const std::filesystem::path& file,
                                                                 std::uint64_t seed) {
  std::vector<std::pair<Compartment, std::string>> said;
  auto vault = open_again(file, seed);
  for (int i = 0; vault && i < 12; ++i) {
    const auto fresh = vault->new_compartments(1);
    if (!fresh)
      break;
    const std::string first = "note " + std::to_string(i);
    const Draft drafts[] = {{fresh->front(), EntryKind::filing, first},
                            {fresh->front(), EntryKind::filing, std::string(9000, 'x')}};
    if (!vault->append(drafts))
      break;
    said.emplace_back(fresh->front(), first);
  }
  return said;
}

void sweep_journals_aside(const std::filesystem::path& file) {
  // The wal-index is shared memory: it does not outlive the power.
  std::filesystem::remove(file.string() + "-shm");
}

constexpr std::array kDisks{std::pair{Disk::fixed, "on a fixed disk"},
                            std::pair{Disk::removable, "on a stick"}};

void lose_power_while_saving(const char* where) {
  const Folder folder;
  const auto base = folder / "base.mnv";
  {
    Vault vault = new_vault(base);
    write_notes(vault, 5);
  }
  std::mt19937 dice(21);
  FaultyDisk disk;
  std::uint64_t calls = 0;
  {
    const auto file = copy_vault(base, folder, "whole");
    disk.fail_at(0);
    REQUIRE(save_until_dead(file, 50).size() == 12);
    calls = disk.calls();
  }
  const int runs = long_tests() ? 10'000 : 100;
  std::size_t acknowledged = 0;
  int died = 0;
  for (int run = 0; run < runs; ++run) {
    const auto file = copy_vault(base, folder, "copy");
    disk.fail_at(1 + static_cast<std::uint64_t>(run) * 53 % calls);
    const auto said = save_until_dead(file, 100 + static_cast<std::uint64_t>(run));
    died += disk.dead() ? 1 : 0;
    disk.settle(dice);
    sweep_journals_aside(file);
    const auto vault = open_again(file, 20'000 + static_cast<std::uint64_t>(run));
    REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
    REQUIRE(vault->found_at_opening().empty());
    for (const auto& [compartment, first] : said) {
      const auto there = vault->read(compartment);
      REQUIRE(there);
      REQUIRE(there->size() == 2);
      REQUIRE(there->front().body == first);
    }
    REQUIRE(vault->verify(1, {}).value().sound_throughout());
    acknowledged += said.size();
  }
  MESSAGE(std::string(where), ": ", runs, " runs over ", calls, " calls, the power went in ", died,
          ", ", acknowledged, " acknowledged savings, 0 lost");
  CHECK(died > runs / 2);
}

void lose_power_while_merging(const char* where) {
  Office office;
  std::filesystem::path bundle;
  std::uint64_t empty = 0;
  std::uint64_t whole = 0;
  {
    Vault director = office.found();
    const Vault lead = office.admit(director, "lead", Role::lead);
    empty = lead.entry_count();
    write_notes(director, 30);
    bundle = office.bundle(director, "lead");
    whole = director.entry_count();
  }
  std::mt19937 dice(22);
  FaultyDisk disk;
  office.copy("lead", "copy");
  disk.fail_at(0);
  {
    Vault vault = must_open(office.file_of("copy"), 40);
    REQUIRE(vault.take_bundle(bundle));
  }
  const std::uint64_t calls = disk.calls();
  const int runs = long_tests() ? 2'000 : 40;
  int taken = 0;
  for (int run = 0; run < runs; ++run) {
    office.copy("lead", "copy");
    disk.fail_at(1 + dice() % calls);
    bool said = false;
    if (auto vault = open_again(office.file_of("copy"), 60); vault)
      said = vault->take_bundle(bundle).has_value();
    disk.settle(dice);
    sweep_journals_aside(office.file_of("copy"));
    auto vault = open_again(office.file_of("copy"), 30'000 + static_cast<std::uint64_t>(run));
    REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
    const std::uint64_t now = vault->entry_count();
    REQUIRE((now == whole || (now == empty && !said)));
    taken += now == whole ? 1 : 0;
    REQUIRE(vault->verify(1, {}).value().sound_throughout());
    REQUIRE(vault->take_bundle(bundle));
    REQUIRE(vault->entry_count() == whole);
  }
  MESSAGE(std::string(where), ": ", runs, " runs over ", calls, " calls: ", taken,
          " with all of the bundle, ", runs - taken, " with nothing of it");
}

TEST_CASE("the power goes at any write: what was acknowledged is there, and nothing is damaged") {
  for (const auto& [disk, where] : kDisks) {
    const PretendedDisk there(disk);
    lose_power_while_saving(where);
  }
}

TEST_CASE("the power goes while a bundle is merged: all of it or nothing, and once more takes it") {
  for (const auto& [disk, where] : kDisks) {
    const PretendedDisk there(disk);
    lose_power_while_merging(where);
  }
}

TEST_CASE(
    "on a stick the rollback journal is used, on a fixed disk the log that is written ahead") {
  for (const auto& [disk, where] : kDisks) {
    const PretendedDisk there(disk);
    const Folder folder;
    Vault vault = new_vault(folder / "a.mnv");
    write_notes(vault, 1);
    CAPTURE(where);
    CHECK(std::filesystem::exists(folder / "a.mnv-wal") == (disk == Disk::fixed));
  }
}

}  // namespace
}  // namespace manumit::vault
