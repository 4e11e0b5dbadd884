// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "invented_casebook.h"

namespace manumit::casework {
namespace {

using namespace invented;
using vault::Compartment;
using vault::MemberId;
using vault::Role;

constexpr const char* kName = "person.name";

Statement named(RecordId person, const std::string& name) {
  return said(person, kName, AnswerState::yes, name);
}

/// Draws other random bytes for each name.
std::uint64_t seed_of(const std::string& name) {
  std::uint64_t seed = 0;
  for (const char letter : name)
    seed = seed * 31 + static_cast<unsigned char>(letter);
  return seed;
}

/// Lets somebody in who asked, on a computer in the same folder.
MemberId let_in(Desk& desk, const std::string& name, Role role,
                const std::optional<MemberId>& again = {}) {
  const auto folder = desk.file().parent_path();
  const auto asked = vault::Vault::ask_to_join(
      folder / (name + ".mnv"), folder / (name + ".mnj"), Desk::words(), {name, "laptop"},
      vault::KdfProfile::for_tests, vault::test_surroundings(seed_of(name)));
  REQUIRE_MESSAGE(asked.has_value(), (asked ? "" : in_english(asked.error())));
  const auto member = desk.book().office().admit(*asked, role, again);
  REQUIRE_MESSAGE(member.has_value(), (member ? "" : in_english(member.error())));
  return *member;
}

/// What that computer's copy of the vault comes to.
Casebook book_of(Desk& desk, const std::string& name, const MemberId& member) {
  const auto folder = desk.file().parent_path();
  const auto bundle = folder / (name + ".mnb");
  std::filesystem::remove(bundle);
  REQUIRE(desk.book().office().make_bundle(bundle, member));
  auto joined = vault::Vault::join(folder / (name + ".mnv"), bundle, Desk::words(),
                                   vault::test_surroundings(seed_of(name) + 1));
  REQUIRE_MESSAGE(joined.has_value(), (joined ? "" : in_english(joined.error())));
  auto book = Casebook::over(std::move(*joined), vault::test_surroundings(5));
  REQUIRE(book);
  return std::move(*book);
}

std::vector<std::string> names_in(const Casebook& book, RecordId of) {
  const auto one = book.open_case(of);
  REQUIRE_MESSAGE(one.has_value(), (one ? "" : in_english(one.error())));
  std::vector<std::string> out;
  for (const Told& told : one->statements) {
    if (told.said.fact == kName)
      out.push_back(std::get<std::string>(told.said.answer.value));
  }
  return out;
}

TEST_CASE("an analyst is given what happened, and no name, wherever one looks") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {named(id(2), "Zuhra Karimova")})});
  const MemberId lena = let_in(desk, "lena", Role::analyst);
  CHECK(desk.book().share_circumstances(lena).value() == 1);
  CHECK(desk.book().share_circumstances(lena).value() == 0);
  const Casebook hers = book_of(desk, "lena", lena);
  CHECK(hers.case_count() == 1);
  CHECK(names_in(hers, id(1)).empty());
  CHECK(hers.open_case(id(1))->sealed == std::vector<RecordId>{id(2)});
  CHECK(hers.search("Karimova").empty());
  const auto shown = hers.row(id(1))->people;
  CHECK(std::all_of(shown.begin(), shown.end(), [](const auto& name) { return name.empty(); }));
}

TEST_CASE("a case worker who comes back as an analyst is given what happened, and no name") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {named(id(2), "Zuhra Karimova")})});
  const MemberId anna = let_in(desk, "anna", Role::case_worker);
  REQUIRE(desk.book().share_case(id(1), anna));
  CHECK(names_in(book_of(desk, "anna", anna), id(1)).size() == 1);
  REQUIRE(desk.book().office().dismiss(anna, "counts from now on"));
  const MemberId again = let_in(desk, "again", Role::analyst, anna);
  CHECK(desk.book().share_circumstances(again).value() == 1);
  const Casebook hers = book_of(desk, "again", again);
  CHECK(hers.case_count() == 1);
  CHECK(names_in(hers, id(1)).empty());
  CHECK(hers.open_case(id(1))->sealed == std::vector<RecordId>{id(2)});
}

TEST_CASE("an analyst is given published figures and who is linked, which belong to no case") {
  Desk desk;
  desk.must_file({opened(id(1), id(2)), opened(id(11), id(12))});
  NewDecision same;
  same.said.a = {id(2), id(1)};
  same.said.b = {id(12), id(11)};
  same.said.verdict = LinkVerdict::same;
  same.said.by_hand = true;
  REQUIRE(desk.book().decide({same}));
  gap::Figure figure;
  figure.measure = "invented.identified";
  figure.value = 3;
  figure.unit = "persons";
  REQUIRE(desk.book().keep_figures({{}, {figure}, {}, {}}));
  const MemberId lena = let_in(desk, "lena", Role::analyst);
  REQUIRE(desk.book().share_circumstances(lena));
  const Casebook hers = book_of(desk, "lena", lena);
  CHECK(hers.figures()->table.figures.size() == 1);
  CHECK(hers.links()->groups().size() == 1);
}

TEST_CASE("a case that is shared opens with the people who are added to it later") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {named(id(2), "Zuhra")}), opened(id(11), id(12))});
  const MemberId anna = let_in(desk, "anna", Role::lawyer);
  REQUIRE(desk.book().share_case(id(1), anna));
  CHECK(desk.book().shared_with(id(1)) == std::vector<MemberId>{anna});
  CHECK(desk.book().shared_with(id(11)).empty());
  Filing later = added(id(1), {named(id(3), "Bakyt")});
  later.subjects = {subject_of(id(3), SubjectKind::person, "affected")};
  desk.must_file({later});
  const Casebook hers = book_of(desk, "anna", anna);
  CHECK(hers.case_count() == 1);
  CHECK(names_in(hers, id(1)) == std::vector<std::string>{"Zuhra", "Bakyt"});
}

TEST_CASE("one person is erased and the case stays; then the case, and the others stay") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {named(id(2), "Zuhra")}),
                  opened(id(11), id(12), {named(id(12), "Bakyt")})});
  CHECK_FALSE(desk.book().erase_person(id(1), id(12), "of another case"));
  const auto person = desk.book().erase_person(id(1), id(2), "she asked for it");
  REQUIRE_MESSAGE(person.has_value(), (person ? "" : in_english(person.error())));
  CHECK(person->entries == 1);
  const Casebook& after = desk.reopen();
  CHECK(names_in(after, id(1)).empty());
  CHECK(after.open_case(id(1))->sealed == std::vector<RecordId>{id(2)});
  CHECK(after.search("Zuhra").empty());
  REQUIRE(desk.book().erase_case(id(1), "she asked for it"));
  const Casebook& last = desk.reopen();
  CHECK(last.case_count() == 1);
  CHECK_FALSE(last.row(id(1)));
  CHECK(names_in(last, id(11)) == std::vector<std::string>{"Bakyt"});
  CHECK(last.vault().verify(1, {}).value().sound_throughout());
}

TEST_CASE("a case that names another's compartment neither shares it nor takes it along") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {named(id(2), "Zuhra")}), opened(id(11), id(12))});
  const MemberId anna = let_in(desk, "anna", Role::lawyer);
  const MemberId lena = let_in(desk, "lena", Role::analyst);
  // The identity of the one, said to be somebody's in the other; written past every check.
  const Compartment identity = desk.book().open_case(id(1))->subject(id(2))->identity;
  Filing claim = added(id(11), {});
  claim.subjects = {subject_of(id(13), SubjectKind::person, "affected")};
  claim.subjects.front().identity = identity;
  const Compartment home = desk.book().office().new_compartments(1).value().front();
  const vault::Draft draft{home, vault::EntryKind::filing, encode(claim)};
  REQUIRE(desk.book().office().append({&draft, 1}));
  Casebook& book = desk.reopen();
  REQUIRE(book.share_case(id(11), anna));
  CHECK_FALSE(book.vault().entitled(anna, identity));
  CHECK(book.share_circumstances(lena).has_value());
  CHECK_FALSE(book.vault().entitled(lena, identity));
  CHECK_FALSE(book.erase_person(id(11), id(13), "to harm"));
  static_cast<void>(book.erase_case(id(11), "on request"));
  CHECK(names_in(desk.reopen(), id(1)) == std::vector<std::string>{"Zuhra"});
}

TEST_CASE("read anew, a casebook is what it was") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {named(id(2), "Zuhra Karimova")})});
  const auto before = desk.book().open_case(id(1)).value();
  auto again = Casebook::afresh(desk.take());
  REQUIRE_MESSAGE(again.has_value(), (again ? "" : in_english(again.error())));
  CHECK(again->open_case(id(1)).value() == before);
  CHECK(again->search("Karimova").size() == 1);
}

}  // namespace
}  // namespace manumit::casework
