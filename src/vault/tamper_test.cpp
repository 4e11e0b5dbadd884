// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <random>

#include "header.h"
#include "row_check.h"
#include "schema.h"
#include "test_vault.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

/// A vault with twelve rows: two of its own, ten notes.
struct Target {
  Folder folder;
  std::filesystem::path file = folder / "a.mnv";
  Compartment notes;
  std::string head;
  Target() {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 10);
    head = vault.summary().head_hash;
  }
};

/// An insider with the file and the SQLite shell: takes the guards away, works, and puts them
/// back, so that nothing but the entries can give it away.
void tamper(const std::filesystem::path& file, const std::function<void(Database&)>& work) {
  auto database = Database::open(file, Database::Mode::write);
  REQUIRE(database);
  std::string guards;
  for (const SchemaPart& part : schema_of(FileKind::entries)) {
    if (part.sql.rfind("CREATE TRIGGER", 0) != 0)
      continue;
    guards += std::string(part.sql) + ";";
    REQUIRE(database->run("DROP TRIGGER " + std::string(part.name)));
  }
  work(*database);
  REQUIRE(database->run(guards));
}

void tamper_sql(const std::filesystem::path& file, const std::string& sql) {
  tamper(file, [&](Database& database) {
    const auto done = database.run(sql);
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : in_english(done.error())));
  });
}

bool names_row(const std::vector<Damage>& damages, std::uint64_t row) {
  for (const Damage& damage : damages) {
    if (damage.row == row)
      return true;
  }
  return false;
}

/// Both verifications find it and name the row (0: any), in whole sentences.
void must_be_found(const std::filesystem::path& file, std::uint64_t row) {
  const auto keyless = check_without_key(file, 1, {});
  REQUIRE(keyless);
  CHECK_FALSE(keyless->sound_throughout());
  if (row != 0)
    CHECK(names_row(keyless->damages, row));
  const auto vault = open_again(file);
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  const auto verdict = vault->verify(1, {});
  REQUIRE(verdict);
  CHECK_FALSE(verdict->sound_throughout());
  if (row != 0)
    CHECK(names_row(verdict->damages, row));
  for (const Damage& damage : verdict->damages) {
    CHECK_FALSE(damage.problem.what.empty());
    CHECK_FALSE(damage.problem.next.empty());
    CHECK(in_english(damage.problem).find('{') == std::string::npos);
  }
}

/// Row 13 as somebody without a key can make it: in the right form, with an id that fits.
void add_forged_row(const std::filesystem::path& file, bool stranger, bool sum_fits) {
  auto database = Database::open(file, Database::Mode::write);
  REQUIRE(database);
  auto last = database->prepare("SELECT header, sig, id FROM entry WHERE n=12");
  REQUIRE(last->step().value());
  Header header = parse_header(last->blob(0)).value();
  const Bytes sig(last->blob(1).begin(), last->blob(1).end());
  ++header.seq;
  ++header.lamport;
  std::copy_n(last->blob(2).begin(), header.prev.bytes.size(), header.prev.bytes.begin());
  last->reset();
  if (stranger) {
    header.author.bytes.fill(9);
    header.seq = 1;
    header.prev = {};
  }
  const Bytes sealed(528, 7);
  header.ct_hash = sealed_hash(sealed);
  const Bytes bytes = encode(header);
  const EntryId id = id_of(bytes);
  const Hash16 crc = row_checksum(sum_fits ? 13 : 14, id.bytes, bytes, sig);
  REQUIRE(database->run("INSERT INTO entry VALUES(13, x'" + to_hex(id.bytes) + "', x'" +
                        to_hex(bytes) + "', x'" + to_hex(sig) + "', x'" + to_hex(crc) + "', x'" +
                        to_hex(sealed) + "')"));
}

/// Recomputes what needs no key, as a careful forger would.
void repair_sums(Database& database, std::int64_t n, bool id_too) {
  auto select = database.prepare("SELECT id, header, sig FROM entry WHERE n=?1");
  select->bind(1, n);
  REQUIRE(select->step().value());
  Bytes id(select->blob(0).begin(), select->blob(0).end());
  const Bytes header(select->blob(1).begin(), select->blob(1).end());
  const Bytes sig(select->blob(2).begin(), select->blob(2).end());
  select->reset();
  if (id_too) {
    const EntryId anew = id_of(header);
    id.assign(anew.bytes.begin(), anew.bytes.end());
  }
  const Hash16 crc = row_checksum(static_cast<std::uint64_t>(n), id, header, sig);
  REQUIRE(database.run("UPDATE entry SET id=x'" + to_hex(id) + "', crc=x'" + to_hex(crc) +
                       "' WHERE n=" + std::to_string(n)));
}

}  // namespace

TEST_CASE("the database itself refuses to change or delete an entry") {
  const Target target;
  auto database = Database::open(target.file, Database::Mode::write);
  REQUIRE(database);
  for (const char* sql :
       {"DELETE FROM entry WHERE n=5", "UPDATE entry SET sig=zeroblob(64) WHERE n=5",
        "UPDATE entry SET ct=NULL WHERE n=5", "UPDATE entry SET ct=zeroblob(528) WHERE n=5",
        "UPDATE entry SET n=99 WHERE n=5", "DELETE FROM author",
        "UPDATE author SET public_key=zeroblob(32)"}) {
    CAPTURE(sql);
    const auto done = database->run(sql);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == Error::Kind::not_allowed);
  }
}

TEST_CASE("a change of any column is found and its row is named") {
  const Target target;
  const struct {
    const char* sql;
    std::uint64_t row;
  } changes[] = {
      {"UPDATE entry SET id=randomblob(32) WHERE n=5", 5},
      {"UPDATE entry SET id=zeroblob(3) WHERE n=5", 5},
      {"UPDATE entry SET header=randomblob(200) WHERE n=5", 5},
      {"UPDATE entry SET header=x'' WHERE n=5", 5},
      {"UPDATE entry SET sig=randomblob(64) WHERE n=5", 5},
      {"UPDATE entry SET crc=randomblob(16) WHERE n=5", 5},
      {"UPDATE entry SET ct=randomblob(528) WHERE n=5", 5},
      {"UPDATE entry SET ct=x'' WHERE n=5", 5},
      {"UPDATE entry SET ct=NULL WHERE n=5", 5},
      {"UPDATE entry SET ct=(SELECT ct FROM entry WHERE n=6) WHERE n=5", 5},
      {"UPDATE entry SET n=50 WHERE n=5", 5},
      {"UPDATE entry SET n=50 WHERE n=12", 12},
      {"UPDATE entry SET n=-n; UPDATE entry SET n=13+n", 1},
      {"UPDATE entry SET n=100 WHERE n=5; UPDATE entry SET n=5 WHERE n=6; "
       "UPDATE entry SET n=6 WHERE n=100",
       5},
      {"DELETE FROM entry WHERE n=3", 3},
      {"DELETE FROM entry WHERE n=5", 5},
      {"DELETE FROM entry WHERE n=5; UPDATE entry SET n=n-1 WHERE n>5", 5},
      {"DELETE FROM entry WHERE n=12", 0},
      {"DELETE FROM entry WHERE n>6", 0},
      {"DELETE FROM entry WHERE n=1", 1},
      {"DELETE FROM entry", 0},
      {"INSERT INTO entry SELECT 13, randomblob(32), header, sig, crc, ct FROM entry WHERE n=5",
       13},
      {"INSERT INTO entry SELECT 13, randomblob(32), randomblob(200), sig, crc, ct FROM entry "
       "WHERE n=5",
       13},
      {"UPDATE author SET public_key=randomblob(32)", 0},
      {"DELETE FROM author", 5},
  };
  for (const auto& change : changes) {
    CAPTURE(change.sql);
    const auto file = copy_vault(target.file, target.folder, "b");
    // Rows may only be numbered from 1; a forger would not be held up by that.
    const std::string sql = std::string("PRAGMA ignore_check_constraints=ON; ") + change.sql;
    tamper_sql(file, sql);
    must_be_found(file, change.row);
  }
}

TEST_CASE("a forger who recomputes every checksum is still found") {
  const Target target;
  const auto forge = [&](const std::string& sql, std::vector<std::int64_t> rows, bool id_too) {
    const auto file = copy_vault(target.file, target.folder, "b");
    tamper(file, [&](Database& database) {
      REQUIRE(database.run(sql));
      for (const std::int64_t row : rows)
        repair_sums(database, row, id_too);
    });
    CAPTURE(sql);
    must_be_found(file, static_cast<std::uint64_t>(rows.front()));
  };
  // Two rows exchanged.
  forge(
      "UPDATE entry SET n=100 WHERE n=5; UPDATE entry SET n=5 WHERE n=6; "
      "UPDATE entry SET n=6 WHERE n=100",
      {5, 6}, false);
  // One row cut out and the others moved up.
  forge("DELETE FROM entry WHERE n=5; UPDATE entry SET n=n-1 WHERE n>5", {5, 6, 7, 8, 9, 10, 11},
        false);
  // A header made to say another lamport time, with a fitting id.
  forge(
      "UPDATE entry SET header = CAST(substr(header,1,80) || x'ff' || substr(header,82) AS BLOB) "
      "WHERE n=5",
      {5}, true);
}

TEST_CASE("nothing is hung on an entry that its author did not sign, however often it is opened") {
  const Target target;
  for (const bool stranger : {false, true}) {
    for (const bool sum_fits : {true, false}) {
      const auto file = copy_vault(target.file, target.folder, "b");
      add_forged_row(file, stranger, sum_fits);
      CAPTURE(stranger);
      CAPTURE(sum_fits);
      for (int opening = 0; opening < 2; ++opening) {
        Vault vault = must_open(file);
        REQUIRE(vault.found_at_opening().size() == 1);
        CHECK(vault.found_at_opening()[0].row == 13);
        CHECK(vault.read_only());
        CHECK(vault.read_sound(target.notes).value().entries.size() == 10);
        CHECK(vault.summary().head_hash == target.head);
        const Draft draft{target.notes, EntryKind::filing, "behind it"};
        CHECK_FALSE(vault.append({&draft, 1}));
      }
      const Verdict verdict = check_without_key(file, 1, {}).value();
      CHECK(verdict.damages.size() == 1);
      CHECK(verdict.head_hash == target.head);
    }
  }
}

TEST_CASE("false numbers in a file made for it do not take the memory of the machine") {
  Chains chains;
  std::size_t believed = 0;
  for (std::uint8_t author = 1; author < 100; ++author) {
    Header header;
    header.author.bytes.fill(author);
    header.seq = 900'000;
    header.lamport = author;
    CHECK(chains.follow(EntryId{{author}}, header));
    believed = chains.heads().size();
  }
  CHECK(believed == 1);
}

TEST_CASE("guards that were taken away are missed, and the vault is then read only") {
  const Target target;
  {
    auto database = Database::open(target.file, Database::Mode::write);
    REQUIRE(database->run("DROP TRIGGER entry_stays"));
  }
  must_be_found(target.file, 0);
  Vault vault = must_open(target.file);
  CHECK(vault.read_only());
  CHECK(vault.read(target.notes).value().size() == 10);
  const Draft draft{target.notes, EntryKind::filing, "more"};
  CHECK_FALSE(vault.append({&draft, 1}));
}

TEST_CASE("yesterday's file is called rolled back, with how many entries are missing") {
  const Target target;
  const std::string yesterday = contents(target.file);
  {
    Vault vault = must_open(target.file, 2);
    for (int i = 0; i < 14; ++i) {
      const Draft draft{target.notes, EntryKind::filing, "today"};
      REQUIRE(vault.append({&draft, 1}));
    }
  }
  overwrite(target.file, yesterday);
  Vault vault = must_open(target.file, 3);
  REQUIRE(vault.found_at_opening().size() == 1);
  const Damage& damage = vault.found_at_opening().front();
  CHECK(damage.what == Damage::What::rolled_back);
  CHECK(damage.problem.fills == std::vector<std::string>{"14"});
  CHECK(vault.read_only());
  CHECK(vault.read(target.notes).value().size() == 10);
  const Draft draft{target.notes, EntryKind::filing, "would make a fork"};
  CHECK_FALSE(vault.append({&draft, 1}));
  const auto keyless = check_without_key(target.file, 1, {});
  CHECK_FALSE(keyless->sound_throughout());
}

TEST_CASE("one damaged entry costs itself alone") {
  const Target target;
  tamper_sql(target.file, "UPDATE entry SET ct=randomblob(528) WHERE n=7");
  Vault vault = must_open(target.file);
  CHECK_FALSE(vault.read(target.notes));
  const auto sound = vault.read_sound(target.notes).value();
  CHECK(sound.entries.size() == 9);
  REQUIRE(sound.damages.size() == 1);
  CHECK(sound.damages[0].row == 7);
  CHECK(sound.damages[0].entry.has_value());
  const auto verdict = vault.verify(2, {}).value();
  REQUIRE(verdict.damages.size() == 1);
  CHECK(verdict.damages[0].what == Damage::What::ciphertext);
  CHECK(verdict.sound == 11);
  std::size_t seen = 0;
  const auto damages = vault.for_each(2, [&](Entry&&) -> Result<void> {
    ++seen;
    return {};
  });
  CHECK(seen == 11);
  REQUIRE(damages);
  CHECK(damages->size() == 1);
  // The chain's end is sound, so work goes on.
  const Draft draft{target.notes, EntryKind::filing, "after the damage"};
  CHECK(vault.append({&draft, 1}));
}

TEST_CASE("any number of threads hands over the same entries in the same order") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  constexpr std::size_t kNotes = 2500;  // more than two blocks
  {
    Vault vault = new_vault(file);
    const Compartment notes = vault.new_compartments(1).value().front();
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < kNotes; ++i)
      drafts.push_back({notes, EntryKind::filing, "note " + std::to_string(i)});
    REQUIRE(vault.append(drafts));
  }
  tamper_sql(file, "UPDATE entry SET ct=randomblob(528) WHERE n IN (7, 1024, 1500)");
  const Vault vault = must_open(file);
  for (const unsigned threads : {1U, 2U, 3U, 16U}) {
    CAPTURE(threads);
    std::vector<std::string> in_hand(Vault::kInHand);
    std::vector<std::string> told;
    const auto damages = vault.for_each_made(
        threads,
        [&](std::size_t place, Entry&& entry) {
          in_hand[place] = entry.kind == EntryKind::filing ? entry.body : "the vault's own";
        },
        [&](std::size_t place) -> Result<void> {
          told.push_back(std::move(in_hand[place]));
          return {};
        });
    std::vector<std::string> expected = {"the vault's own", "the vault's own"};
    for (std::size_t i = 0; i < kNotes; ++i)
      if (i + 3 != 7 && i + 3 != 1024 && i + 3 != 1500)
        expected.push_back("note " + std::to_string(i));
    CHECK(told == expected);
    REQUIRE(damages);
    REQUIRE(damages->size() == 3);
    CHECK(damages->at(0).row == 7);
    CHECK(damages->at(1).row == 1024);
    CHECK(damages->at(2).row == 1500);
  }
}

TEST_CASE("a row that is damaged in its header is one finding, not two") {
  const Target target;
  tamper_sql(target.file, "UPDATE entry SET header=randomblob(200) WHERE n=7");
  const Vault vault = must_open(target.file);
  const auto verdict = vault.verify(1, {}).value();
  REQUIRE(verdict.damages.size() == 1);
  CHECK(verdict.damages[0].row == 7);
  CHECK(vault.found_at_opening().size() == 1);
}

TEST_CASE("random changes to any cell of any row are all found") {
  const Target target;
  std::mt19937 dice(20'261'123);
  const int rounds = long_tests() ? 10'000 : 200;
  const char* columns[] = {"id", "header", "sig", "crc", "ct"};
  const auto file = copy_vault(target.file, target.folder, "b");
  for (int i = 0; i < rounds; ++i) {
    copy_vault(target.file, target.folder, "b");
    const auto row = 1 + dice() % 12;
    const std::string column = columns[dice() % 5];
    const std::string at = std::to_string(1 + dice() % 16);
    CAPTURE(row);
    CAPTURE(column);
    CAPTURE(at);
    // The byte at this place becomes its successor.
    tamper_sql(file, "UPDATE entry SET " + column + " = CAST(substr(" + column + ",1," + at +
                         "-1) || unhexed.b || substr(" + column + "," + at +
                         "+1) AS BLOB) FROM (SELECT n AS m, CASE WHEN substr(" + column + "," + at +
                         ",1) = x'00' THEN x'01' ELSE x'00' END AS b FROM entry) AS unhexed "
                         "WHERE m = n AND n = " +
                         std::to_string(row));
    const auto keyless = check_without_key(file, 1, {});
    REQUIRE(keyless);
    REQUIRE(names_row(keyless->damages, row));
    REQUIRE(keyless->damages.size() == 1);
  }
  MESSAGE("rows changed by SQL: ", rounds, ", each found and named");
}
