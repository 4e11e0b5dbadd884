// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "findings.h"
#include "place.h"
#include "schema.h"
#include "test_inside.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

void run_sql(const std::filesystem::path& file, const std::string& sql) {
  auto database = Database::open(file, Database::Mode::write);
  REQUIRE(database);
  const auto done = database->run(sql);
  REQUIRE_MESSAGE(done.has_value(), (done ? "" : in_english(done.error())));
}

std::string blob(ByteView bytes) {
  return "x'" + to_hex(bytes) + "'";
}

}  // namespace

TEST_CASE("create refuses what would be weak, overwrite something or lie nowhere") {
  const Folder folder;
  const auto refused = [&](const std::string& name, const std::string& words,
                           const Surroundings& surroundings) {
    const auto vault = Vault::create(folder / name, passphrase(words), {"m", "d"},
                                     KdfProfile::for_tests, surroundings);
    REQUIRE_FALSE(vault);
    CHECK_FALSE(vault.error().next.empty());
    return vault.error().kind;
  };
  CHECK(refused("a.mnv", "жщцкъгйфх", test_surroundings(1)) == Error::Kind::bad_input);
  CHECK(refused("nowhere/a.mnv", "six long words that are enough", test_surroundings(1)) ==
        Error::Kind::not_found);
  // A release program's clock cannot make the cheap vaults of the tests.
  CHECK(refused("a.mnv", "six long words that are enough", real_surroundings()) ==
        Error::Kind::not_allowed);
  overwrite(folder / "b.mnv", "something dear");
  CHECK(refused("b.mnv", "six long words that are enough", test_surroundings(1)) ==
        Error::Kind::not_allowed);
  CHECK(contents(folder / "b.mnv") == "something dear");
  overwrite(folder / "c.mnk", "keys of another");
  CHECK(refused("c.mnv", "six long words that are enough", test_surroundings(1)) ==
        Error::Kind::not_allowed);
  CHECK(contents(folder / "c.mnk") == "keys of another");
  CHECK_FALSE(std::filesystem::exists(folder / "a.mnv"));
  CHECK_FALSE(std::filesystem::exists(folder / "a.mnv.new"));
  // Long enough for any rule on letters, and among the first that anybody tries.
  CHECK(refused("a.mnv", "Password12345", test_surroundings(1)) == Error::Kind::bad_input);
  // Ten Cyrillic letters are ten, though they are twenty bytes.
  CHECK(Vault::create(folder / "d.mnv", passphrase("жщцкъгйфхш"), {"m", "d"}, KdfProfile::for_tests,
                      test_surroundings(1)));
}

TEST_CASE("a file that cannot get its name is not called taken when it is not") {
  const Folder folder;
  overwrite(folder / "a", "one");
  overwrite(folder / "b", "another");
  const auto taken = rename_anew(folder / "a", folder / "b");
  REQUIRE_FALSE(taken);
  CHECK(taken.error().kind == Error::Kind::not_allowed);
  CHECK(contents(folder / "b") == "another");
  const auto nowhere = rename_anew(folder / "a", folder / "nowhere/b");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().kind == Error::Kind::unavailable);
  CHECK(rename_anew(folder / "a", folder / "c"));
}

TEST_CASE("a passphrase opens however its letters are put together") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  // U+0439, and U+0438 with U+0306: the same letter from two keyboards.
  const std::string composed = "тихий ручей за мостом";
  const std::string apart = "тихии\xCC\x86 ручей за мостом";
  REQUIRE(Vault::create(file, passphrase(composed), {"m", "d"}, KdfProfile::for_tests,
                        test_surroundings(1)));
  CHECK(Vault::open(file, passphrase(composed), test_surroundings(2)));
  CHECK(Vault::open(file, passphrase(apart), test_surroundings(3)));
  CHECK_FALSE(Vault::open(file, passphrase("тихии ручей за мостом"), test_surroundings(4)));
  CHECK_FALSE(Vault::open(file, passphrase("\xD0 no text at all"), test_surroundings(5)));
}

TEST_CASE("append refuses foreign compartments, kinds of the vault's own and giant bodies") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Compartment notes = write_notes(vault, 1);
  const Draft unknown{Compartment{{1, 2, 3}}, EntryKind::filing, "x"};
  const Draft own{notes, EntryKind::erase, "x"};
  const Draft giant{notes, EntryKind::filing, std::string((16 << 20) + 1, 'x')};
  CHECK_FALSE(vault.append({&unknown, 1}));
  CHECK_FALSE(vault.append({&own, 1}));
  CHECK_FALSE(vault.append({&giant, 1}));
  CHECK(vault.entry_count() == 3);
  CHECK(vault.append({}).value().empty());
  const Draft largest{notes, EntryKind::filing, std::string(16 << 20, 'x')};
  REQUIRE(vault.append({&largest, 1}));
  CHECK(vault.read(notes).value().back().body == largest.body);
}

TEST_CASE("one bad draft among many stores none of them") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Compartment notes = write_notes(vault, 1);
  const std::vector<Draft> drafts{{notes, EntryKind::filing, "good"},
                                  {Compartment{}, EntryKind::filing, "nobody's"}};
  CHECK_FALSE(vault.append(drafts));
  CHECK(vault.read(notes).value().size() == 1);
}

TEST_CASE("an import that is stopped half-way stores nothing") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Compartment notes = write_notes(vault, 1);
  const std::vector<Draft> drafts(1000, Draft{notes, EntryKind::filing, "one of many"});
  std::uint64_t seen = 0;
  const auto stopped_at = vault.append(drafts, [&](std::uint64_t done, std::uint64_t total) {
    seen = done;
    CHECK(total == 1000);
    return done < 500;
  });
  REQUIRE_FALSE(stopped_at);
  CHECK(stopped_at.error().what == stopped().what);
  CHECK(seen >= 500);
  CHECK(vault.read(notes).value().size() == 1);
  REQUIRE(vault.append(drafts));
  CHECK(vault.read(notes).value().size() == 1001);
}

TEST_CASE("one damaged key closes its own compartment and no other") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment lost;
  Compartment kept;
  {
    Vault vault = new_vault(file);
    lost = write_notes(vault, 3, "lost");
    kept = write_notes(vault, 3, "kept");
  }
  run_sql(key_file_of(file),
          "UPDATE casekey SET wrapped=randomblob(48) WHERE tag=" + blob(lost.bytes));
  const Vault vault = must_open(file);
  REQUIRE(vault.found_at_opening().size() == 1);
  CHECK(vault.found_at_opening()[0].what == Damage::What::key);
  CHECK(vault.read(kept).value().size() == 3);
  const auto sound = vault.read_sound(lost);
  REQUIRE(sound);
  CHECK(sound->entries.empty());
  CHECK(sound->damages.size() == 3);
  CHECK_FALSE(vault.can_open(lost));
  const auto verdict = vault.verify(1, {}).value();
  CHECK(verdict.damages.size() == 4);  // three entries and the key row itself
}

TEST_CASE("a key that is gone without an order is damage, not somebody else's") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment lost;
  Compartment kept;
  {
    Vault vault = new_vault(file);
    kept = write_notes(vault, 3, "kept");
  }
  // As when a backup of the keys is put back that is older than the entries.
  const std::string older = contents(key_file_of(file));
  {
    Vault vault = must_open(file, 5);
    lost = write_notes(vault, 3, "lost");
  }
  overwrite(key_file_of(file), older);
  const Vault vault = must_open(file);
  REQUIRE(vault.found_at_opening().size() == 1);
  CHECK(vault.found_at_opening()[0].what == Damage::What::key);
  CHECK(vault.found_at_opening()[0].problem.fills == std::vector<std::string>{"1"});
  CHECK(vault.read(kept).value().size() == 3);
  CHECK(vault.read_sound(lost).value().damages.size() == 3);
  CHECK_FALSE(vault.can_open(lost));
  const auto verdict = vault.verify(1, {}).value();
  CHECK(verdict.sealed == 0);
  CHECK(verdict.damages.size() == 4);  // three entries and their key
}

TEST_CASE("a key row moved to another compartment does not open it") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment first;
  Compartment second;
  {
    Vault vault = new_vault(file);
    first = write_notes(vault, 1);
    second = write_notes(vault, 1);
  }
  WrappedKey row;
  VaultId id;
  {
    const auto inside = open_inside(file, test_surroundings(8));
    id = inside->id;
    const KeyFile::Keys keys = inside->key_file.keys().value();
    for (const WrappedKey& each : keys.rows)
      if (each.compartment == first)
        row = each;
  }
  // With a checksum made to fit.
  row.compartment = second;
  run_sql(key_file_of(file),
          "UPDATE casekey SET nonce=" + blob(row.nonce) + ", wrapped=" + blob(row.wrapped) +
              ", crc=" + blob(row_checksum(id, row)) + " WHERE tag=" + blob(second.bytes));
  const Vault vault = must_open(file);
  CHECK(vault.can_open(first));
  CHECK_FALSE(vault.can_open(second));
}

TEST_CASE("ciphertext under another key than the one committed to is refused") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  write_notes(vault, 1);
  const auto file = folder / "a.mnv";
  vault = new_vault(folder / "b.mnv");
  const auto inside = open_inside(file, test_surroundings(9));
  auto reader = inside->readers->borrow().value();
  const StoredRow row = reader.row(3);
  const Header header = parse_header(row.header()).value();
  CHECK(open_row(row, header, *inside->ring.find(header.compartment, 1)));
  const Bytes other(32, 0x42);
  const auto wrong = open_row(row, header, other);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error() == Damage::What::key);
}

TEST_CASE("the mark taken away is missed") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    write_notes(vault, 3);
  }
  for (const char* sql : {"DELETE FROM mark", "UPDATE mark SET body=randomblob(100)"}) {
    const auto copy = copy_vault(file, folder, "b");
    run_sql(key_file_of(copy), sql);
    const Vault vault = must_open(copy);
    REQUIRE(vault.found_at_opening().size() == 1);
    CHECK(vault.found_at_opening()[0].what == Damage::What::rolled_back);
    CHECK_FALSE(vault.verify(1, {}).value().sound_throughout());
  }
}

TEST_CASE("a copied device that wrote elsewhere is seen as a fork, not taken over") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 3);
  }
  const auto clone = copy_vault(file, folder, "b");
  {
    Vault vault = must_open(file, 21);
    const Draft draft{notes, EntryKind::filing, "here"};
    REQUIRE(vault.append({&draft, 1}));
  }
  {
    Vault vault = must_open(clone, 22);
    const Draft draft{notes, EntryKind::filing, "there"};
    REQUIRE(vault.append({&draft, 1}));
  }
  // The clone's entries beside the first one's marks: same number, another id.
  std::filesystem::copy_file(clone, file, std::filesystem::copy_options::overwrite_existing);
  Vault vault = must_open(file, 23);
  CHECK(vault.read_only());
  const Draft draft{notes, EntryKind::filing, "no further"};
  CHECK_FALSE(vault.append({&draft, 1}));
  const auto verdict = vault.verify(1, {}).value();
  REQUIRE(verdict.damages.size() == 1);
  CHECK(verdict.damages[0].what == Damage::What::fork);
}

TEST_CASE("an erased compartment is said to be erased, and everything still verifies") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment gone;
  Compartment kept;
  {
    Vault vault = new_vault(file);
    gone = write_notes(vault, 3, "gone");
    kept = write_notes(vault, 3, "kept");
  }
  erase_compartment(file, gone, test_surroundings(30));
  const Verdict keyless = check_without_key(file, 1, {}).value();
  CHECK(keyless.sound_throughout());
  CHECK(keyless.erased == 3);
  Vault vault = must_open(file);
  CHECK(vault.found_at_opening().empty());
  const Verdict verdict = vault.verify(1, {}).value();
  CHECK(verdict.sound_throughout());
  CHECK(verdict.erased == 3);
  CHECK(verdict.sound == verdict.entries);
  CHECK(vault.read(gone).value().empty());
  CHECK(vault.read(kept).value().size() == 3);
  CHECK_FALSE(vault.can_open(gone));
  const Draft draft{gone, EntryKind::filing, "again"};
  CHECK_FALSE(vault.append({&draft, 1}));
}

TEST_CASE("blanked contents without an order are missing, not erased") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 3);
  }
  // An insider writes an erasure row that no entry ordered, and uses the guard's own door.
  run_sql(file, "INSERT INTO erasure VALUES(" + blob(notes.bytes) + ", randomblob(32))");
  run_sql(file, "UPDATE entry SET ct=NULL WHERE n=4");
  const Verdict keyless = check_without_key(file, 1, {}).value();
  REQUIRE(keyless.damages.size() == 1);
  CHECK(keyless.damages[0].row == 4);
  // Naming an entry that orders nothing satisfies who has no key, and nobody who has one.
  const auto copy = copy_vault(file, folder, "b");
  run_sql(copy, "DROP TRIGGER erasure_unchanged");
  run_sql(copy, "UPDATE erasure SET by_entry=(SELECT id FROM entry WHERE n=3)");
  for (const SchemaPart& part : schema_of(FileKind::entries))
    if (part.name == "erasure_unchanged")
      run_sql(copy, std::string(part.sql));
  const Vault vault = must_open(copy);
  const Verdict verdict = vault.verify(1, {}).value();
  REQUIRE(verdict.damages.size() == 1);
  CHECK(verdict.damages[0].row == 4);
  CHECK(verdict.damages[0].what == Damage::What::ciphertext);
}
