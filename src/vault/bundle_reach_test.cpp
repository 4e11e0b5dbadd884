// SPDX-License-Identifier: Apache-2.0
#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

struct Made {
  std::filesystem::path file;
  BundleMade said;
};

Made lacking(Office& office, const Vault& from, const std::string& to, const std::string& name) {
  Made out{.file = office / name, .said = {}};
  auto made = from.make_bundle(out.file, member_called(from, to), {}, BundleReach::what_they_lack);
  REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
  out.said = *made;
  return out;
}

TEST_CASE("what the receiver wrote that it has is left out, and both come to the same") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Compartment notes = write_notes(director, 20, "first");
  office.carry(director, lead);
  write_note(lead, notes, "I have it");
  office.carry(lead, director);
  write_note(director, notes, "second");
  write_notes(director, 3, "third");
  const Made made = lacking(office, director, "lead", "since.mnb");
  CHECK(made.said.entries == 4);
  CHECK(made.said.had + made.said.entries == director.entry_count());
  CHECK(made.said.their_last > 0);
  const MergeReport taken = lead.take_bundle(made.file).value();
  CHECK(taken.added == 4);
  CHECK(taken.known == 0);
  CHECK(taken.waiting == 0);
  CHECK(lead.summary().head_hash == director.summary().head_hash);
  CHECK(texts(lead, notes).back() == "second");
  CHECK(lead.take_bundle(made.file).value().known == 4);
  CHECK(lead.verify(1, {}).value().sound_throughout());
}

TEST_CASE("whoever has not been heard of yet is sent everything") {
  Office office;
  Vault director = office.found();
  const auto asked =
      Vault::ask_to_join(office.file_of("new"), office / "new.mnj", passphrase(),
                         {"new", "new laptop"}, KdfProfile::for_tests, test_surroundings(77));
  REQUIRE(asked);
  REQUIRE(director.admit(read_join_request(office / "new.mnj").value(), Role::lead));
  const Compartment notes = write_notes(director, 5, "first");
  const Made made = lacking(office, director, "new", "first.mnb");
  CHECK(made.said.had == 0);
  CHECK(made.said.their_last == 0);
  CHECK(made.said.entries == director.entry_count());
  const Vault joined =
      Vault::join(office.file_of("new"), made.file, passphrase(), test_surroundings(78)).value();
  CHECK(texts(joined, notes).size() == 5);
}

TEST_CASE(
    "a copy that went back to an older day takes what it is sent, and a whole bundle fills it") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Compartment notes = write_notes(director, 2, "first");
  office.carry(director, lead);
  static_cast<void>(Vault(std::move(lead)));
  office.copy("lead", "older");
  lead = must_open(office.file_of("lead"), 50);
  write_note(director, notes, "second");
  office.carry(director, lead);
  write_note(lead, notes, "I have it");
  office.carry(lead, director);
  write_note(director, notes, "third");
  const Made made = lacking(office, director, "lead", "since.mnb");
  Vault older = must_open(office.file_of("older"), 51);
  const MergeReport some = older.take_bundle(made.file).value();
  CHECK(some.added == 0);
  CHECK(some.waiting == made.said.entries);
  const MergeReport rest = older.take_bundle(office.bundle(director, "lead")).value();
  CHECK(rest.waiting == 0);
  CHECK(rest.released == made.said.entries);
  CHECK(older.summary().head_hash == director.summary().head_hash);
  CHECK(texts(older, notes).size() == 5);
}

TEST_CASE("a key that is granted later fits the entries that came before it") {
  Office office;
  Vault director = office.found();
  Vault worker = office.admit(director, "worker", Role::case_worker);
  const Compartment notes = write_notes(director, 3, "sealed for now");
  const Compartment own = write_notes(director, 1, "theirs");
  const MemberId member = member_called(director, "worker");
  REQUIRE(director.share(member, {&own, 1}));
  office.carry(director, worker);
  CHECK_FALSE(worker.can_open(notes));
  write_note(worker, own, "I have it");
  office.carry(worker, director);
  REQUIRE(director.share(member, {&notes, 1}));
  const Made made = lacking(office, director, "worker", "since.mnb");
  CHECK(made.said.entries == 1);
  const MergeReport taken = worker.take_bundle(made.file).value();
  CHECK(taken.keys == 1);
  CHECK(texts(worker, notes).size() == 3);
}

TEST_CASE("a computer that was copied is sent everything") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Compartment notes = write_notes(director, 2, "first");
  office.carry(director, lead);
  static_cast<void>(Vault(std::move(lead)));
  office.copy("lead", "twin");
  lead = must_open(office.file_of("lead"), 60);
  Vault twin = must_open(office.file_of("twin"), 61);
  write_note(lead, notes, "here");
  write_note(twin, notes, "there");
  office.carry(lead, director);
  REQUIRE(director.take_bundle(office.bundle(twin, "Test Member")));
  const Made made = lacking(office, director, "lead", "since.mnb");
  CHECK(made.said.had == 0);
  CHECK(made.said.entries == director.entry_count());
}

TEST_CASE("the pieces of a file that arrived are not sent again") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  const Compartment notes = write_notes(director, 1, "first");
  FileWriter writer = FileWriter::begin(director).value();
  const Bytes scan(3 * kFilePieceBytes, 7);
  REQUIRE(writer.put(director, scan));
  REQUIRE(writer.finish(director));
  office.carry(director, lead);
  write_note(lead, notes, "I have it");
  office.carry(lead, director);
  write_note(director, notes, "second");
  const Made made = lacking(office, director, "lead", "since.mnb");
  const auto whole = std::filesystem::file_size(office.bundle(director, "lead"));
  MESSAGE("whole: ", whole, " bytes, what they lack: ", made.said.bytes, " bytes");
  CHECK(whole > 3 * kFilePieceBytes);
  CHECK(made.said.bytes < 64 * 1024);
  CHECK(lead.take_bundle(made.file).value().added == made.said.entries);
}

}  // namespace
}  // namespace manumit::vault
