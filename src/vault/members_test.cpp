// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

TEST_CASE("a second member joins with a request and a bundle, and writes on") {
  Office office;
  Vault director = office.found();
  const Compartment notes = write_notes(director, 3, "director");
  Vault anna = office.admit(director, "anna", Role::case_worker);
  CHECK(anna.summary().members.size() == 2);
  CHECK(anna.summary().devices.size() == 2);
  CHECK(anna.found_at_opening().empty());
  CHECK_FALSE(anna.read_only());
  // Everything is there, and sealed: nobody shared it.
  CHECK(anna.entry_count() == director.entry_count());
  CHECK_FALSE(anna.can_open(notes));
  CHECK_FALSE(anna.read(notes));
  const Compartment hers = write_notes(anna, 2, "anna");
  CHECK(anna.read(hers).value().size() == 2);
  office.carry(anna, director);
  CHECK(texts(director, hers) == std::vector<std::string>{"anna 1", "anna 2"});
  CHECK(director.member_of(director.read(hers).value()[0].author) == "anna");
  CHECK(director.verify(1, {}).value().sound_throughout());
  CHECK(anna.verify(1, {}).value().sound_throughout());
  CHECK(anna.verify(1, {}).value().sealed == 3);
}

TEST_CASE("what is shared opens, in the old words and the new ones, and nothing else") {
  Office office;
  Vault director = office.found();
  const Compartment shared = write_notes(director, 2, "shared");
  const Compartment kept = write_notes(director, 2, "kept");
  Vault anna = office.admit(director, "anna", Role::lawyer);
  const MemberId id = member_called(director, "anna");
  REQUIRE(director.share(id, {&shared, 1}));
  CHECK(director.entitled(id, shared));
  CHECK_FALSE(director.entitled(id, kept));
  write_note(director, shared, "later");
  office.carry(director, anna);
  CHECK(texts(anna, shared) == std::vector<std::string>{"shared 1", "shared 2", "later"});
  CHECK_FALSE(anna.can_open(kept));
  // She answers in the same compartment, and the director reads it.
  write_note(anna, shared, "answer");
  office.carry(anna, director);
  CHECK(texts(director, shared).back() == "answer");
}

TEST_CASE("a lead holds every key, a case worker's new case reaches them by way of others") {
  Office office;
  Vault director = office.found();
  Vault lead = office.admit(director, "lead", Role::lead);
  Vault anna = office.admit(director, "anna", Role::case_worker);
  Vault boris = office.admit(director, "boris", Role::case_worker);
  office.carry(director, anna);
  office.carry(director, boris);
  const Compartment hers = write_notes(anna, 2, "anna");
  // Boris carries it on and cannot read it.
  office.carry(anna, boris);
  CHECK_FALSE(boris.can_open(hers));
  office.carry(boris, director);
  CHECK(texts(director, hers).size() == 2);
  CHECK(director.found_at_opening().empty());
  office.carry(director, lead);
  CHECK(texts(lead, hers).size() == 2);
}

TEST_CASE("a dismissed member's future is unreadable to them, their past stays") {
  Office office;
  Vault director = office.found();
  Vault anna = office.admit(director, "anna", Role::lead);
  const Compartment notes = write_notes(director, 2, "before");
  office.carry(director, anna);
  const Compartment hers = write_notes(anna, 2, "anna");
  office.carry(anna, director);
  const MemberId id = member_called(director, "anna");
  REQUIRE(director.dismiss(id, "her laptop was lost"));
  write_note(director, notes, "after");
  write_note(director, hers, "after too");
  // No bundle is made for her, and one for another does not open with her keys.
  CHECK_FALSE(director.make_bundle(office / "x.mnb", id));
  // Whoever has her laptop and her passphrase, and gets hold of the director's entries file:
  Vault thief = office.director_under_keys_of(std::move(anna));
  const auto of_notes = thief.read_sound(notes).value();
  CHECK(of_notes.entries.size() == 2);
  CHECK(of_notes.sealed == 1);
  CHECK(texts(thief, hers).size() == 2);
  CHECK(texts(director, notes).back() == "after");
  CHECK(texts(director, hers) == std::vector<std::string>{"anna 1", "anna 2", "after too"});
}

TEST_CASE("entries of a revoked device count up to the last accepted one, whichever comes first") {
  for (const bool revocation_first : {true, false}) {
    Office office;
    Vault director = office.found();
    Vault boris = office.admit(director, "boris", Role::lead);
    Vault anna = office.admit(director, "anna", Role::case_worker);
    const Compartment hers = write_notes(anna, 2, "accepted");
    office.carry(anna, director);
    const auto early = office.bundle(director, "boris");
    REQUIRE(director.dismiss(member_called(director, "anna"), "left"));
    write_note(anna, hers, "too late");
    const auto late = office.bundle(anna, "boris");
    const auto revocation = office.bundle(director, "boris");
    REQUIRE(boris.take_bundle(early));
    if (revocation_first)
      REQUIRE(boris.take_bundle(revocation));
    const auto taken = boris.take_bundle(late);
    // From a device that is known to be revoked nothing is taken any more.
    CHECK(taken.has_value() != revocation_first);
    if (!revocation_first)
      REQUIRE(boris.take_bundle(revocation));
    CHECK(texts(boris, hers) == std::vector<std::string>{"accepted 1", "accepted 2"});
    const auto devices = boris.summary().devices;
    const auto device = std::find_if(devices.begin(), devices.end(),
                                     [](const Device& d) { return d.last_seq.has_value(); });
    REQUIRE(device != devices.end());
    CHECK(device->quarantined == (revocation_first ? 0U : 1U));
    CHECK(boris.verify(1, {}).value().sound_throughout());
  }
}

TEST_CASE("a lost laptop: the same person comes back with new keys and her cases") {
  Office office;
  Vault director = office.found();
  Compartment hers;
  MemberId first;
  {
    Vault anna = office.admit(director, "anna", Role::case_worker);
    hers = write_notes(anna, 2, "anna");
    office.carry(anna, director);
    first = member_called(director, "anna");
  }
  REQUIRE(director.dismiss(first, "laptop lost on the train"));
  Vault again = office.admit(director, "anna2", Role::case_worker, first);
  CHECK(texts(again, hers) == std::vector<std::string>{"anna 1", "anna 2"});
  write_note(again, hers, "goes on");
  CHECK(again.member_id_of(again.read(hers).value()[0].author) == again.me());
  CHECK(again.me() == first);
  office.carry(again, director);
  CHECK(texts(director, hers).back() == "goes on");
}

TEST_CASE("only directors admit, dismiss and change roles; an entry that claims to is ignored") {
  Office office;
  Vault director = office.found();
  Vault anna = office.admit(director, "anna", Role::lead);
  const MemberId head = director.me();
  CHECK_FALSE(anna.dismiss(head, "no"));
  CHECK_FALSE(anna.set_role(member_called(anna, "anna"), Role::director, "no"));
  CHECK_FALSE(director.dismiss(head, "nobody dismisses themselves"));
  CHECK_FALSE(director.set_role(head, Role::lead, "the only one"));
  // One made by hand, signed by her device.
  const auto file = office.file_of("anna");
  anna =
      office.close_and_forge(std::move(anna), EntryKind::set_role,
                             encode(SetRole{member_called(director, "anna"), Role::director, ""}));
  CHECK_FALSE(anna.dismiss(head, "still no"));
  CHECK_FALSE(anna.found_at_opening().empty());
  office.carry(anna, director);
  const auto members = director.summary().members;
  for (const Member& member : members)
    CHECK((member.name != "anna" || member.role == Role::lead));
}

TEST_CASE("who grants themselves what they cannot open gets nothing by it") {
  Office office;
  Vault director = office.found();
  const Compartment secret = write_notes(director, 2, "secret");
  Vault anna = office.admit(director, "anna", Role::case_worker);
  const MemberId id = member_called(director, "anna");
  // The tag lies open in every header. She says that it was granted to her, signed by her device.
  anna = office.close_and_forge(std::move(anna), EntryKind::grant, encode(Grant{id, {secret}}));
  office.carry(anna, director);
  CHECK_FALSE(director.entitled(id, secret));
  office.carry(director, anna);
  CHECK_FALSE(anna.can_open(secret));
  // Nor do two who grant it to each other.
  Vault boris = office.admit(director, "boris", Role::case_worker);
  const MemberId other = member_called(director, "boris");
  office.carry(director, anna);
  anna = office.close_and_forge(std::move(anna), EntryKind::grant, encode(Grant{other, {secret}}));
  boris = office.close_and_forge(std::move(boris), EntryKind::grant, encode(Grant{id, {secret}}));
  office.carry(anna, director);
  office.carry(boris, director);
  CHECK_FALSE(director.entitled(id, secret));
  CHECK_FALSE(director.entitled(other, secret));
}

TEST_CASE("who names a compartment in an entry of their own does not open it by that") {
  Office office;
  Vault director = office.found();
  const Compartment secret = write_notes(director, 2, "secret");
  Vault anna = office.admit(director, "anna", Role::case_worker);
  const MemberId id = member_called(director, "anna");
  // An entry with the tag of the other, under a key of her own making; and that key, for the
  // director to write under from then on.
  anna = office.close_and_plant(std::move(anna), secret);
  office.carry(anna, director);
  CHECK_FALSE(director.entitled(id, secret));
  write_note(director, secret, "still secret");
  office.carry(director, anna);
  const auto read = anna.read_sound(secret);
  for (const Entry& entry : read ? read->entries : std::vector<Entry>{})
    CHECK(entry.body == "planted");
  CHECK(director.read_sound(secret).value().entries.size() == 3);
}

TEST_CASE("promoted, a case worker holds the vault key: what she erases is erased for all") {
  Office office;
  Vault director = office.found();
  const Compartment notes = write_notes(director, 2, "old");
  Vault anna = office.admit(director, "anna", Role::case_worker);
  CHECK_FALSE(anna.erase({&notes, 1}, "on request"));
  REQUIRE(director.set_role(member_called(director, "anna"), Role::lead, "she leads the team now"));
  office.carry(director, anna);
  CHECK(anna.erase({&notes, 1}, "on request").value().entries == 2);
  office.carry(anna, director);
  CHECK_FALSE(director.can_open(notes));
}

TEST_CASE("promoted, a case worker reads all; admitted anew in another role, nothing new") {
  Office office;
  Vault director = office.found();
  const Compartment notes = write_notes(director, 1, "old");
  Vault anna = office.admit(director, "anna", Role::case_worker);
  const MemberId id = member_called(director, "anna");
  REQUIRE(director.set_role(id, Role::lead, "she leads the team now"));
  office.carry(director, anna);
  CHECK(texts(anna, notes) == std::vector<std::string>{"old 1"});
  CHECK_FALSE(director.set_role(id, Role::case_worker, "back to her cases"));
  REQUIRE(director.dismiss(id, "back to her cases"));
  Vault again = office.admit(director, "again", Role::case_worker, id);
  write_note(director, notes, "new");
  office.carry(director, again);
  CHECK_FALSE(again.can_open(notes));
  CHECK_FALSE(again.read(notes));
}

}  // namespace
}  // namespace manumit::vault
