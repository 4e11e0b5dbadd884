// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <set>

#include "backup_names.h"
#include "test_office.h"
#include "upkeep.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> out;
  for (const auto& left : std::filesystem::directory_iterator(folder))
    out.insert(left.path().filename().string());
  return out;
}

std::filesystem::path make_folder(const Folder& above, const std::string& name) {
  std::filesystem::create_directory(above / name);
  return above / name;
}

BackupMade must_back_up(Vault& vault, const BackupWish& wish) {
  const auto made = vault.back_up(wish);
  REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
  return *made;
}

/// The tests' clock, begun so many days later.
Surroundings days_later(int days, std::uint64_t seed) {
  Surroundings out = test_surroundings(seed);
  out.now_ms = TestClock{1'600'000'000'000 + days * kDayMs};
  return out;
}

Vault must_open_later(const std::filesystem::path& file, int days, std::uint64_t seed) {
  auto vault = Vault::open(file, passphrase(), days_later(days, seed));
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  return std::move(*vault);
}

}  // namespace

TEST_CASE("a backup is two files of one moment, readable by their owner alone, that open again") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  Vault vault = new_vault(folder / "cases.mnv");
  const Compartment notes = write_notes(vault, 20);
  const BackupMade made = must_back_up(vault, {.entries_folder = stick, .keys_folder = stick});
  CHECK(names_in(stick) == std::set<std::string>{"cases-2020-09-13.mnv", "cases-2020-09-13.mnk"});
  CHECK(made.files.entries == stick / "cases-2020-09-13.mnv");
  CHECK(made.entries == 23);  // two of the founding, twenty notes, that the keys were copied
  CHECK(made.damages.empty());
  CHECK(made.noted);
  CHECK(made.keys_until_ms - made.made_ms == 35 * kDayMs);
  for (const auto& file : {made.files.entries, made.files.keys}) {
    struct stat about {};
    REQUIRE(stat(file.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
  }
  CHECK(inspect(made.files.entries).condition == Condition::intact);
  write_note(vault, notes, "after the backup");
  {
    const Vault copy = must_open(made.files.entries);
    CHECK(copy.found_at_opening().empty());
    CHECK_FALSE(copy.read_only());
    CHECK(texts(copy, notes).size() == 20);
    CHECK(copy.verify(1, {}).value().sound_throughout());
  }
  CHECK(texts(vault, notes).size() == 21);
}

TEST_CASE("entries and keys go to two sticks, or the entries alone to one") {
  const Folder folder;
  const auto one = make_folder(folder, "one");
  const auto other = make_folder(folder, "other");
  Vault vault = new_vault(folder / "cases.mnv");
  write_notes(vault, 3);
  static_cast<void>(must_back_up(vault, {.entries_folder = one, .keys_folder = other}));
  CHECK(names_in(one) == std::set<std::string>{"cases-2020-09-13.mnv"});
  CHECK(names_in(other) == std::set<std::string>{"cases-2020-09-13.mnk"});
  // The second of a day gets a name of its own: nothing is ever written over.
  const std::string first = contents(one / "cases-2020-09-13.mnv");
  const BackupMade second = must_back_up(vault, {.entries_folder = one});
  CHECK(second.files.entries == one / "cases-2020-09-13-2.mnv");
  CHECK(second.files.keys.empty());
  CHECK(second.keys_until_ms == 0);
  CHECK(contents(one / "cases-2020-09-13.mnv") == first);
  CHECK(check_without_key(second.files.entries, 1, {}).value().sound_throughout());
  const auto nowhere = vault.back_up({.entries_folder = folder / "no stick"});
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().what == "the folder for the backup is not there");
}

TEST_CASE("the vault knows of its backups, and a receipt names the day of the last keys") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  const auto file = folder / "cases.mnv";
  std::int64_t until = 0;
  Compartment gone;
  {
    Vault vault = new_vault(file);
    gone = write_notes(vault, 2);
    const Compartment first = write_notes(vault, 1);
    const auto before = vault.erase({&first, 1}, "asked for it");
    REQUIRE(before);
    CHECK(before->last_key_backup_until_ms == 0);
    until = must_back_up(vault, {.entries_folder = stick, .keys_folder = stick}).keys_until_ms;
    static_cast<void>(
        must_back_up(vault, {.entries_folder = stick, .keys_folder = stick, .key_days = 7}));
    const auto erased = vault.erase({&gone, 1}, "asked for it");
    REQUIRE(erased);
    CHECK(erased->last_key_backup_until_ms == until);
  }
  const auto inside = open_inside(file, test_surroundings(8));
  const auto& upkeep = inside->registry.upkeep();
  REQUIRE(upkeep.size() == 4);
  CHECK(upkeep[0].what == Upkeep::What::keys_backed_up);
  CHECK(upkeep[1].what == Upkeep::What::entries_backed_up);
  CHECK(upkeep[1].until_ms == 0);
  CHECK(last_key_backup_expires(inside->registry) == until);
}

TEST_CASE("when it was backed up last, by whom, and whether it is time again") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  const auto file = folder / "cases.mnv";
  BackupMade first;
  {
    Vault vault = new_vault(file);
    write_notes(vault, 2);
    const BackupsKnown never = vault.backups();
    CHECK_FALSE(never.entries);
    CHECK_FALSE(never.keys);
    CHECK_FALSE(never.drill);
    CHECK(never.keys_until_ms == 0);
    CHECK((never.backup_due && never.keys_due && never.drill_due));
    // The entries alone open for nobody.
    static_cast<void>(must_back_up(vault, {.entries_folder = stick}));
    CHECK_FALSE(vault.backups().backup_due);
    CHECK(vault.backups().keys_due);
    CHECK_FALSE(vault.backups().keys);
    first = must_back_up(vault, {.entries_folder = stick, .keys_folder = stick});
    REQUIRE(vault.drill_backup(first.files, passphrase()));
    const BackupsKnown known = vault.backups();
    REQUIRE(known.entries);
    CHECK(known.entries->at_ms == first.made_ms);
    CHECK(known.entries->member == "Test Member");
    CHECK(known.entries->device == "Test Device");
    CHECK(known.entries->here);
    REQUIRE(known.keys);
    CHECK(known.keys->until_ms == first.keys_until_ms);
    CHECK(known.keys_until_ms == first.keys_until_ms);
    CHECK(known.drill->at_ms >= first.made_ms);
    CHECK_FALSE((known.backup_due || known.keys_due || known.drill_due));
  }
  const auto due = [&](int days) {
    const BackupsKnown known =
        must_open_later(file, days, 300 + static_cast<std::uint64_t>(days)).backups();
    return std::array{known.backup_due, known.drill_due, known.keys_due};
  };
  CHECK(due(7) == std::array{false, false, false});
  CHECK(due(8) == std::array{true, false, false});
  CHECK(due(32) == std::array{true, true, false});
  CHECK(due(36) == std::array{true, true, true});
  CHECK(must_open_later(file, 36, 400).backups().keys_until_ms == 0);
  // Of a clock that was set back nothing can be said but that what it calls the future is none.
  CHECK(due(-2) == std::array{true, true, true});
}

TEST_CASE(
    "a backup that was broken off counts for none, and its keys for as long as they could be") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  Vault vault = new_vault(folder / "cases.mnv");
  write_notes(vault, 2);
  const auto stopped = vault.back_up({.entries_folder = stick, .keys_folder = stick},
                                     [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(stopped);
  const BackupsKnown known = vault.backups();
  CHECK_FALSE(known.entries);
  CHECK_FALSE(known.keys);
  CHECK(known.backup_due);
  CHECK(known.keys_due);
  CHECK(known.keys_until_ms > 0);
}

TEST_CASE("a colleague's backup is known here by their name, once their bundle has come") {
  Office office;
  const auto stick = office / "stick";
  std::filesystem::create_directory(stick);
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  static_cast<void>(must_back_up(lead, {.entries_folder = stick, .keys_folder = stick}));
  CHECK(director.backups().backup_due);
  office.carry(lead, director);
  const BackupsKnown known = director.backups();
  REQUIRE(known.entries);
  CHECK(known.entries->member == "lead");
  CHECK(known.entries->device == "lead's laptop");
  CHECK_FALSE(known.entries->here);
  CHECK_FALSE(known.backup_due);
}

TEST_CASE("a receipt names no day when the last copy of the keys has had its own") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  const auto file = folder / "cases.mnv";
  Compartment gone;
  {
    Vault vault = new_vault(file);
    gone = write_notes(vault, 2);
    static_cast<void>(must_back_up(vault, {.entries_folder = stick, .keys_folder = stick}));
  }
  Vault vault = must_open_later(file, 36, 9);
  CHECK(vault.erase({&gone, 1}, "asked for it").value().last_key_backup_until_ms == 0);
}

TEST_CASE("copies of the keys are destroyed when their day has come, and nothing else is touched") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  const auto file = folder / "cases.mnv";
  {
    Vault vault = new_vault(file);
    write_notes(vault, 2);
    static_cast<void>(must_back_up(vault, {.entries_folder = stick, .keys_folder = stick}));
    Vault other = new_vault(folder / "others.mnv", 77);
    static_cast<void>(must_back_up(other, {.entries_folder = stick, .keys_folder = stick}));
  }
  {
    Vault vault = must_open_later(file, 1, 20);
    static_cast<void>(
        must_back_up(vault, {.entries_folder = stick, .keys_folder = stick, .key_days = 60}));
  }
  // Of this vault by another name; what its makers told nobody of; and what was never a backup.
  std::filesystem::copy_file(stick / "cases-2020-09-13.mnk", stick / "lead-2020-09-20.mnk");
  std::filesystem::copy_file(stick / "cases-2020-09-13.mnk", stick / "cases.mnk");
  std::filesystem::copy_file(stick / "cases-2020-09-13.mnk", stick / "cases-2020-13-13.mnk");
  overwrite(stick / "notes-2020-09-13.mnk", "a shopping list");
  overwrite(stick / "cases-2020-09-14-2.mnk.new", "half a copy");
  {
    Vault vault = must_open_later(file, 35, 21);
    CHECK(vault.prune_key_backups(stick).value().removed.empty());
  }
  {
    Vault vault = must_open_later(file, 36, 22);
    const auto pruned = vault.prune_key_backups(stick);
    REQUIRE(pruned);
    REQUIRE(pruned->removed.size() == 1);
    CHECK(pruned->removed[0] == stick / "cases-2020-09-13.mnk");
    CHECK(pruned->left.empty());
  }
  {
    Vault vault = must_open_later(file, 400, 23);
    const auto pruned = vault.prune_key_backups(stick);
    REQUIRE(pruned);
    CHECK(pruned->removed.size() == 3);
    CHECK_FALSE(vault.prune_key_backups(folder / "no stick"));
    // The vault's own keys are never a backup, whatever their name.
    CHECK(vault.prune_key_backups(folder.path()).value().removed.empty());
  }
  CHECK(names_in(stick) == std::set<std::string>{"cases-2020-09-13.mnv", "cases-2020-09-14.mnv",
                                                 "cases-2020-13-13.mnk", "cases.mnk",
                                                 "notes-2020-09-13.mnk", "others-2020-09-13.mnk",
                                                 "others-2020-09-13.mnv"});
}

TEST_CASE("a vault that bears a backup's name is not taken for one") {
  const Folder folder;
  const auto file = folder / "cases-2019-01-01.mnv";
  Vault vault = new_vault(file);
  write_notes(vault, 2);
  CHECK(vault.prune_key_backups(folder.path()).value().removed.empty());
  CHECK(std::filesystem::exists(key_file_of(file)));
  CHECK_FALSE(open_again(file));  // and its lock still holds
}

TEST_CASE("what the name of a copy of keys tells") {
  const auto plain = parse_key_backup("cases-2026-11-30.mnk");
  REQUIRE(plain);
  CHECK(plain->vault_name == "cases");
  CHECK(to_iso(plain->day) == "2026-11-30");
  CHECK_FALSE(plain->broken_off);
  const auto second = parse_key_backup("north-office-2026-11-30-12.mnk.new");
  REQUIRE(second);
  CHECK(second->vault_name == "north-office");
  CHECK(to_iso(second->day) == "2026-11-30");
  CHECK(second->broken_off);
  for (const char* other :
       {"cases.mnk", "cases-2026-11-30.mnv", "cases-2026-11-31.mnk", "2026-11-30.mnk",
        "cases2026-11-30.mnk", "cases-2026-11-30-.mnk", "cases-2026-11-30-100.mnk",
        "cases-2026-11-30-02.mnk", "cases-2026-11-30.mnk.bak", ".mnk", "-2026-11-30.mnk"})
    CHECK_MESSAGE(!parse_key_backup(other), other);
}

TEST_CASE("a backup that is stopped leaves nothing, at whatever moment") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  Vault vault = new_vault(folder / "cases.mnv");
  const Compartment notes = vault.new_compartments(1).value().front();
  const std::vector<Draft> drafts(200, Draft{notes, EntryKind::filing, "note"});
  REQUIRE(vault.append(drafts));
  int calls = 0;
  int stopped = 0;
  for (int last = 0; stopped == last; ++last) {
    calls = 0;
    double before = 0;
    const auto made = vault.back_up({.entries_folder = stick, .keys_folder = stick},
                                    [&](std::uint64_t done, std::uint64_t total) {
                                      const auto part =
                                          static_cast<double>(done) / static_cast<double>(total);
                                      CHECK(part >= before);
                                      CHECK(part <= 1);
                                      before = part;
                                      return ++calls <= last;
                                    });
    if (made)
      break;
    CHECK(made.error().what == "stopped as you asked");
    CHECK(names_in(stick).empty());
    ++stopped;
  }
  CHECK(stopped > 2);
  CHECK(names_in(stick).size() == 2);
}

TEST_CASE("a backup whose process is killed leaves no file of the real name") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  const auto file = folder / "cases.mnv";
  {
    Vault vault = new_vault(file);
    const Compartment notes = vault.new_compartments(1).value().front();
    const std::vector<Draft> drafts(200, Draft{notes, EntryKind::filing, "note"});
    REQUIRE(vault.append(drafts));
  }
  int killed = 0;
  for (int last = 0;; ++last) {
    const pid_t child = fork();
    if (child == 0) {
      auto vault = Vault::open(file, passphrase(), test_surroundings(900));
      int calls = 0;
      const auto made = vault->back_up({.entries_folder = stick, .keys_folder = stick},
                                       [&](std::uint64_t, std::uint64_t) {
                                         if (++calls > last)
                                           kill(getpid(), SIGKILL);
                                         return true;
                                       });
      _exit(made ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFSIGNALED(status)) {
      CHECK(WEXITSTATUS(status) == 0);
      break;
    }
    ++killed;
    for (const std::string& name : names_in(stick))
      CHECK_MESSAGE(name.ends_with(".new"), name);
  }
  CHECK(killed > 2);
  // The next one cleared what they left.
  CHECK(names_in(stick).size() == 2);
  CHECK(must_open(stick / "cases-2020-09-13.mnv").verify(1, {}).value().sound_throughout());
  CHECK(must_open(file).verify(1, {}).value().sound_throughout());
}

TEST_CASE("a stick that is pulled out during a backup is said in a sentence") {
  const Folder folder;
  Vault vault = new_vault(folder / "cases.mnv");
  write_notes(vault, 30);
  for (int at = 1;; ++at) {
    const auto stick = make_folder(folder, "stick");
    int calls = 0;
    const auto made = vault.back_up({.entries_folder = stick, .keys_folder = stick},
                                    [&](std::uint64_t, std::uint64_t) {
                                      if (++calls == at)
                                        std::filesystem::remove_all(stick);
                                      return true;
                                    });
    if (calls < at) {
      CHECK(made);
      CHECK(at > 2);
      break;
    }
    REQUIRE_FALSE(made);
    CHECK(made.error().kind == Error::Kind::unavailable);
    CHECK(made.error().what ==
          "the backup could not be written: the stick was taken out, or it is failing");
    CHECK_FALSE(std::filesystem::exists(stick));
  }
  CHECK(vault.verify(1, {}).value().sound_throughout());
}

TEST_CASE("a full stick: at whatever page it is full, a sentence, and nothing is left there") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  Vault vault = new_vault(folder / "cases.mnv");
  write_notes(vault, 12);
  const auto pages_of = [](const std::filesystem::path& file) {
    return static_cast<int>((std::filesystem::file_size(file) + 4095) / 4096);
  };
  int needed = 0;
  for (int pages = 1;; ++pages) {
    // The root folder of a tmpfs takes none of its blocks.
    const std::string size = "size=" + std::to_string(pages * 4) + "k";
    if (mount("tmpfs", stick.c_str(), "tmpfs", 0, size.c_str()) != 0) {
      MESSAGE("skipped: making a small file system needs root");
      return;
    }
    const auto made = vault.back_up({.entries_folder = stick, .keys_folder = stick});
    if (made) {
      needed = pages_of(made->files.entries) + pages_of(made->files.keys);
      CHECK(pages <= needed + 1);
      CHECK(check_without_key(made->files.entries, 1, {}).value().sound_throughout());
    } else {
      CAPTURE(pages);
      CHECK(made.error().kind == Error::Kind::unavailable);
      CHECK(made.error().what == "there is not enough room for the backup");
      CHECK(names_in(stick).empty());
    }
    umount(stick.c_str());
    if (made)
      break;
  }
  CHECK(needed > 10);
  CHECK(vault.verify(1, {}).value().sound_throughout());
}

TEST_CASE("a damaged vault can be backed up, and the damage is said to be the vault's own") {
  const Folder folder;
  const auto stick = make_folder(folder, "stick");
  const auto file = folder / "cases.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 20);
  }
  {
    auto database = Database::open(file, Database::Mode::write);
    REQUIRE(
        database->run("DROP TRIGGER entry_unchanged; UPDATE entry SET crc=zeroblob(16) WHERE "
                      "n=9"));
  }
  Vault vault = must_open(file);
  CHECK(vault.read_only());
  const BackupMade made = must_back_up(vault, {.entries_folder = stick, .keys_folder = stick});
  CHECK_FALSE(made.noted);
  CHECK_FALSE(made.damages.empty());
  CHECK(made.damages.front().row == 9);
  CHECK(texts(must_open(made.files.entries), notes).size() == 20);
}
