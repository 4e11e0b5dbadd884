// SPDX-License-Identifier: Apache-2.0
#include "vault/salvage.h"

#include <sys/mount.h>

#include <algorithm>
#include <random>
#include <set>

#include "test_office.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

constexpr std::size_t kPage = 4096;

Salvaged must_salvage(const SalvageWish& wish) {
  const auto out = salvage(wish);
  REQUIRE_MESSAGE(out.has_value(), (out ? "" : in_english(out.error())));
  return *out;
}

void remove_vault(const std::filesystem::path& file) {
  std::filesystem::remove(file);
  std::filesystem::remove(key_file_of(file));
}

std::vector<std::string> dump(const std::filesystem::path& file, const std::string& sql,
                              int columns) {
  std::vector<std::string> out;
  const auto database = Database::open(file, Database::Mode::untouched);
  REQUIRE(database);
  auto rows = database->prepare(sql);
  REQUIRE(rows);
  while (rows->step().value()) {
    std::string line;
    for (int i = 0; i < columns; ++i)
      line += (rows->is_null(i) ? "null" : rows->text(i)) + " ";
    out.push_back(line);
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Everything but the rows' numbers and the checksums over them.
std::vector<std::vector<std::string>> tables_of(const std::filesystem::path& file) {
  return {dump(file, "SELECT hex(body) FROM meta", 1),
          dump(file, "SELECT hex(id), hex(public_key) FROM author", 2),
          dump(file, "SELECT hex(id), hex(header), hex(sig), hex(ct), ct IS NULL FROM entry", 5),
          dump(file, "SELECT hex(tag), hex(by_entry) FROM erasure", 2),
          dump(file,
               "SELECT hex(id), hex(header), hex(sig), hex(ct), ct IS NULL, hex(public_key) FROM "
               "waiting",
               6),
          dump(file,
               "SELECT hex(body), hex(author), hex(sig), anchor_kind, hex(anchor), anchor IS NULL "
               "FROM checkpoint",
               6),
          dump(file,
               "SELECT hex(author), seq, hex(header_a), hex(sig_a), hex(header_b), hex(sig_b) FROM "
               "fork",
               6)};
}

struct StoredEntry {
  std::int64_t n = 0;
  std::string id;                ///< hexadecimal
  std::size_t from = 0, to = 0;  ///< its bytes in the file, from its id to the end of its contents
};

/// Where all entries lie that lie in one piece, which is all with contents of less than 3 KB.
std::vector<StoredEntry> entries_of(const std::filesystem::path& file) {
  const std::string bytes = contents(file);
  std::vector<StoredEntry> out;
  const auto database = Database::open(file, Database::Mode::untouched);
  auto rows = database->prepare("SELECT n, id, header, sig, crc, ct FROM entry ORDER BY n");
  while (rows->step().value()) {
    std::string all;
    for (int i = 1; i < 6; ++i)
      all.append(reinterpret_cast<const char*>(rows->blob(i).data()), rows->blob(i).size());
    const std::size_t at = bytes.find(all);
    REQUIRE(at != std::string::npos);
    out.push_back({rows->integer(0), to_hex(rows->blob(1)), at, at + all.size()});
  }
  return out;
}

std::set<std::string> ids_in(const std::filesystem::path& file) {
  std::set<std::string> out;
  for (std::string id : dump(file, "SELECT lower(hex(id)) FROM entry", 1))
    out.insert(id.substr(0, 64));
  return out;
}

constexpr std::size_t kNotes = 200;

struct Sample {
  Folder folder;
  std::filesystem::path file = folder / "a.mnv";
  std::filesystem::path damaged = folder / "b.mnv";
  std::filesystem::path target = folder / "saved.mnv";
  Compartment notes;
  std::string whole;
  std::vector<StoredEntry> entries;
  Sample() {
    {
      Vault vault = new_vault(file);
      notes = vault.new_compartments(1).value().front();
      std::vector<Draft> drafts;
      for (std::size_t i = 0; i < kNotes; ++i)
        drafts.push_back({notes, EntryKind::filing, "note " + std::to_string(i)});
      REQUIRE(vault.append(drafts));
    }
    whole = contents(file);
    entries = entries_of(file);
    REQUIRE(entries.size() == kNotes + 2);
  }
  Salvaged salvage_of(const std::string& bytes) const {
    copy_vault(file, folder, "b");
    overwrite(damaged, bytes);
    remove_vault(target);
    Salvaged out = must_salvage({.damaged = damaged, .target = target});
    CHECK(contents(damaged) == bytes);  // never in place
    return out;
  }
};

}  // namespace

TEST_CASE("each page of a vault in turn is zeroed: all entries on the others are saved") {
  const Sample sample;
  std::size_t lost_in_all = 0;
  std::size_t without_devices = 0;
  const std::size_t pages = sample.whole.size() / kPage;
  for (std::size_t page = 0; page < pages; ++page) {
    CAPTURE(page);
    std::string bytes = sample.whole;
    bytes.replace(page * kPage, kPage, kPage, '\0');
    const Salvaged saved = sample.salvage_of(bytes);
    std::set<std::string> expected;
    std::set<std::uint64_t> lost;
    for (const StoredEntry& entry : sample.entries) {
      if (entry.from / kPage == page || (entry.to - 1) / kPage == page) {
        lost.insert(static_cast<std::uint64_t>(entry.n));
      } else {
        expected.insert(entry.id);
      }
    }
    CHECK(ids_in(sample.target) == expected);
    CHECK(saved.entries == expected.size());
    std::set<std::uint64_t> named;
    for (const Damage& damage : saved.lost) {
      REQUIRE(damage.row);
      named.insert(*damage.row);
      CHECK(damage.entry);  // the index of ids lies on other pages
    }
    CHECK(named == lost);
    CHECK(saved.lost.size() == lost.size());
    CHECK(saved.entries_lost == lost.size());
    lost_in_all += lost.size();
    without_devices += saved.devices == 0 ? 1U : 0U;
    if (lost.empty() && saved.devices == 1)
      CHECK(saved.verdict.sound_throughout());
    CHECK(saved.unproved == (saved.devices == 0 ? saved.entries : 0));
  }
  MESSAGE("each of " << pages << " pages zeroed: of " << sample.entries.size()
                     << " entries each was lost once, with the page on which it lies: "
                     << lost_in_all << " in all, and no other");
  CHECK(lost_in_all == sample.entries.size());
  CHECK(without_devices == 1);
}

TEST_CASE("what is salvaged opens, says what is missing in one sentence, and is written on") {
  const Sample sample;
  // A page with notes from the middle.
  const std::size_t page = sample.entries[100].from / kPage;
  std::string bytes = sample.whole;
  bytes.replace(page * kPage, kPage, kPage, '\0');
  const Salvaged saved = sample.salvage_of(bytes);
  CHECK(saved.keys_copied);
  REQUIRE_FALSE(saved.lost.empty());
  {
    Vault vault = must_open(sample.target);
    REQUIRE_FALSE(vault.found_at_opening().empty());
    CHECK(in_english(vault.found_at_opening()[0].problem)
              .starts_with(std::to_string(saved.lost.size()) +
                           " entries are missing in the middle of this copy"));
    CHECK_FALSE(vault.read_only());
    CHECK(vault.read_sound(sample.notes).value().entries.size() == kNotes - saved.lost.size());
    write_note(vault, sample.notes, "and on");
  }
  // Together with a backup nothing is missing.
  const auto again = sample.folder / "again.mnv";
  const Salvaged joined =
      must_salvage({.damaged = sample.target, .others = {sample.file}, .target = again});
  CHECK(joined.lost.empty());
  CHECK(joined.entries == kNotes + 3);
  CHECK(joined.verdict.sound_throughout());
  const Vault vault = must_open(again);
  CHECK(vault.found_at_opening().empty());
  CHECK(vault.verify(1, {}).value().sound_throughout());
  const auto all = texts(vault, sample.notes);
  REQUIRE(all.size() == kNotes + 1);
  for (std::size_t i = 0; i < kNotes; ++i)
    CHECK(all[i] == "note " + std::to_string(i));
}

TEST_CASE("a lost end: read only until it is given up, and then written on") {
  const Sample sample;
  const std::size_t page = sample.entries.back().from / kPage;
  std::string bytes = sample.whole;
  bytes.replace(page * kPage, kPage, kPage, '\0');
  const Salvaged saved = sample.salvage_of(bytes);
  REQUIRE_FALSE(saved.lost.empty());
  CHECK(saved.lost.back().row == kNotes + 2);
  Vault vault = must_open(sample.target);
  CHECK(vault.read_only());
  REQUIRE(vault.found_at_opening().size() == 1);
  CHECK(in_english(vault.found_at_opening()[0].problem).find("this copy was rolled back") !=
        std::string::npos);
  CHECK(vault.lacking().at(0).entries == saved.lost.size());
  REQUIRE(vault.accept_loss());
  write_note(vault, sample.notes, "and on");
  CHECK(vault.verify(1, {}).value().sound_throughout());
}

TEST_CASE("a file cut short: all that lies before the cut is saved") {
  const Sample sample;
  std::mt19937_64 dice(3);
  for (int round = 0; round < (long_tests() ? 200 : 25); ++round) {
    const std::size_t cut = dice() % sample.whole.size();
    CAPTURE(cut);
    std::set<std::string> expected;
    for (const StoredEntry& entry : sample.entries) {
      if (entry.to <= cut)
        expected.insert(entry.id);
    }
    if (expected.empty())
      continue;
    const Salvaged saved = sample.salvage_of(sample.whole.substr(0, cut));
    CHECK(ids_in(sample.target) == expected);
    // The mark tells how many there were.
    CHECK(saved.entries + saved.entries_lost == kNotes + 2);
  }
}

TEST_CASE("a full disk: nothing of a salvage is left, at whatever page it is full") {
  const Sample sample;
  const auto small = sample.folder / "small";
  std::filesystem::create_directory(small);
  bool done = false;
  std::size_t failed = 0;
  for (int pages = 1; !done; pages += 3) {
    const std::string size = "size=" + std::to_string(pages * 4) + "k";
    if (mount("tmpfs", small.c_str(), "tmpfs", 0, size.c_str()) != 0) {
      MESSAGE("skipped: making a small file system needs root");
      return;
    }
    const auto saved = salvage({.damaged = sample.file, .target = small / "saved.mnv"});
    done = saved.has_value();
    if (!done) {
      ++failed;
      CHECK(saved.error().kind == Error::Kind::unavailable);
      CHECK(std::filesystem::is_empty(small));
    }
    umount(small.c_str());
  }
  CHECK(failed > 10);
}

TEST_CASE("one damaged byte of an entry costs that entry at most, with its reason") {
  const Sample sample;
  const StoredEntry& entry = sample.entries[57];
  constexpr std::size_t kHeaderAt = 32;
  constexpr std::size_t kSigAt = kHeaderAt + 200;
  constexpr std::size_t kCrcAt = kSigAt + 64;
  constexpr std::size_t kCtAt = kCrcAt + 16;
  using What = Damage::What;
  const std::vector<std::pair<std::size_t, std::optional<What>>> places = {
      {3, std::nullopt},                      // its id: the signature proves what it was
      {kHeaderAt + 150, What::row_checksum},  // the nonce
      {kHeaderAt + 170, What::ciphertext},    // the hash of the contents: found by the id too
      {kSigAt + 9, What::signature},
      {kCrcAt + 2, std::nullopt},
      {kCtAt + 99, What::ciphertext}};
  for (const auto& [at, what] : places) {
    CAPTURE(at);
    std::string bytes = sample.whole;
    bytes[entry.from + at] = static_cast<char>(bytes[entry.from + at] ^ 0x10);
    const Salvaged saved = sample.salvage_of(bytes);
    if (!what) {
      CHECK(saved.lost.empty());
      CHECK(saved.verdict.sound_throughout());
      continue;
    }
    REQUIRE(saved.lost.size() == 1);
    CHECK(saved.lost[0].row == 58);
    CHECK(to_hex(saved.lost[0].entry.value().bytes) == entry.id);
    if (at != kHeaderAt + 170)
      CHECK(saved.lost[0].what == *what);
    CHECK(saved.entries == kNotes + 1);
  }
}

TEST_CASE("long entries that run over many pages, of several devices, come out whole") {
  Office office;
  Vault director = office.found();
  const Compartment notes = write_notes(director, 2);
  std::vector<Vault> others;
  for (int i = 0; i < 7; ++i)
    others.push_back(office.admit(director, "lead " + std::to_string(i), Role::lead));
  // Everybody knows everybody's last, so headers grow to seven known heads and run on as well.
  for (std::size_t size = 100; size < 60'000; size = size * 9 / 7) {
    Vault& writer = others[size % others.size()];
    office.carry(director, writer);
    write_note(writer, notes, std::string(size, 'x'));
    office.carry(writer, director);
  }
  for (Vault& other : others) {
    write_note(other, notes, "from here");
    office.carry(other, director);
  }
  static_cast<void>(Vault(std::move(director)));
  const auto file = office.file_of("director");
  std::string bytes = contents(file);
  bytes.replace(0, kPage, kPage, '\0');
  overwrite(office / "damaged.mnv", bytes);
  const Salvaged saved =
      must_salvage({.damaged = office / "damaged.mnv", .target = office / "saved.mnv"});
  CHECK(saved.lost.empty());
  CHECK_FALSE(saved.keys_copied);
  CHECK(saved.devices == 8);
  CHECK(saved.verdict.sound_throughout());
  CHECK(tables_of(office / "saved.mnv") == tables_of(file));
}

TEST_CASE("all tables come out as they were: erasures, those that wait, checkpoints, forks") {
  Office office;
  Vault director = office.found();
  const Compartment notes = write_notes(director, 3);
  const Compartment gone = write_notes(director, 2, "gone");
  Vault lead = office.admit(director, "lead", Role::lead);
  Vault other = office.admit(director, "other", Role::lead);
  REQUIRE(director.erase({&gone, 1}, "asked for it"));
  // The lead's disk is copied; both go on writing.
  static_cast<void>(Vault(std::move(lead)));
  std::filesystem::copy_file(office.file_of("lead"), office / "twin.mnv");
  std::filesystem::copy_file(key_file_of(office.file_of("lead")), office / "twin.mnk");
  lead = must_open(office.file_of("lead"), 61);
  Vault twin = must_open(office / "twin.mnv", 62);
  write_note(lead, notes, "one");
  write_note(twin, notes, "another");
  office.carry(lead, director);
  CHECK(office.carry(twin, director).forked.size() == 1);
  static_cast<void>(Vault(std::move(director)));
  const auto file = office.file_of("director");
  {
    // One that waits with its key, and one without contents; a checkpoint with an anchor and one
    // without.
    auto database = Database::open(file, Database::Mode::write);
    REQUIRE(database->run(

        "INSERT INTO waiting SELECT n, id, header, sig, ct, (SELECT public_key FROM author LIMIT "
        "1) FROM entry WHERE n=4; INSERT INTO waiting SELECT n, id, header, sig, NULL, NULL FROM "
        "entry WHERE n=5;"
        "DROP TRIGGER entry_stays; DELETE FROM entry WHERE n IN (4, 5);"
        "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are "
        "never deleted'); END;"
        "INSERT INTO checkpoint VALUES(1, CAST(x'4D4E5643' || zeroblob(90) AS BLOB), zeroblob(16), "
        "zeroblob(64), 3, randomblob(5000));"
        "INSERT INTO checkpoint VALUES(2, CAST(x'4D4E5643' || zeroblob(91) AS BLOB), zeroblob(16), "
        "zeroblob(64), 0, NULL)"));
  }
  const auto before = tables_of(file);
  std::string bytes = contents(file);
  bytes.replace(0, kPage, kPage, '\0');
  overwrite(office / "damaged.mnv", bytes);
  const Salvaged saved =
      must_salvage({.damaged = office / "damaged.mnv", .target = office / "saved.mnv"});
  CHECK(saved.waiting == 2);
  CHECK(saved.erasures == 1);
  CHECK(saved.checkpoints == 2);
  CHECK(saved.forks == 1);
  CHECK(saved.devices == 3);
  const auto after = tables_of(office / "saved.mnv");
  for (std::size_t i = 0; i < before.size(); ++i) {
    CAPTURE(i);
    CHECK(after[i] == before[i]);
  }
}

TEST_CASE("what was erased stays erased, though an older copy still has its contents") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment gone;
  Compartment kept;
  {
    Vault vault = new_vault(file);
    gone = write_notes(vault, 4, "gone");
    kept = write_notes(vault, 4, "kept");
  }
  const auto old = copy_vault(file, folder, "old");
  {
    Vault vault = must_open(file);
    REQUIRE(vault.erase({&gone, 1}, "asked for it"));
  }
  const Salvaged saved =
      must_salvage({.damaged = file, .others = {old}, .target = folder / "saved.mnv"});
  CHECK(saved.lost.empty());
  CHECK(saved.erasures == 1);
  CHECK(saved.verdict.sound_throughout());
  CHECK(saved.verdict.erased == 4);
  const Vault vault = must_open(folder / "saved.mnv");
  CHECK(vault.found_at_opening().empty());
  CHECK(texts(vault, kept).size() == 4);
  CHECK(texts(vault, gone).empty());
  CHECK(dump(folder / "saved.mnv", "SELECT n FROM entry WHERE ct IS NULL", 1).size() == 4);
}

TEST_CASE("lost entries come back by a bundle, and a second salvage puts all in order") {
  Office office;
  Compartment notes;
  const auto file = office.file_of("director");
  Vault lead = [&] {
    Vault director = office.found();
    notes = director.new_compartments(1).value().front();
    std::vector<Draft> drafts;
    for (int i = 0; i < 40; ++i)
      drafts.push_back({notes, EntryKind::filing, "note " + std::to_string(i)});
    REQUIRE(director.append(drafts));
    return office.admit(director, "lead", Role::lead);
  }();
  write_note(lead, notes, "by the lead");
  const auto entries = entries_of(file);
  std::string bytes = contents(file);
  const std::size_t page = entries[20].from / kPage;
  bytes.replace(page * kPage, kPage, kPage, '\0');
  overwrite(file, bytes);
  const Salvaged saved = must_salvage({.damaged = file, .target = office / "saved.mnv"});
  REQUIRE_FALSE(saved.lost.empty());
  {
    Vault vault = must_open(office / "saved.mnv", 70);
    CHECK(texts(vault, notes).size() == 40 - saved.lost.size());
    const MergeReport report = office.carry(lead, vault);
    CHECK(report.waiting == 0);
    CHECK(report.added >= saved.lost.size());
    CHECK(texts(vault, notes).size() == 41);
  }
  const Salvaged again =
      must_salvage({.damaged = office / "saved.mnv", .target = office / "again.mnv"});
  CHECK(again.lost.empty());
  CHECK(again.verdict.sound_throughout());
  Vault vault = must_open(office / "again.mnv", 71);
  CHECK(vault.found_at_opening().empty());
  CHECK_FALSE(vault.read_only());
  write_note(vault, notes, "and on");
  CHECK(vault.verify(1, {}).value().sound_throughout());
}

TEST_CASE("salvaged, a vault has the founder it had, whatever an entry claims to be older than") {
  Office office;
  const auto file = office.file_of("director");
  int earlier = 0;
  {
    Vault director = office.found();
    const auto founder = director.summary().devices.front().author;
    for (const char* name : {"anna", "boris", "clara", "daria", "elena", "farid"}) {
      Vault member = office.admit(director, name, Role::case_worker);
      member = office.close_and_backdate(std::move(member), name);
      office.carry(member, director);
      for (const Device& device : member.summary().devices)
        earlier += device.this_one && device.author < founder ? 1 : 0;
    }
    CHECK(director.summary().members.size() == 7);
  }
  MESSAGE(earlier, " of 6 would stand before the founder by the order of entries");
  static_cast<void>(must_salvage({.damaged = file, .target = office / "saved.mnv"}));
  const Vault vault = must_open(office / "saved.mnv", 70);
  CHECK_FALSE(vault.read_only());
  for (const Member& member : vault.summary().members)
    CHECK((member.role == Role::director) == member.me);
  CHECK(vault.summary().members.size() == 7);
}

TEST_CASE("the log beside a file that was not closed is read too, and neither is touched") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  std::string before;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 12);
    // As a crash leaves them: copied while it is open.
    std::filesystem::copy_file(file, folder / "left.mnv");
    std::filesystem::copy_file(file.string() + "-wal", folder / "left.mnv-wal");
  }
  std::filesystem::copy_file(key_file_of(file), folder / "left.mnk");
  before = contents(folder / "left.mnv") + contents(folder / "left.mnv-wal");
  CHECK(std::filesystem::file_size(folder / "left.mnv-wal") > 12 * kPage);
  const Salvaged saved =
      must_salvage({.damaged = folder / "left.mnv", .target = folder / "saved.mnv"});
  CHECK(saved.entries == 14);
  CHECK(saved.lost.empty());
  CHECK(saved.verdict.sound_throughout());
  CHECK(contents(folder / "left.mnv") + contents(folder / "left.mnv-wal") == before);
  CHECK_FALSE(std::filesystem::exists(folder / "left.mnv-shm"));
  CHECK(texts(must_open(folder / "saved.mnv"), notes).size() == 12);
}

TEST_CASE("nothing is salvaged from other files, nor over files that are there") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    write_notes(vault, 2);
    Vault other = new_vault(folder / "other.mnv", 9);
  }
  overwrite(folder / "text.mnv", std::string(20'000, 'x'));
  const auto target = folder / "saved.mnv";
  CHECK(salvage({.damaged = folder / "text.mnv", .target = target}).error().what ==
        "no entry of a vault can be found in this file");
  CHECK(salvage({.damaged = folder / "none.mnv", .target = target}).error().what ==
        "this file cannot be opened for reading");
  CHECK(
      salvage({.damaged = file, .others = {folder / "other.mnv"}, .target = target}).error().what ==
      "one of the other copies is of another vault");
  CHECK(salvage({.damaged = file, .target = folder / "other.mnv"}).error().what ==
        "there is a file of this name already");
  const auto stopped = salvage({.damaged = file, .target = target},
                               [](std::uint64_t, std::uint64_t) { return false; });
  CHECK((stopped || stopped.error().what == "stopped as you asked"));
  if (!stopped)
    CHECK_FALSE(std::filesystem::exists(target));
}

TEST_CASE("false numbers in an index made for it do not take the memory of the machine") {
  const Sample sample;
  std::string bytes = sample.whole;
  // The last cell of an index page: its row, of two bytes, is made one of six.
  std::size_t changed = 0;
  for (std::size_t page = 0; page + kPage <= bytes.size(); page += kPage) {
    if (bytes[page] != 0x0A)
      continue;
    for (std::size_t at = page + 8; at + 60 < page + kPage; ++at) {
      if (bytes.compare(at, 3, "\x03\x4C\x02", 3) != 0 &&
          bytes.compare(at, 3, "\x03\x4C\x01", 3) != 0)
        continue;
      bytes[at - 1] = 41;
      bytes[at + 2] = 5;
      bytes[at + 3 + 32] = 0;
      ++changed;
    }
  }
  CHECK(changed > 10);
  const Salvaged saved = sample.salvage_of(bytes);
  CHECK(saved.entries == kNotes + 2);
  CHECK(saved.lost.empty());
}

TEST_CASE("of a wide gap one line is said, with how many entries it was") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    const Compartment notes = vault.new_compartments(1).value().front();
    const std::vector<Draft> drafts(1000, Draft{notes, EntryKind::filing, "note"});
    REQUIRE(vault.append(drafts));
  }
  std::string bytes = contents(file);
  bytes.resize(bytes.size() / 3);
  // The index of ids would name what is lost.
  for (std::size_t page = 0; page + kPage <= bytes.size(); page += kPage) {
    if ((bytes[page] == 0x0A || bytes[page] == 0x02) &&
        bytes.substr(page, kPage).find("\x2C\x4C") == std::string::npos)
      bytes.replace(page, kPage, kPage, '\0');
  }
  overwrite(file, bytes);
  const Salvaged saved = must_salvage({.damaged = file, .target = folder / "saved.mnv"});
  CHECK(saved.entries > 200);
  CHECK(saved.entries + saved.entries_lost == 1002);
  CHECK(saved.lost.size() < saved.entries_lost);
  CHECK(saved.verdict.sound_throughout());
}
