// SPDX-License-Identifier: Apache-2.0
#include "vault/panic.h"

#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "panic_steps.h"
#include "test_office.h"
#include "tombstone.h"

namespace manumit::vault {
namespace {

using namespace testing;

/// The bytes of every way in that a key file holds.
std::vector<std::string> ways_in(const std::filesystem::path& vault_file) {
  const auto database = Database::open(key_file_of(vault_file), Database::Mode::untouched);
  REQUIRE(database);
  auto rows = database->prepare("SELECT body FROM slot ORDER BY n");
  REQUIRE(rows);
  std::vector<std::string> out;
  while (rows->step().value()) {
    const ByteView body = rows->blob(0);
    if (parse_slot(body))
      out.emplace_back(body.begin(), body.end());
  }
  return out;
}

/// Whether a part of one of them lies in any file of the folder.
bool lies_in(const std::filesystem::path& folder, const std::vector<std::string>& secrets) {
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string bytes = file.is_regular_file() ? contents(file.path()) : "";
    for (const std::string& secret : secrets) {
      for (std::size_t at = 0; at + 16 <= secret.size(); at += 16) {
        // Past what every slot begins with, and the lengths in it.
        if (at >= 80 && bytes.find(secret.substr(at, 16)) != std::string::npos)
          return true;
      }
    }
  }
  return false;
}

KeysDestroyed must_destroy(const std::filesystem::path& file, std::uint64_t seed = 90) {
  const auto done = destroy_slots(file, test_surroundings(seed));
  REQUIRE_MESSAGE(done.has_value(), (done ? "" : in_english(done.error())));
  return *done;
}

Error why_not(const std::filesystem::path& file) {
  const auto vault = open_again(file);
  REQUIRE_FALSE(vault);
  return vault.error();
}

Result<Vault> by_papers(const std::filesystem::path& file, const std::vector<Share>& shares) {
  return Vault::recover(file, shares, passphrase("another four new words"),
                        {"Test Member", "new laptop"}, KdfProfile::for_tests,
                        test_surroundings(71));
}

TEST_CASE("panic: no byte of a way in is left, the passphrase opens nothing, the papers do") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  std::vector<Share> shares;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 3);
    shares = vault.issue_shares(2, 2).value();
  }
  const auto before = ways_in(file);
  REQUIRE(before.size() == 1);
  REQUIRE(lies_in(folder.path(), before));
  const KeysDestroyed done = must_destroy(file);
  CHECK(done.ways_in == 1);
  CHECK(done.papers_open);
  CHECK(done.overwritten);
  CHECK_FALSE(done.open_elsewhere);
  CHECK_FALSE(lies_in(folder.path(), before));
  CHECK(ways_in(file).empty());

  CHECK(inspect(file).condition == Condition::keys_destroyed);
  const Error why = why_not(file);
  CHECK(in_english(why).find("destroyed on 2020-09-13") != std::string::npos);
  CHECK(in_english(why).find("damaged") == std::string::npos);
  CHECK(in_english(why).find("is not the one") == std::string::npos);
  CHECK(why.next.find("papers") != std::string::npos);
  CHECK(check_without_key(file, 1, {}).value().sound_throughout());

  auto vault = by_papers(file, shares);
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  CHECK(texts(*vault, notes).size() == 3);
  CHECK(inspect(file).condition == Condition::intact);
  write_note(*vault, notes, "and on");
}

TEST_CASE("panic: a second one finds nothing left and keeps the first day") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  static_cast<void>(new_vault(file));
  const KeysDestroyed first = must_destroy(file);
  const std::string after = contents(key_file_of(file));
  const KeysDestroyed second = must_destroy(file, 91);
  CHECK(second.ways_in == 0);
  CHECK(second.at_ms == first.at_ms);
  CHECK_FALSE(second.papers_open);
  CHECK(contents(key_file_of(file)) == after);
}

TEST_CASE("panic: another member's laptop and a copy of the keys elsewhere still open") {
  Office office;
  const auto stick = office / "stick";
  std::filesystem::create_directory(stick);
  Compartment notes;
  {
    Vault director = office.found();
    notes = write_notes(director, 2);
    static_cast<void>(office.admit(director, "anna", Role::lead));
    REQUIRE(director.back_up({stick, stick}));
    REQUIRE(director.back_up({stick, office / ""}));
  }
  CHECK(must_destroy(office.file_of("director")).key_backups == 1);
  CHECK_FALSE(open_again(office.file_of("director")));
  CHECK(texts(must_open(office.file_of("anna")), notes).size() == 2);
  BackupFiles backup;
  for (const auto& one : std::filesystem::directory_iterator(stick))
    (one.path().extension() == ".mnk" ? backup.keys : backup.entries) = one.path();
  const auto again =
      Vault::restore(backup, office / "again.mnv", passphrase(), test_surroundings(92));
  REQUIRE_MESSAGE(again.has_value(), (again ? "" : in_english(again.error())));
}

TEST_CASE("panic: while the vault is open its keys are zeroed, and what runs ends") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  std::vector<std::string> before;
  {
    Vault vault = new_vault(file);
    const Compartment notes = write_notes(vault, 20);
    before = ways_in(file);
    std::atomic<bool> begun = false;
    std::jthread job([&] {
      while (true) {
        const auto read = vault.for_each(1, [&](Entry&&) -> Result<void> {
          begun = true;
          return {};
        });
        if (!read)
          return;
      }
    });
    while (!begun)
      std::this_thread::yield();
    vault.drop_keys();
    job.join();
    const KeysDestroyed done = must_destroy(file);
    CHECK(done.ways_in == 1);
    CHECK_FALSE(done.unreadable);
    CHECK(done.open_elsewhere);
    CHECK(vault.key_file_replaced());
    CHECK_FALSE(vault.can_open(notes));
    CHECK_FALSE(vault.read(notes));
    const Draft draft{notes, EntryKind::filing, "too late"};
    CHECK_FALSE(vault.append({&draft, 1}));
    CHECK_FALSE(vault.make_bundle(folder / "b.mnb", vault.me()));
  }
  CHECK_FALSE(lies_in(folder.path(), before));
  CHECK(inspect(file).condition == Condition::keys_destroyed);
}

TEST_CASE("panic: a program that still has the keys cannot bring the way in back") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    const Compartment gone = write_notes(vault, 2);
    static_cast<void>(must_destroy(file));
    CHECK(vault.key_file_replaced());
    // Erasing writes NAME.mnk anew, with all its slots.
    CHECK_FALSE(vault.erase({&gone, 1}, "she asked for it"));
  }
  CHECK(ways_in(file).empty());
  CHECK(inspect(file).condition == Condition::keys_destroyed);
}

TEST_CASE("panic: keys that wait for a bundle go, where there is no vault yet") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  CHECK(destroy_slots(file, test_surroundings(93)).error().kind == Error::Kind::not_found);
  REQUIRE(Vault::ask_to_join(file, folder / "a.mnj", passphrase(), {"Anna", "laptop"},
                             KdfProfile::for_tests, test_surroundings(94)));
  REQUIRE(has_asked_to_join(file));
  CHECK(must_destroy(file).ways_in == 0);
  CHECK_FALSE(has_asked_to_join(file));
}

TEST_CASE("panic: a key file that cannot be read is destroyed as a whole") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  static_cast<void>(new_vault(file));
  const auto before = ways_in(file);
  std::string bytes = contents(key_file_of(file));
  bytes.replace(4096, 200, 200, 'x');
  overwrite(key_file_of(file), bytes);
  const KeysDestroyed done = must_destroy(file);
  CHECK(done.unreadable);
  CHECK_FALSE(lies_in(folder.path(), before));
  CHECK(inspect(file).condition == Condition::keys_destroyed);
}

TEST_CASE("panic: ended at any step it leaves the old keys or the new, and another finishes it") {
  for (int end_at = 1;; ++end_at) {
    CAPTURE(end_at);
    const Folder folder;
    const auto file = folder / "a.mnv";
    std::vector<Share> shares;
    {
      Vault vault = new_vault(file);
      static_cast<void>(write_notes(vault, 1));
      shares = vault.issue_shares(2, 2).value();
    }
    overwrite(key_file_of(file).string() + "-asking", "keys of a request");
    const auto before = ways_in(file);
    const pid_t child = fork();
    if (child == 0) {
      int step = 0;
      const auto done = destroy_slots_in_steps(file, test_surroundings(95), [&] {
        if (++step == end_at)
          _exit(1);
      });
      _exit(done ? 0 : 2);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    REQUIRE(WEXITSTATUS(status) != 2);
    const Condition now = inspect(file).condition;
    CHECK((now == Condition::intact || now == Condition::keys_destroyed));
    if (now == Condition::intact)
      CHECK(open_again(file));
    static_cast<void>(must_destroy(file, 96));
    CHECK_FALSE(lies_in(folder.path(), before));
    CHECK_FALSE(std::filesystem::exists(key_file_of(file).string() + "-asking"));
    CHECK(inspect(file).condition == Condition::keys_destroyed);
    CHECK(by_papers(file, shares));
    if (WEXITSTATUS(status) == 0) {
      CHECK(end_at > 4);
      break;
    }
  }
}

TEST_CASE("panic: where nothing can be changed it says so and what to do") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  static_cast<void>(new_vault(file));
  std::filesystem::permissions(key_file_of(file), std::filesystem::perms::owner_read);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  const pid_t child = fork();
  if (child == 0) {
    // Root may write everywhere.
    constexpr uid_t kNobody = 65534;
    if (getuid() == 0) {
      std::filesystem::permissions(key_file_of(file), std::filesystem::perms(0444));
      std::filesystem::permissions(file, std::filesystem::perms(0444));
      if (setresuid(kNobody, kNobody, kNobody) != 0)
        _exit(3);
    }
    const auto done = destroy_slots(file, test_surroundings(97));
    const bool said = !done && done.error().kind == Error::Kind::unavailable &&
                      done.error().what.find("not destroyed") != std::string::npos;
    _exit(said ? 0 : 1);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 0);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
  CHECK(must_open(file).entry_count() > 0);
}

TEST_CASE("panic: a key file that is only marked as unchangeable is destroyed all the same") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  static_cast<void>(new_vault(file));
  const auto before = ways_in(file);
  std::filesystem::permissions(key_file_of(file), std::filesystem::perms::owner_read);
  CHECK(must_destroy(file).overwritten);
  CHECK_FALSE(lies_in(folder.path(), before));
}

TEST_CASE("tombstone: reads back, and no other bytes are taken for one") {
  VaultId vault;
  vault.bytes[3] = 7;
  Bytes bytes = encode(Tombstone{vault, 1'600'000'000'000});
  REQUIRE(parse_tombstone(bytes));
  CHECK(parse_tombstone(bytes)->at_ms == 1'600'000'000'000);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Bytes other = bytes;
    other[i] ^= 1;
    CHECK_FALSE(parse_tombstone(other));
    CHECK_FALSE(parse_tombstone(ByteView(bytes).first(i)));
  }
}

}  // namespace
}  // namespace manumit::vault
