// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>

#include <optional>

#include "file_piece.h"
#include "test_office.h"
#include "vault/salvage.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

/// Bytes that say where they stand, so that a piece out of its place shows.
Bytes made_bytes(std::size_t size, std::uint8_t salt = 0) {
  Bytes out(size);
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<std::uint8_t>((i * 2654435761U) >> 13) ^ salt;
  return out;
}

FileFacts facts_of(ByteView bytes) {
  FileHasher hash;
  hash.add(bytes);
  return {bytes.size(), hash.value()};
}

struct Attached {
  Compartment compartment;
  FileFacts facts;
};

Attached attach(Vault& vault, ByteView bytes, std::size_t step = std::size_t{1} << 20) {
  auto writer = FileWriter::begin(vault);
  REQUIRE_MESSAGE(writer.has_value(), (writer ? "" : in_english(writer.error())));
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const auto put = writer->put(vault, bytes.subspan(at, std::min(step, bytes.size() - at)));
    REQUIRE_MESSAGE(put.has_value(), (put ? "" : in_english(put.error())));
  }
  const auto facts = writer->finish(vault);
  REQUIRE_MESSAGE(facts.has_value(), (facts ? "" : in_english(facts.error())));
  return {writer->compartment(), *facts};
}

Bytes read_all(const Vault& vault, const KeptFile& file, std::size_t step = 700'001) {
  Bytes out;
  for (std::uint64_t at = 0; at < file.size; at += step) {
    const auto part = vault.read_file(file, at, step);
    REQUIRE_MESSAGE(part.has_value(), (part ? "" : in_english(part.error())));
    out.insert(out.end(), part->reveal().begin(), part->reveal().end());
  }
  return out;
}

Error trouble_of(const Vault& vault, const Attached& file) {
  const auto found = vault.check_file(file.compartment, file.facts);
  REQUIRE_FALSE(found);
  return found.error();
}

/// Writes pieces as they are given, past every check.
void plant(Vault& vault, const Compartment& compartment, std::uint32_t index, bool last,
           ByteView bytes) {
  const Draft draft{compartment, EntryKind::file_piece, encode_piece(index, last, bytes)};
  REQUIRE(vault.append({&draft, 1}));
}

std::size_t entries_seen(const Vault& vault) {
  std::size_t seen = 0;
  REQUIRE(vault.for_each(2, [&](Entry&&) -> Result<void> {
    ++seen;
    return {};
  }));
  return seen;
}

}  // namespace

TEST_CASE("a file comes back to the byte, whatever its size is") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kFilePieceBytes - 1,
                                 kFilePieceBytes, kFilePieceBytes + 1, 5 * kFilePieceBytes}) {
    CAPTURE(size);
    const Bytes bytes = made_bytes(size);
    std::filesystem::remove(file);
    std::filesystem::remove(key_file_of(file));
    Attached kept;
    {
      Vault vault = new_vault(file);
      kept = attach(vault, bytes, 300'007);
      CHECK(kept.facts == facts_of(bytes));
      CHECK(vault.is_file(kept.compartment));
    }
    const Vault vault = must_open(file);
    const auto found = vault.check_file(kept.compartment, kept.facts);
    REQUIRE_MESSAGE(found.has_value(), (found ? "" : in_english(found.error())));
    CHECK(found->rows.size() == pieces_of(size));
    CHECK(read_all(vault, *found) == bytes);
    CHECK(vault.verify(2, {}).value().sound_throughout());
  }
}

TEST_CASE("a file's hash is the one that b2sum prints") {
  FileHasher hash;
  hash.add(bytes_of("abc"));
  // `printf abc | b2sum -l 256`
  CHECK(to_hex(hash.value()) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST_CASE("any range of a file is read, and nothing beyond its end") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Bytes bytes = made_bytes(2 * kFilePieceBytes + 77);
  const Attached kept = attach(vault, bytes);
  const KeptFile file = vault.check_file(kept.compartment, kept.facts).value();
  const auto range = [&](std::uint64_t from, std::size_t count) {
    const auto part = vault.read_file(file, from, count);
    REQUIRE(part);
    const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(from, file.size));
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(from + count, file.size));
    return part->reveal() == Bytes(begin, end);
  };
  CHECK(range(0, 1));
  CHECK(range(kFilePieceBytes - 1, 2));
  CHECK(range(kFilePieceBytes, kFilePieceBytes));
  CHECK(range(2 * kFilePieceBytes + 76, 100));
  CHECK(range(2 * kFilePieceBytes + 77, 100));
  CHECK(range(std::uint64_t{1} << 40, 100));
}

TEST_CASE("whoever reads all entries passes over files, wherever they stand") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  std::size_t before = 0;
  {
    Vault vault = new_vault(file);
    attach(vault, made_bytes(3 * kFilePieceBytes));
    write_notes(vault, 3);
    attach(vault, made_bytes(10));
    attach(vault, made_bytes(20));
    write_notes(vault, 2);
    attach(vault, made_bytes(kFilePieceBytes + 1));
    before = vault.entry_count();
    CHECK(entries_seen(vault) == before - 7);
    CHECK(vault.files().size() == 4);
  }
  const Vault vault = must_open(file);
  CHECK(vault.entry_count() == before);
  CHECK(entries_seen(vault) == before - 7);
  std::uint64_t done = 0;
  std::uint64_t total = 1;
  REQUIRE(vault.for_each(
      1, [](Entry&&) -> Result<void> { return {}; },
      [&](std::uint64_t now, std::uint64_t all) {
        done = now;
        total = all;
        return true;
      }));
  CHECK(done == total);
}

TEST_CASE("from outside a file's compartment looks like any other") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Vault vault = new_vault(file);
  const Attached kept = attach(vault, made_bytes(10));
  const Compartment notes = write_notes(vault, 1);
  CHECK_FALSE(vault.is_file(notes));
  Compartment foreign = kept.compartment;
  foreign.bytes[0] ^= 1;
  CHECK_FALSE(vault.is_file(foreign));
}

TEST_CASE("a file that was broken off at any piece is no file, and harms nothing") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  const Bytes bytes = made_bytes(6 * kFilePieceBytes + 5);
  Vault vault = new_vault(file);
  const Attached whole = attach(vault, bytes);
  for (std::size_t pieces = 0; pieces < 7; ++pieces) {
    CAPTURE(pieces);
    auto writer = FileWriter::begin(vault);
    REQUIRE(writer);
    REQUIRE(writer->put(vault, ByteView(bytes).first(pieces * kFilePieceBytes + 3)));
    const Error said = trouble_of(vault, {writer->compartment(), whole.facts});
    CHECK(said.kind == Error::Kind::unavailable);
    // Four pieces go together, and the one that is filling is never among them.
    const std::size_t stored = pieces / 4 * 4;
    CHECK(said.fills == std::vector<std::string>{std::to_string(7 - stored), "7"});
  }
  CHECK(vault.check_file(whole.compartment, whole.facts));
  CHECK(vault.verify(2, {}).value().sound_throughout());
}

TEST_CASE("a process killed while it attaches a file leaves the vault sound and no file") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 2);
  }
  for (int round = 0; round < 3; ++round) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
      auto vault = open_again(file, 7000 + static_cast<std::uint64_t>(round));
      auto writer = FileWriter::begin(*vault);
      const Bytes part = made_bytes(kFilePieceBytes);
      const char said = '.';
      while (writer && writer->put(*vault, part) && write(ends[1], &said, 1) == 1) {
      }
      _exit(1);
    }
    close(ends[1]);
    char said = 0;
    for (int i = 0; i < 3 + 3 * round; ++i)
      REQUIRE(read(ends[0], &said, 1) == 1);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    close(ends[0]);
    const Vault vault = must_open(file, 8000 + static_cast<std::uint64_t>(round));
    CHECK(vault.found_at_opening().empty());
    CHECK(texts(vault, notes).size() == 2);
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
}

TEST_CASE("a file reaches another laptop, by bundles in any order, whole or not at all") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Bytes bytes = made_bytes(5 * kFilePieceBytes + 1);
  auto writer = FileWriter::begin(director);
  REQUIRE(writer);
  REQUIRE(writer->put(director, ByteView(bytes).first(5 * kFilePieceBytes)));
  const auto partly = office.bundle(director, member_called(director, "lead"));
  REQUIRE(writer->put(director, ByteView(bytes).last(1)));
  const FileFacts facts = writer->finish(director).value();
  const Attached kept{writer->compartment(), facts};
  const auto wholly = office.bundle(director, member_called(director, "lead"));

  SUBCASE("first the one that was made half way") {
    REQUIRE(lead.take_bundle(partly));
    const Error said = trouble_of(lead, kept);
    CHECK(said.kind == Error::Kind::unavailable);
    CHECK(in_english(said) ==
          "2 of 6 pieces of this file are not here: they have not arrived yet, or were lost; take "
          "a bundle from a computer that has them");
    REQUIRE(lead.take_bundle(wholly));
  }
  SUBCASE("first the later one") {
    REQUIRE(lead.take_bundle(wholly));
    REQUIRE(lead.take_bundle(partly));
  }
  const auto found = lead.check_file(kept.compartment, kept.facts);
  REQUIRE_MESSAGE(found.has_value(), (found ? "" : in_english(found.error())));
  CHECK(read_all(lead, *found) == bytes);
  CHECK(lead.is_file(kept.compartment));
}

TEST_CASE("an analyst has no key for a file, and cannot tell that it is one") {
  Office office;
  Vault director = office.found();
  Vault analyst = office.admit(director, "analyst", Role::analyst);
  const Attached kept = attach(director, made_bytes(100));
  office.carry(director, analyst);
  CHECK(trouble_of(analyst, kept).kind == Error::Kind::not_allowed);
  CHECK_FALSE(analyst.is_file(kept.compartment));
  CHECK(analyst.files().empty());
}

TEST_CASE("a file that was erased on order is said to be, here and on other laptops") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Bytes bytes = made_bytes(kFilePieceBytes + 9);
  const Attached kept = attach(director, bytes);
  const Attached other = attach(director, made_bytes(9));
  office.carry(director, lead);
  const KeptFile before = lead.check_file(kept.compartment, kept.facts).value();
  REQUIRE(director.erase({&kept.compartment, 1}, "she asked for it"));
  CHECK(trouble_of(director, kept).what == "this file was erased on order");
  office.carry(director, lead);
  CHECK(trouble_of(lead, kept).what == "this file was erased on order");
  const auto late = lead.read_file(before, 0, 10);
  REQUIRE_FALSE(late);
  CHECK(late.error().what == "this file was erased on order");
  CHECK(lead.check_file(other.compartment, other.facts));
  CHECK(lead.verify(1, {}).value().sound_throughout());
}

TEST_CASE("a file whose bytes are not those that were attached is not given") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Bytes bytes = made_bytes(kFilePieceBytes + 10);
  const Attached kept = attach(vault, bytes);
  Attached other = kept;
  other.facts.hash[31] ^= 1;
  CHECK(trouble_of(vault, other).what ==
        "this file is not the one that was attached: its hash is another");
  other = kept;
  other.facts.size += kFilePieceBytes;
  CHECK(trouble_of(vault, other).kind == Error::Kind::unavailable);
  other.facts.size = UINT64_MAX;
  CHECK(trouble_of(vault, other).kind == Error::Kind::bad_input);
}

TEST_CASE("pieces out of order, twice, or last in the middle make no file") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Bytes bytes = made_bytes(2 * kFilePieceBytes + 10);
  const ByteView all(bytes);
  const FileFacts facts = facts_of(bytes);
  const auto begin = [&] { return vault.new_file_compartment().value(); };

  const Compartment backwards = begin();
  plant(vault, backwards, 2, true, all.last(10));
  plant(vault, backwards, 1, false, all.subspan(kFilePieceBytes, kFilePieceBytes));
  plant(vault, backwards, 0, false, all.first(kFilePieceBytes));
  CHECK(trouble_of(vault, {backwards, facts}).fills.front() == "2");

  const Compartment early = begin();
  plant(vault, early, 0, false, all.first(kFilePieceBytes));
  plant(vault, early, 1, true, all.subspan(kFilePieceBytes, 100));
  plant(vault, early, 2, true, all.last(10));
  CHECK(trouble_of(vault, {early, facts}).fills.front() == "1");

  // The first of two counts, and the file is whole.
  const Compartment twice = begin();
  plant(vault, twice, 0, false, all.first(kFilePieceBytes));
  plant(vault, twice, 0, false, all.subspan(kFilePieceBytes, kFilePieceBytes));
  plant(vault, twice, 1, false, all.subspan(kFilePieceBytes, kFilePieceBytes));
  plant(vault, twice, 7, false, all.first(kFilePieceBytes));
  plant(vault, twice, 2, true, all.last(10));
  const Draft note{twice, EntryKind::filing, "a filing where none belongs"};
  REQUIRE(vault.append({&note, 1}));
  const auto found = vault.check_file(twice, facts);
  REQUIRE(found);
  CHECK(read_all(vault, *found) == bytes);
  CHECK(vault.verify(1, {}).value().sound_throughout());
}

TEST_CASE("who may write where a file lies cannot take it away or put another in its place") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Bytes bytes = made_bytes(kFilePieceBytes + 10);
  const Attached kept = attach(director, bytes);
  office.carry(director, lead);
  const Bytes others = made_bytes(kFilePieceBytes + 10, 1);
  plant(lead, kept.compartment, 0, false, ByteView(others).first(kFilePieceBytes));
  plant(lead, kept.compartment, 1, true, ByteView(others).last(10));
  office.carry(lead, director);
  for (Vault* vault : {&director, &lead}) {
    const auto found = vault->check_file(kept.compartment, kept.facts);
    REQUIRE(found);
    CHECK(read_all(*vault, *found) == bytes);
    // Both are there, each under its own hash.
    CHECK(vault->check_file(kept.compartment, facts_of(others)));
  }
}

TEST_CASE("an id that is bound to a file fits no other file and no other place") {
  const FileHash hash = facts_of(bytes_of("a letter")).hash;
  const FileHash other = facts_of(bytes_of("a better")).hash;
  const Bytes here(16, 1);
  const Bytes there(16, 2);
  CHECK(bound_id(here, hash) == bound_id(here, hash));
  CHECK(bound_id(here, hash) != bound_id(here, other));
  CHECK(bound_id(here, hash) != bound_id(there, hash));
}

TEST_CASE("a piece is read only in the one form in which it is written") {
  const Bytes full = made_bytes(kFilePieceBytes);
  const auto piece = parse_piece(encode_piece(3, false, full));
  CHECK(piece.has_value());
  for (const std::string& body :
       {std::string(), std::string("\0\0\0\0", 4), encode_piece(0, false, ByteView(full).first(9)),
        encode_piece(3, true, {}), encode_piece(0, false, {}), encode_piece(3, false, full) + "x",
        std::string("\0\0\0\0\2hello", 10)})
    CHECK_FALSE(parse_piece(body));
  CHECK(parse_piece(encode_piece(0, true, {})));
}

TEST_CASE("a damaged page within a file costs that file alone, and it is said which") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Attached hurt;
  Attached sound;
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 3);
    hurt = attach(vault, made_bytes(3 * kFilePieceBytes));
    sound = attach(vault, made_bytes(2 * kFilePieceBytes, 9));
    write_note(vault, notes, "afterwards");
  }
  // A page in the middle of the file, which is a page of the first attachment's second piece.
  std::string bytes = contents(file);
  const std::size_t page = (bytes.size() * 3 / 10) / 4096 * 4096;
  // With its first four bytes goes the way to the rest of the row.
  std::size_t from = 0;
  SUBCASE("the whole page") {}
  SUBCASE("bytes of the file") {
    from = 1000;
  }
  for (std::size_t i = from; i < 4096; ++i)
    bytes[page + i] = static_cast<char>(~bytes[page + i]);
  overwrite(file, bytes);
  {
    const Vault vault = must_open(file);
    const Error said = trouble_of(vault, hurt);
    CHECK(said.kind == Error::Kind::damaged);
    CHECK(said.fills == std::vector<std::string>{"1", "3"});
    CHECK(vault.verify(1, {}).value().damages.size() == 1);
    CHECK(vault.check_file(sound.compartment, sound.facts));
    CHECK(texts(vault, notes).size() == 4);
  }
  const auto saved = folder / "b.mnv";
  const auto report = salvage({.damaged = file, .target = saved});
  REQUIRE_MESSAGE(report.has_value(), (report ? "" : in_english(report.error())));
  const Vault vault = must_open(saved, 3000);
  const Error said = trouble_of(vault, hurt);
  CHECK(said.kind == Error::Kind::unavailable);
  CHECK(vault.check_file(sound.compartment, sound.facts));
  CHECK(texts(vault, notes).size() == 4);
}
