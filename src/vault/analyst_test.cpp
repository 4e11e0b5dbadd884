// SPDX-License-Identifier: Apache-2.0
//
// An analyst knows what happened and nobody's identity, whatever they were before.
#include <array>

#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

/// A case as it lies in a vault: what happened, and who it was.
struct Parts {
  Compartment happened;
  Compartment identity;
};

Parts write_parts(Vault& vault) {
  return {write_notes(vault, 1, "happened"), write_notes(vault, 1, "name")};
}

/// Whoever is let in anew reads the one and not the other, today's entries and tomorrow's.
void must_know_no_name(Office& office, Vault& director, Vault& analyst, const Parts& parts) {
  const MemberId id = member_called(director, "again");
  CHECK_FALSE(director.entitled(id, parts.identity));
  CHECK_FALSE(director.entitled(id, parts.happened));
  REQUIRE(director.share(id, {&parts.happened, 1}));
  write_note(director, parts.happened, "later");
  write_note(director, parts.identity, "later name");
  office.carry(director, analyst);
  CHECK(texts(analyst, parts.happened) == std::vector<std::string>{"happened 1", "later"});
  CHECK_FALSE(analyst.can_open(parts.identity));
  CHECK_FALSE(analyst.read(parts.identity));
}

TEST_CASE("nobody who could open identities is made an analyst: their record is dismissed first") {
  Office office;
  Vault director = office.found();
  for (const Role role : {Role::case_worker, Role::lawyer, Role::lead}) {
    const std::string name = "m" + std::to_string(static_cast<int>(role));
    static_cast<void>(office.admit(director, name, role));
    const MemberId id = member_called(director, name);
    const auto refused = director.set_role(id, Role::analyst, "counts from now on");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Error::Kind::not_allowed);
    CHECK(refused.error().next ==
          "dismiss this record, and admit the person anew in the other role");
  }
}

TEST_CASE("a case worker who comes back as an analyst reads what happened, and no name any more") {
  Office office;
  Vault director = office.found();
  Vault anna = office.admit(director, "anna", Role::case_worker);
  const Parts hers = write_parts(anna);
  const Parts shared = write_parts(director);
  const MemberId first = member_called(director, "anna");
  REQUIRE(director.share(first, std::array{shared.happened, shared.identity}));
  office.carry(anna, director);
  office.carry(director, anna);
  REQUIRE(director.dismiss(first, "counts from now on"));
  Vault again = office.admit(director, "again", Role::analyst, first);
  must_know_no_name(office, director, again, hers);
  must_know_no_name(office, director, again, shared);
  // Nor with the keys of the old record, which she still has.
  Vault old = office.director_under_keys_of(std::move(anna));
  for (const Parts& parts : {hers, shared}) {
    const auto names = old.read_sound(parts.identity).value();
    CHECK(names.entries.size() == 1);
    CHECK(names.sealed == 1);
  }
}

/// Writes in a compartment under a key that somebody remembers, and says that it was granted to
/// them: by an entry of their own.
Vault write_with_old_key(Office& office, Vault analyst, Vault before, const Compartment& tag,
                         const MemberId& id) {
  LockedBytes key(32);
  static_cast<void>(Vault(std::move(analyst)));
  static_cast<void>(Vault(std::move(before)));
  {
    const auto old = open_inside(office.file_of("anna"), test_surroundings(41));
    const auto known = old->ring.find(tag, 1);
    REQUIRE(known);
    std::copy(known->begin(), known->end(), key.span().begin());
  }
  {
    const auto inside = open_inside(office.file_of("again"), test_surroundings(42));
    inside->ring.add(tag, 1, key.view());
    const WrappedKey row =
        wrap_for_member(inside->id, tag, 1, receiving_key(inside->secrets.receiving.view()),
                        key.view(), inside->surroundings);
    REQUIRE(inside->key_file.add_keys({&row, 1}));
    const Draft drafts[] = {{tag, EntryKind::filing, "from memory"},
                            {inside->secrets.registry, EntryKind::grant, encode(Grant{id, {tag}})}};
    REQUIRE(append_any(*inside, drafts, {}));
  }
  return must_open(office.file_of("again"), 43);
}

TEST_CASE("an analyst who remembers a key of before gets no newer one by what they write") {
  for (const bool known_as_the_same : {true, false}) {
    CAPTURE(known_as_the_same);
    Office office;
    Vault director = office.found();
    Vault anna = office.admit(director, "anna", Role::case_worker);
    const Parts hers = write_parts(anna);
    office.carry(anna, director);
    const MemberId first = member_called(director, "anna");
    REQUIRE(director.dismiss(first, "counts from now on"));
    Vault again = office.admit(director, "again", Role::analyst,
                               known_as_the_same ? std::optional(first) : std::nullopt);
    const MemberId second = member_called(director, "again");
    again = write_with_old_key(office, std::move(again), std::move(anna), hers.identity, second);
    office.carry(again, director);
    CHECK(director.read_sound(hers.identity).value().entries.size() == 2);
    CHECK_FALSE(director.entitled(second, hers.identity));
    write_note(director, hers.identity, "later name");
    office.carry(director, again);
    const auto names = again.read_sound(hers.identity).value();
    CHECK(names.sealed == 1);
  }
}

TEST_CASE("an analyst who becomes a case worker keeps what they had, and opens cases") {
  Office office;
  Vault director = office.found();
  Vault lena = office.admit(director, "lena", Role::analyst);
  const Parts parts = write_parts(director);
  const MemberId id = member_called(director, "lena");
  REQUIRE(director.share(id, {&parts.happened, 1}));
  REQUIRE(director.set_role(id, Role::case_worker, "hears people from now on"));
  office.carry(director, lena);
  CHECK(texts(lena, parts.happened) == std::vector<std::string>{"happened 1"});
  CHECK_FALSE(lena.can_open(parts.identity));
  const Parts own = write_parts(lena);
  office.carry(lena, director);
  CHECK(director.entitled(id, own.identity));
  REQUIRE(director.share(id, {&parts.identity, 1}));
  office.carry(director, lena);
  CHECK(texts(lena, parts.identity) == std::vector<std::string>{"name 1"});
}

TEST_CASE("what an analyst grants counts if it was granted to them") {
  Office office;
  Vault director = office.found();
  Vault lena = office.admit(director, "lena", Role::analyst);
  static_cast<void>(office.admit(director, "boris", Role::lawyer));
  const Parts parts = write_parts(director);
  REQUIRE(director.share(member_called(director, "lena"), {&parts.happened, 1}));
  office.carry(director, lena);
  const MemberId boris = member_called(director, "boris");
  REQUIRE(lena.share(boris, {&parts.happened, 1}));
  lena = office.close_and_forge(std::move(lena), EntryKind::grant,
                                encode(Grant{boris, {parts.identity}}));
  office.carry(lena, director);
  CHECK(director.entitled(boris, parts.happened));
  CHECK_FALSE(director.entitled(boris, parts.identity));
}

}  // namespace
}  // namespace manumit::vault
