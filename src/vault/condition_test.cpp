// SPDX-License-Identifier: Apache-2.0
#include "vault/condition.h"

#include <doctest/doctest.h>

#include <chrono>
#include <set>

#include "key_file.h"
#include "schema.h"
#include "test_vault.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  std::size_t at = 0;
  while ((at = text.find(from, at)) != std::string::npos) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

/// A vault at rest with some notes.
std::filesystem::path closed_vault(const Folder& folder, int notes = 10) {
  Vault vault = new_vault(folder / "a.mnv");
  write_notes(vault, notes);
  return folder / "a.mnv";
}

Error why_not(const std::filesystem::path& file) {
  const auto vault = open_again(file);
  REQUIRE_FALSE(vault);
  return vault.error();
}

void run_sql(const std::filesystem::path& file, const std::string& sql) {
  auto database = Database::open(file, Database::Mode::write);
  REQUIRE(database);
  const auto done = database->run(sql);
  REQUIRE_MESSAGE(done.has_value(), (done ? "" : in_english(done.error())));
}

/// Stretches of memory at their highest so far, in MiB.
long peak_mib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  long kib = 0;
  while (status >> word) {
    if (word == "VmHWM:")
      status >> kib;
  }
  return kib / 1024;
}

}  // namespace

TEST_CASE("a sound vault is intact, open or closed") {
  const Folder folder;
  const auto file = closed_vault(folder);
  CHECK(inspect(file).condition == Condition::intact);
  const Vault vault = must_open(file);
  CHECK(inspect(file).condition == Condition::intact);
}

TEST_CASE("five troubles have five messages, each with what is safe and what to do") {
  const Folder folder;
  const auto file = closed_vault(folder);
  const std::string whole = contents(file);
  std::set<std::string> sentences;
  const auto say = [&](const Error& error, Error::Kind kind) {
    CHECK(error.kind == kind);
    CHECK_FALSE(error.next.empty());
    sentences.insert(error.what);
  };
  const auto wrong =
      Vault::open(file, passphrase("four invented hill words"), test_surroundings(3));
  REQUIRE_FALSE(wrong);
  say(wrong.error(), Error::Kind::not_allowed);

  overwrite(file, whole.substr(0, 4096) + std::string(4096, '\0') + whole.substr(8192));
  CHECK(inspect(file).condition == Condition::damaged);
  say(why_not(file), Error::Kind::damaged);

  overwrite(file, whole.substr(0, whole.size() - 5000));
  CHECK(inspect(file).condition == Condition::half_copied);
  say(why_not(file), Error::Kind::damaged);

  overwrite(file, replaced(whole, "\r\n", "\n"));
  CHECK(inspect(file).condition == Condition::text_mangled);
  say(why_not(file), Error::Kind::damaged);

  overwrite(file, whole);
  run_sql(file, "PRAGMA user_version=2");
  CHECK(inspect(file).condition == Condition::newer);
  say(why_not(file), Error::Kind::unavailable);
  CHECK(sentences.size() == 5);
}

TEST_CASE("every way of mangling a binary file as a text is known again, in both files") {
  const Folder folder;
  const auto file = closed_vault(folder);
  for (const auto& part : {file, key_file_of(file)}) {
    const std::string whole = contents(part);
    std::string seven_bits = whole;
    for (char& byte : seven_bits)
      byte = static_cast<char>(byte & 0x7F);
    const std::string forms[] = {replaced(whole, "\r\n", "\n"),
                                 replaced(whole, "\n", "\r\n"),
                                 replaced(replaced(whole, "\r\n", "\n"), "\n", "\r\n"),
                                 replaced(whole, "\n", "\r"),
                                 replaced(whole, "\r", "\n"),
                                 replaced(whole, "\x89", "\xC2\x89"),
                                 replaced(whole, "\x89", "\xEF\xBF\xBD"),
                                 seven_bits};
    for (const std::string& form : forms) {
      if (form == replaced(replaced(whole, "\r\n", "\n"), "\n", "\r\n") && form == whole)
        continue;
      overwrite(part, form);
      CAPTURE(&form - forms);
      CHECK(inspect(file).condition == Condition::text_mangled);
      CHECK(why_not(file).kind == Error::Kind::damaged);
    }
    overwrite(part, whole);
  }
  CHECK(inspect(file).condition == Condition::intact);
}

TEST_CASE("a copy broken off anywhere is called half a copy") {
  const Folder folder;
  const auto file = closed_vault(folder);
  const std::string entries = contents(file);
  const std::string keys = contents(key_file_of(file));
  for (std::size_t size = 0; size < entries.size(); size += 1024) {
    overwrite(file, entries.substr(0, size));
    CAPTURE(size);
    CHECK(inspect(file).condition == Condition::half_copied);
  }
  overwrite(file, entries);
  for (std::size_t size = 0; size < keys.size(); size += 1024) {
    overwrite(key_file_of(file), keys.substr(0, size));
    CAPTURE(size);
    CHECK(inspect(file).condition == Condition::keys_damaged);
  }
  overwrite(key_file_of(file), keys + "x");
  CHECK(inspect(file).condition == Condition::keys_damaged);
  overwrite(key_file_of(file), keys);
  overwrite(file, entries + std::string(4096, '\0'));
  CHECK(inspect(file).condition == Condition::damaged);
}

TEST_CASE("other files, missing files and foreign key files are called what they are") {
  const Folder folder;
  const auto file = closed_vault(folder);
  CHECK(inspect(folder / "b.mnv").condition == Condition::absent);
  CHECK(why_not(folder / "b.mnv").kind == Error::Kind::not_found);
  overwrite(folder / "c.mnv", "PK\x03\x04 a workbook, perhaps");
  CHECK(inspect(folder / "c.mnv").condition == Condition::not_a_vault);
  CHECK(inspect(folder.path()).condition == Condition::not_a_vault);
  CHECK(inspect(key_file_of(file)).condition == Condition::not_a_vault);
  const std::string keys = contents(key_file_of(file));
  std::filesystem::remove(key_file_of(file));
  CHECK(inspect(file).condition == Condition::keys_absent);
  CHECK_FALSE(why_not(file).next.empty());
  { const Vault other = new_vault(folder / "d.mnv", 77); }
  overwrite(key_file_of(file), contents(folder / "d.mnk"));
  CHECK(inspect(file).condition == Condition::keys_damaged);
  overwrite(key_file_of(file), keys);
  CHECK(inspect(file).condition == Condition::intact);
}

TEST_CASE("a later format is called newer from its meta row alone") {
  const Folder folder;
  const auto file = closed_vault(folder);
  Bytes body;
  {
    const auto database = Database::open(file, Database::Mode::read);
    auto row = database->prepare("SELECT body FROM meta");
    REQUIRE(row->step().value());
    body.assign(row->blob(0).begin(), row->blob(0).end());
  }
  REQUIRE(body.size() == kMetaBytes);
  body[8] = 2;
  const Hash32 check = hash32("mnv1-meta", {ByteView(body).first(body.size() - 32)});
  std::copy(check.begin(), check.end(), body.end() - 32);
  run_sql(file, "UPDATE meta SET body = x'" + to_hex(body) + "'");
  CHECK(inspect(file).condition == Condition::newer);
}

TEST_CASE("a hostile cost of the key derivation is refused at once and without memory") {
  const Folder folder;
  const auto file = closed_vault(folder);
  const KdfCost costs[] = {{std::uint64_t{1} << 31, std::uint64_t{1} << 40},
                           {11, std::uint64_t{64} << 20},
                           {3, (std::uint64_t{1} << 30) + 1},
                           {1, 8 << 10},
                           {0, std::uint64_t{64} << 20}};
  for (const KdfCost& cost : costs) {
    Slot slot;
    slot.cost = cost;
    {
      const auto database = Database::open(file, Database::Mode::read);
      slot.vault = read_preamble(*database, FileKind::entries).vault;
    }
    slot.wrapped.resize(114);
    run_sql(key_file_of(file), "UPDATE slot SET body = x'" + to_hex(encode(slot)) + "'");
    const long before = peak_mib();
    const auto start = std::chrono::steady_clock::now();
    const Error error = why_not(file);
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(error.kind == Error::Kind::damaged);
    CHECK(error.what.find("cost") != std::string::npos);
    CHECK(took < std::chrono::milliseconds(50));
    CHECK(peak_mib() - before < 50);
  }
}

TEST_CASE("a cost lowered within the limits no longer opens with the right passphrase") {
  const Folder folder;
  const auto file = closed_vault(folder);
  MemberSecrets secrets;
  Slot dear;
  {
    const auto database = Database::open(key_file_of(file), Database::Mode::read);
    auto row = database->prepare("SELECT body FROM slot");
    REQUIRE(row->step().value());
    const auto cheap = parse_slot(row->blob(0));
    REQUIRE(cheap);
    auto opened = open_slot(*cheap, passphrase().reveal());
    REQUIRE(opened);
    REQUIRE(opened->has_value());
    secrets = std::move(**opened);
    dear = close_slot(cheap->vault, secrets, passphrase().reveal(), {2, 16 << 20},
                      test_surroundings(5))
               .value();
  }
  run_sql(key_file_of(file), "UPDATE slot SET body = x'" + to_hex(encode(dear)) + "'");
  CHECK(open_again(file).has_value());
  dear.cost = kCheapest;
  run_sql(key_file_of(file), "UPDATE slot SET body = x'" + to_hex(encode(dear)) + "'");
  CHECK_FALSE(open_again(file).has_value());
}
