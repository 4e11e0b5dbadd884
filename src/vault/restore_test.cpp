// SPDX-License-Identifier: Apache-2.0
#include <sys/mount.h>

#include <algorithm>
#include <set>

#include "test_office.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> out;
  for (const auto& left : std::filesystem::directory_iterator(folder))
    out.insert(left.path().filename().string());
  return out;
}

/// A stick in a folder of tests.
struct Stick {
  explicit Stick(const std::filesystem::path& at) : folder(at) {
    std::filesystem::create_directories(folder);
  }
  BackupFiles back_up(Vault& vault) const {
    const auto made = vault.back_up({.entries_folder = folder, .keys_folder = folder});
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
    return made->files;
  }
  std::filesystem::path folder;
};

Result<Vault> restore(const BackupFiles& from, const std::filesystem::path& to,
                      std::uint64_t seed = 300) {
  return Vault::restore(from, to, passphrase(), test_surroundings(seed));
}

Vault must_restore(const BackupFiles& from, const std::filesystem::path& to,
                   std::uint64_t seed = 300) {
  auto vault = restore(from, to, seed);
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  return std::move(*vault);
}

}  // namespace

TEST_CASE("a backup is restored to a new place, and work goes on there") {
  const Folder folder;
  const Stick stick(folder / "stick");
  BackupFiles files;
  Compartment notes;
  {
    Vault vault = new_vault(folder / "cases.mnv");
    notes = write_notes(vault, 5);
    files = stick.back_up(vault);
  }
  const std::string before = contents(files.entries) + contents(files.keys);
  {
    Vault vault = must_restore(files, folder / "again.mnv");
    CHECK(vault.found_at_opening().empty());
    CHECK(vault.lacking().empty());
    CHECK(texts(vault, notes).size() == 5);
    write_note(vault, notes, "and on");
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
  CHECK(contents(files.entries) + contents(files.keys) == before);
  CHECK(names_in(folder.path()) ==
        std::set<std::string>{"again.mnk", "again.mnv", "cases.mnk", "cases.mnv", "stick"});
}

TEST_CASE("what cannot be restored is refused with its reason, and nothing is left") {
  const Folder folder;
  const Stick stick(folder / "stick");
  Vault vault = new_vault(folder / "cases.mnv");
  write_notes(vault, 2);
  const BackupFiles files = stick.back_up(vault);
  Vault other = new_vault(folder / "other.mnv", 9);
  const BackupFiles others = stick.back_up(other);
  const auto target = folder / "again.mnv";
  const auto refused = [&](const Result<Vault>& tried, const std::string& what) {
    REQUIRE_FALSE(tried);
    CHECK(tried.error().what == what);
    CHECK_FALSE(std::filesystem::exists(target));
    CHECK_FALSE(std::filesystem::exists(key_file_of(target)));
  };
  refused(restore({files.entries, others.keys}, target),
          "the key file beside this vault belongs to another vault");
  refused(restore({files.keys, files.keys}, target),
          "this is not a vault of this program, but another kind of file");
  refused(restore({files.entries, folder / "none.mnk"}, target),
          "the key file that belongs beside this vault is missing");
  refused(restore({folder / "none.mnv", files.keys}, target), "there is no vault at this place");
  refused(Vault::restore(files, target, passphrase("wrong words here"), test_surroundings(5)),
          "the passphrase does not open this copy of the keys");
  refused(Vault::restore(files, target, passphrase(), test_surroundings(5),
                         [](std::uint64_t, std::uint64_t) { return false; }),
          "stopped as you asked");
  refused(restore({folder / "cases.mnv", files.keys}, target),
          "a journal lies beside this copy: it was taken while the vault was open, or somebody has "
          "it open now");
  refused(restore(files, folder / "again.mnk"), "the name ends in .mnk, which is for the keys");
  CHECK(restore(files, folder / "other.mnv").error().what ==
        "there is a file of this name already");
  overwrite(folder / "half.mnk", "somebody's");
  CHECK(restore(files, folder / "half.mnv").error().what == "there is a file of this name already");
  CHECK(contents(folder / "half.mnk") == "somebody's");
}

TEST_CASE("restoring to a full disk leaves nothing, at whatever page it is full") {
  const Folder folder;
  const Stick stick(folder / "stick");
  BackupFiles files;
  {
    Vault vault = new_vault(folder / "cases.mnv");
    write_notes(vault, 5);
    files = stick.back_up(vault);
  }
  const auto small = folder / "small";
  std::filesystem::create_directory(small);
  bool done = false;
  int failed = 0;
  for (int pages = 1; !done; ++pages) {
    const std::string size = "size=" + std::to_string(pages * 4) + "k";
    if (mount("tmpfs", small.c_str(), "tmpfs", 0, size.c_str()) != 0) {
      MESSAGE("skipped: making a small file system needs root");
      return;
    }
    const auto restored = restore(files, small / "again.mnv");
    done = restored.has_value();
    const auto left = names_in(small);
    // Opening it may need more room than the files themselves; then they are there, and whole.
    const bool whole = std::filesystem::exists(small / "again.mnv");
    if (!done && !whole) {
      ++failed;
      CHECK(restored.error().kind == Error::Kind::unavailable);
      CHECK(left.empty());
    } else {
      CHECK(contents(small / "again.mnv").size() == contents(files.entries).size());
    }
    if (restored)
      static_cast<void>(Vault(std::move(const_cast<Result<Vault>&>(restored).value())));
    umount(small.c_str());
  }
  CHECK(failed > 10);
}

TEST_CASE("entries that are older than their keys: read only, until what is missing is given up") {
  const Folder folder;
  const Stick stick(folder / "stick");
  BackupFiles files;
  Compartment notes;
  {
    Vault vault = new_vault(folder / "cases.mnv");
    notes = write_notes(vault, 5);
    files = stick.back_up(vault);
    for (int i = 0; i < 14; ++i)
      write_note(vault, notes, "later");
  }
  files.keys = folder / "cases.mnk";
  const auto file = folder / "again.mnv";
  {
    Vault vault = must_restore(files, file);
    CHECK(vault.read_only());
    REQUIRE(vault.found_at_opening().size() == 1);
    // Fourteen notes, and the line that says that the entries were backed up.
    CHECK(in_english(vault.found_at_opening()[0].problem).find("15 entries are missing") !=
          std::string::npos);
    REQUIRE(vault.lacking().size() == 1);
    CHECK(vault.lacking()[0].entries == 15);
    CHECK(vault.lacking()[0].member == "Test Member");
    CHECK(texts(vault, notes).size() == 5);
    const Draft draft{notes, EntryKind::filing, "no"};
    const auto written = vault.append({&draft, 1});
    REQUIRE_FALSE(written);
    CHECK(written.error().what ==
          "nothing was saved: entries are missing in this copy that were there before");
  }
  {
    Vault vault = must_open(file);  // It is not forgotten by opening it again.
    CHECK(vault.read_only());
    const auto accepted = vault.accept_loss();
    REQUIRE_MESSAGE(accepted.has_value(), (accepted ? "" : in_english(accepted.error())));
    CHECK_FALSE(vault.read_only());
    CHECK(vault.lacking().empty());
    write_note(vault, notes, "and on");
    CHECK_FALSE(vault.accept_loss());
  }
  const auto inside = open_inside(file, test_surroundings(8));
  CHECK(inside->troubles.empty());
  CHECK(inside->registry.upkeep().back().what == Upkeep::What::loss_accepted);
}

TEST_CASE("entries that are older than their keys come back by a bundle, and writing goes on") {
  Office office;
  const Stick stick(office / "stick");
  BackupFiles files;
  Compartment notes;
  Vault lead = [&] {
    Vault director = office.found();
    notes = write_notes(director, 3);
    Vault out = office.admit(director, "lead", Role::lead);
    files = stick.back_up(director);
    write_note(director, notes, "after the backup");
    office.carry(director, out);
    write_note(out, notes, "by the lead");
    return out;
  }();
  files.keys = office / "director.mnk";
  Vault again = must_restore(files, office / "again.mnv");
  CHECK(again.read_only());
  CHECK(texts(again, notes).size() == 3);
  CHECK(office.carry(lead, again).added >= 2);
  CHECK(again.found_at_opening().empty());
  CHECK_FALSE(again.read_only());
  CHECK(again.lacking().empty());
  CHECK(texts(again, notes).size() == 5);
  write_note(again, notes, "and on");
  CHECK(office.carry(again, lead).forked.empty());
  CHECK(texts(lead, notes).size() == 6);
}

TEST_CASE("a bundle that brings back a part leaves the copy open for reading only") {
  Office office;
  const Stick stick(office / "stick");
  BackupFiles files;
  Compartment notes;
  Vault lead = [&] {
    Vault director = office.found();
    notes = write_notes(director, 3);
    Vault out = office.admit(director, "lead", Role::lead);
    files = stick.back_up(director);
    write_note(director, notes, "one that the lead has");
    office.carry(director, out);
    write_note(director, notes, "one that nobody else has");
    return out;
  }();
  files.keys = office / "director.mnk";
  const auto file = office / "again.mnv";
  {
    Vault again = must_restore(files, file);
    const std::uint64_t lacking = again.lacking().front().entries;
    office.carry(lead, again);
    CHECK(again.read_only());
    CHECK(again.lacking().front().entries < lacking);
    CHECK(again.lacking().front().entries > 0);
    CHECK(texts(again, notes).size() == 4);
  }
  Vault again = must_open(file);
  CHECK(again.read_only());
  REQUIRE(again.accept_loss());
  write_note(again, notes, "and on");
  CHECK(again.found_at_opening().empty());
}

TEST_CASE("what was erased stays erased when older keys are restored with newer entries") {
  const Folder folder;
  const Stick stick(folder / "stick");
  BackupFiles old_files;
  BackupFiles new_files;
  Compartment gone;
  Compartment kept;
  {
    Vault vault = new_vault(folder / "cases.mnv");
    gone = write_notes(vault, 2, "gone");
    kept = write_notes(vault, 2, "kept");
    old_files = stick.back_up(vault);
    REQUIRE(vault.erase({&gone, 1}, "she asked for it"));
    new_files = stick.back_up(vault);
  }
  {
    // Both of the old day: nothing in them knows of the order yet.
    const Vault vault = must_restore(old_files, folder / "old.mnv");
    CHECK(texts(vault, gone).size() == 2);
  }
  const auto file = folder / "again.mnv";
  {
    Vault vault = must_restore({new_files.entries, old_files.keys}, file);
    CHECK_FALSE(vault.can_open(gone));
    CHECK(texts(vault, gone).empty());
    CHECK(texts(vault, kept).size() == 2);
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
  const auto inside = open_inside(file, test_surroundings(8));
  CHECK_FALSE(inside->ring.newest(gone));
  const KeyFile::Keys keys = inside->key_file.keys().value();
  for (const WrappedKey& row : keys.rows)
    CHECK(row.compartment != gone);
}

TEST_CASE("an order to erase that arrives by a bundle is carried out in a restored old copy") {
  Office office;
  const Stick stick(office / "stick");
  BackupFiles files;
  Compartment gone;
  Vault lead = [&] {
    Vault director = office.found();
    gone = write_notes(director, 2, "gone");
    Vault out = office.admit(director, "lead", Role::lead);
    files = stick.back_up(director);
    office.carry(director, out);
    return out;
  }();
  REQUIRE(lead.erase({&gone, 1}, "she asked for it"));
  Vault again = must_restore(files, office / "again.mnv");
  CHECK(texts(again, gone).size() == 2);
  office.carry(lead, again);
  CHECK_FALSE(again.can_open(gone));
  CHECK(texts(again, gone).empty());
  CHECK(again.verify(1, {}).value().sound_throughout());
}

TEST_CASE("a drill opens a backup without touching it, and tells what was written since") {
  Office office;
  const Stick stick(office / "stick");
  Vault director = office.found();
  const Compartment notes = write_notes(director, 3);
  const Compartment gone = write_notes(director, 1);
  Vault lead = office.admit(director, "lead", Role::lead);
  const BackupFiles files = stick.back_up(director);
  const std::string before = contents(files.entries) + contents(files.keys);
  write_note(lead, notes, "by the lead");
  write_note(lead, notes, "by the lead");
  office.carry(lead, director);
  write_note(director, notes, "by the director");
  REQUIRE(director.erase({&gone, 1}, "asked for it"));
  const Compartment later = write_notes(director, 1);
  const auto drill = director.drill_backup(files, passphrase());
  REQUIRE_MESSAGE(drill.has_value(), (drill ? "" : in_english(drill.error())));
  CHECK(drill->verdict.sound_throughout());
  CHECK(drill->verdict.with_keys);
  CHECK(drill->noted);
  CHECK(drill->unknown == 0);
  CHECK(drill->closed == 0);
  CHECK(drill->opens_again == 1);
  REQUIRE(drill->behind.size() == 2);
  for (const Behind& one : drill->behind) {
    // The director: that the entries were backed up, a note, the order, the vault's new pair, a
    // note.
    CHECK(one.entries == (one.member == "lead" ? 2 : 5));
    CHECK((one.member == "lead" || one.member == "Test Member"));
  }
  CHECK(contents(files.entries) + contents(files.keys) == before);
  CHECK(names_in(stick.folder).size() == 2);
  static_cast<void>(later);
  // The director's own lock was not lost over it.
  CHECK_FALSE(open_again(office.file_of("director")));
}

TEST_CASE("a drill of what is no backup of this vault, or of a damaged one") {
  const Folder folder;
  const Stick stick(folder / "stick");
  const auto file = folder / "cases.mnv";
  Vault vault = new_vault(file);
  write_notes(vault, 3);
  const BackupFiles files = stick.back_up(vault);
  Vault other = new_vault(folder / "other.mnv", 9);
  const BackupFiles others = stick.back_up(other);
  CHECK(vault.drill_backup(others, passphrase()).error().what == "this backup is of another vault");
  CHECK(vault.drill_backup({file, key_file_of(file)}, passphrase()).error().what ==
        "these are the vault's own files, and no copy of them");
  CHECK(vault.drill_backup(files, passphrase("wrong words here")).error().what ==
        "the passphrase does not open this copy of the keys");
  CHECK_FALSE(open_again(file));
  std::string bytes = contents(files.entries);
  const std::size_t at = bytes.find("MNV1", 3 * 4096);
  bytes[at + 250] = static_cast<char>(bytes[at + 250] ^ 1);
  overwrite(files.entries, bytes);
  const auto drill = vault.drill_backup(files, passphrase());
  REQUIRE_MESSAGE(drill.has_value(), (drill ? "" : in_english(drill.error())));
  CHECK_FALSE(drill->verdict.sound_throughout());
  CHECK_FALSE(drill->noted);
}
