// SPDX-License-Identifier: Apache-2.0
// The keys go at once, whatever is under way; what that leaves is what a crash would.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;
using std::chrono::milliseconds;

TEST_CASE("drop_keys: what is being saved is all there or not at all, and it opens as before") {
  constexpr std::size_t kMany = 3000;
  int stored = 0;
  int refused = 0;
  for (int wait = 0; wait < 12; ++wait) {
    CAPTURE(wait);
    const Folder folder;
    const auto file = folder / "a.mnv";
    std::uint64_t before = 0;
    bool acknowledged = false;
    {
      Vault vault = new_vault(file);
      const Compartment notes = write_notes(vault, 1);
      before = vault.entry_count();
      const std::vector<Draft> drafts(kMany, Draft{notes, EntryKind::filing, "imported"});
      std::jthread import([&] { acknowledged = vault.append(drafts).has_value(); });
      std::this_thread::sleep_for(milliseconds(wait * 60));
      vault.drop_keys();
      import.join();
    }
    const Vault vault = must_open(file);
    const std::uint64_t now = vault.entry_count();
    CHECK((now == before || now == before + kMany));
    if (acknowledged)
      CHECK(now == before + kMany);
    CHECK_FALSE(vault.read_only());
    CHECK(vault.verify(2, {}).value().sound_throughout());
    (now == before ? refused : stored) += 1;
  }
  MESSAGE("dropped 12 times during an import: ", stored, " stored, ", refused, " not begun");
  CHECK(refused > 0);
}

TEST_CASE("drop_keys: an erasure that it broke off is finished at the next opening") {
  for (int wait = 0; wait < 8; ++wait) {
    CAPTURE(wait);
    const Folder folder;
    const auto file = folder / "a.mnv";
    Compartment gone;
    bool erased = false;
    {
      Vault vault = new_vault(file);
      for (int i = 0; i < 60; ++i)
        static_cast<void>(write_notes(vault, 1));
      gone = write_notes(vault, 2, "gone");
      std::jthread job([&] { erased = vault.erase({&gone, 1}, "she asked for it").has_value(); });
      std::this_thread::sleep_for(milliseconds(wait * 4));
      vault.drop_keys();
      job.join();
    }
    Vault vault = must_open(file);
    CHECK_FALSE(vault.read_only());
    if (erased)
      CHECK_FALSE(vault.can_open(gone));
    if (vault.can_open(gone))
      REQUIRE(vault.erase({&gone, 1}, "she asked for it"));
    CHECK_FALSE(vault.can_open(gone));
    const auto left = vault.read(gone);
    CHECK((!left || left->empty()));
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
}

TEST_CASE("drop_keys: a second time, or of a vault that nothing was written to, does no harm") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    static_cast<void>(write_notes(vault, 2));
    vault.drop_keys();
    vault.drop_keys();
    CHECK(vault.read_only());
    CHECK_FALSE(vault.new_compartments(1));
    CHECK_FALSE(vault.note_state());
    Vault moved = std::move(vault);
    CHECK_FALSE(moved.new_compartments(1));
  }
  const Vault vault = must_open(file);
  // The mark was written in spite of it: nothing is called missing.
  CHECK(vault.found_at_opening().empty());
}

TEST_CASE("drop_keys: the keys of a backup that is being tried go too, and no drill is noted") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  std::filesystem::create_directory(folder / "stick");
  {
    Vault vault = new_vault(file);
    const Compartment notes = vault.new_compartments(1).value().front();
    const std::vector<Draft> drafts(6000, Draft{notes, EntryKind::filing, "note"});
    REQUIRE(vault.append(drafts));
    const auto made =
        vault.back_up({.entries_folder = folder / "stick", .keys_folder = folder / "stick"});
    REQUIRE(made);
    std::atomic<bool> under_way = false;
    std::atomic<bool> dropped = false;
    std::atomic<int> after = 0;
    std::jthread lock([&] {
      under_way.wait(false);
      vault.drop_keys();
      dropped = true;
    });
    const auto drill =
        vault.drill_backup(made->files, passphrase(), [&](std::uint64_t, std::uint64_t) {
          under_way = true;
          under_way.notify_all();
          after += dropped ? 1 : 0;
          for (int i = 0; i < 400 && !dropped; ++i)
            std::this_thread::sleep_for(milliseconds(5));
          return true;
        });
    CHECK(under_way);
    CHECK(dropped);
    REQUIRE_FALSE(drill);
    CHECK(after <= 1);
    // Nor does another begin.
    CHECK_FALSE(vault.drill_backup(made->files, passphrase()));
  }
  const Vault vault = must_open(file);
  CHECK_FALSE(vault.backups().drill);
  CHECK(vault.verify(1, {}).value().sound_throughout());
}

}  // namespace
}  // namespace manumit::vault
