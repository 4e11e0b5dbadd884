// SPDX-License-Identifier: Apache-2.0
//
// What a failing disk does. Every byte of a small vault is inverted in turn (a sample of them in
// the ordinary run, all with MANUMIT_LONG_TESTS=1). A byte may stay unnoticed only if nothing of
// what was written has changed: SQLite leaves free space in its pages, and its file header has
// counters and spare bytes that no reader heeds.
#include <doctest/doctest.h>

#include <random>

#include "test_vault.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

constexpr int kNotes = 12;

struct Sample {
  Folder folder;
  std::filesystem::path file = folder / "a.mnv";
  Compartment notes;
  std::string head;
  Sample() {
    Vault vault = new_vault(file);
    notes = write_notes(vault, kNotes);
    head = vault.summary().head_hash;
  }
};

// How an entry lies in a page (https://www.sqlite.org/fileformat2.html §2.1): the row number, then
// the record header, of which this is the one for a ciphertext of 528 bytes, then the columns.
const std::string kRecord{"\x0A\x00\x4C\x83\x1C\x81\x0C\x2C\x88\x2C", 10};
constexpr std::size_t kCrcInRecord = 10 + 32 + 200 + 64;
constexpr std::size_t kSealedInRecord = kCrcInRecord + 16;

/// Where the records of all entries begin. Their numbers are below 128: one byte before.
std::vector<std::size_t> records(const std::string& file) {
  std::vector<std::size_t> out;
  for (std::size_t at = file.find(kRecord); at != std::string::npos;
       at = file.find(kRecord, at + 1))
    out.push_back(at);
  return out;
}

enum class Outcome { refused, found, harmless };

bool gives_all_back(const Vault& vault, const Sample& sample) {
  const auto entries = vault.read(sample.notes);
  if (!entries || entries->size() != kNotes)
    return false;
  for (int i = 0; i < kNotes; ++i) {
    if ((*entries)[static_cast<std::size_t>(i)].body != "note " + std::to_string(i + 1))
      return false;
  }
  return vault.summary().head_hash == sample.head;
}

/// Opens, verifies and reads; checks on the way that nothing wrong is ever handed out.
Outcome try_out(const std::filesystem::path& file, const Sample& sample) {
  const auto vault = open_again(file);
  if (!vault) {
    // The passphrase is right: whatever happened to the bytes, it is never called wrong.
    CHECK(vault.error().kind != Error::Kind::not_allowed);
    CHECK(vault.error().what.find("passphrase is not") == std::string::npos);
    CHECK_FALSE(vault.error().next.empty());
    return Outcome::refused;
  }
  const auto verdict = vault->verify(1, {});
  const bool found = !verdict || !verdict->sound_throughout() || !vault->found_at_opening().empty();
  const auto read = vault->read_sound(sample.notes);
  if (read) {
    for (const Entry& entry : read->entries)
      CHECK(entry.body.rfind("note ", 0) == 0);
  }
  if (found)
    return Outcome::found;
  CHECK(gives_all_back(*vault, sample));
  return Outcome::harmless;
}

/// "2/4" in MANUMIT_LONG_TESTS: the second of four parts of the bytes, for four processors.
bool in_this_part(std::size_t at) {
  const char* wanted = getenv("MANUMIT_LONG_TESTS");
  unsigned part = 0;
  unsigned parts = 0;
  if (wanted == nullptr || sscanf(wanted, "%u/%u", &part, &parts) != 2 || parts == 0)
    return true;
  return at % parts == (part - 1) % parts;
}

void flip_each(const Sample& sample, bool keys, std::size_t rounds) {
  const auto file = copy_vault(sample.file, sample.folder, "b");
  const auto part = keys ? key_file_of(file) : file;
  const std::string whole = contents(part);
  std::mt19937_64 dice(7);
  std::size_t counts[3] = {0, 0, 0};
  std::size_t in_used = 0;
  for (std::size_t round = 0; round < std::min(rounds, whole.size()); ++round) {
    std::size_t at = rounds >= whole.size() ? round : dice() % whole.size();
    // A sample goes mostly to bytes that were written; nine tenths of a small file are free space.
    while (rounds < whole.size() && whole[at] == 0 && dice() % 10 != 0)
      at = dice() % whole.size();
    if (rounds >= whole.size() && !in_this_part(at))
      continue;
    copy_vault(sample.file, sample.folder, "b");
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0xFF);
    overwrite(part, bytes);
    CAPTURE(at);
    const Outcome outcome = try_out(file, sample);
    ++counts[static_cast<int>(outcome)];
    // A zero in a page is mostly free space; what is not zero was written for a reason.
    if (outcome == Outcome::harmless && whole[at] != 0)
      ++in_used;
  }
  MESSAGE(std::string(keys ? "keys: " : "entries: ")
          << counts[0] << " refused, " << counts[1] << " found, " << counts[2]
          << " harmless, of which " << in_used << " not in zeros");
  CHECK(counts[0] + counts[1] > 0);
}

}  // namespace

TEST_CASE("an inverted byte in the entries is found or changes nothing") {
  const Sample sample;
  flip_each(sample, false, long_tests() ? SIZE_MAX : 300);
}

TEST_CASE("an inverted byte in the keys is found or changes nothing") {
  const Sample sample;
  flip_each(sample, true, long_tests() ? SIZE_MAX : 150);
}

TEST_CASE("damage and a wrong passphrase are never taken for each other") {
  const Sample sample;
  const std::size_t rounds = long_tests() ? 1000 : 40;
  std::mt19937_64 dice(11);
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto file = copy_vault(sample.file, sample.folder, "b");
    const auto wrong = Vault::open(file, passphrase("wrong words " + std::to_string(dice())),
                                   test_surroundings(i));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == Error::Kind::not_allowed);
    const auto part = i % 2 == 0 ? file : key_file_of(file);
    std::string bytes = contents(part);
    // A stretch of noise, as a bad sector leaves it.
    const std::size_t from = dice() % (bytes.size() - 64);
    for (std::size_t k = 0; k < 64; ++k)
      bytes[from + k] = static_cast<char>(dice());
    overwrite(part, bytes);
    CAPTURE(from);
    static_cast<void>(try_out(file, sample));
  }
  MESSAGE(rounds, " wrong passphrases and ", rounds, " damages, 0 taken for each other");
}

TEST_CASE("a row number damaged to a smaller one does not lead the reading round in circles") {
  const Sample sample;
  const std::string whole = contents(sample.file);
  const std::vector<std::size_t> rows = records(whole);
  CHECK(rows.size() == kNotes + 2);
  for (const std::size_t at : rows) {
    const auto file = copy_vault(sample.file, sample.folder, "b");
    std::string bytes = whole;
    bytes[at - 1] = 1;
    overwrite(file, bytes);
    if (whole[at - 1] != 1)
      CHECK(try_out(file, sample) != Outcome::harmless);
  }
}

TEST_CASE("a damaged row number costs no entry, neither its own nor those behind it") {
  const Sample sample;
  const std::string whole = contents(sample.file);
  for (const std::size_t at : records(whole)) {
    for (const char number : {0, 1, 4, 120}) {
      const auto row = static_cast<std::uint64_t>(whole[at - 1]);
      if (whole[at - 1] == number)
        continue;
      const auto file = copy_vault(sample.file, sample.folder, "b");
      std::string bytes = whole;
      bytes[at - 1] = number;
      overwrite(file, bytes);
      CAPTURE(row);
      CAPTURE(static_cast<int>(number));
      const Vault vault = must_open(file);
      REQUIRE(vault.found_at_opening().size() == 1);
      CHECK(vault.found_at_opening()[0].what == Damage::What::row_checksum);
      CHECK(vault.found_at_opening()[0].row == row);
      CHECK(vault.read_only());
      CHECK(gives_all_back(vault, sample));
      const Verdict verdict = vault.verify(2, {}).value();
      REQUIRE(verdict.damages.size() == 1);
      CHECK(verdict.damages[0].row == row);
      CHECK(verdict.entries == kNotes + 2);
    }
  }
}

TEST_CASE("a row whose number and checksum are both damaged costs itself alone") {
  const Sample sample;
  const std::string whole = contents(sample.file);
  for (const std::size_t at : records(whole)) {
    for (const char number : {0, 1, 4, 120}) {
      if (whole[at - 1] == number)
        continue;
      const auto file = copy_vault(sample.file, sample.folder, "b");
      std::string bytes = whole;
      bytes[at - 1] = number;
      bytes[at + kCrcInRecord] = static_cast<char>(bytes[at + kCrcInRecord] ^ 1);
      overwrite(file, bytes);
      CAPTURE(static_cast<int>(whole[at - 1]));
      CAPTURE(static_cast<int>(number));
      const Vault vault = must_open(file);
      CHECK_FALSE(vault.found_at_opening().empty());
      const auto sound = vault.read_sound(sample.notes).value();
      CHECK(sound.entries.size() >= kNotes - 1);
      const Verdict verdict = check_without_key(file, 1, {}).value();
      CHECK(verdict.entries == kNotes + 2);
      CHECK(verdict.sound == kNotes + 1);
    }
  }
}

TEST_CASE("a damaged admission of this device hides nothing that it wrote") {
  const Sample sample;
  const std::string whole = contents(sample.file);
  for (const std::size_t at : records(whole)) {
    const int row = whole[at - 1];
    if (row > 2)
      continue;
    const auto file = copy_vault(sample.file, sample.folder, "b");
    std::string bytes = whole;
    bytes[at + kSealedInRecord] = static_cast<char>(bytes[at + kSealedInRecord] ^ 1);
    overwrite(file, bytes);
    CAPTURE(row);
    Vault vault = must_open(file);
    REQUIRE(vault.found_at_opening().size() == 1);
    CHECK(vault.found_at_opening()[0].row == static_cast<std::uint64_t>(row));
    CHECK(vault.found_at_opening()[0].what == Damage::What::ciphertext);
    CHECK(gives_all_back(vault, sample));
    CHECK(vault.verify(1, {}).value().damages.size() == 1);
    const Draft draft{sample.notes, EntryKind::filing, "work goes on"};
    CHECK(vault.append({&draft, 1}));
  }
}

TEST_CASE("a page of zeros costs the entries on it and no others") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = vault.new_compartments(1).value().front();
    std::vector<Draft> drafts;
    for (int i = 0; i < 200; ++i)
      drafts.push_back({notes, EntryKind::filing, "note " + std::to_string(i)});
    REQUIRE(vault.append(drafts));
  }
  const std::string whole = contents(file);
  std::size_t costly = 0;
  for (std::size_t page = 2; page < whole.size() / 4096; page += long_tests() ? 1 : 5) {
    const auto copy = copy_vault(file, folder, "b");
    std::string bytes = whole;
    bytes.replace(page * 4096, 4096, 4096, '\0');
    overwrite(copy, bytes);
    CAPTURE(page);
    const auto vault = open_again(copy);
    if (!vault) {
      CHECK(vault.error().kind != Error::Kind::not_allowed);
      continue;
    }
    const auto verdict = vault->verify(1, {});
    REQUIRE(verdict);
    CHECK_FALSE(verdict->sound_throughout());
    const auto sound = vault->read_sound(notes);
    REQUIRE(sound);
    if (sound->entries.size() < 200)
      ++costly;
    // Four rows to a page. An inner page of the tree may cost more, never all unless it is the
    // root.
    if (sound->entries.size() > 100)
      CHECK(sound->entries.size() >= 190);
  }
  CHECK(costly > 0);
}
