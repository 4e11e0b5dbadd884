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
const std::string kLetter = "%PDF-1.4\n2 0 obj\n<< /Type /Pages /Count 7 >>\nendobj\n";

FileToAttach file_for(RecordId of, const std::string& name,
                      const std::optional<RecordId>& about = {}) {
  FileToAttach out;
  out.case_id = of;
  out.name = name;
  out.kind = "letter";
  out.about = about;
  return out;
}

AttachedFile attach(Casebook& book, FileToAttach file, std::string_view bytes) {
  auto begun = book.begin_file(std::move(file));
  REQUIRE_MESSAGE(begun.has_value(), (begun ? "" : in_english(begun.error())));
  REQUIRE(book.put_file(*begun, bytes_of(bytes)));
  auto out = book.finish_file(std::move(*begun));
  REQUIRE_MESSAGE(out.has_value(), (out ? "" : in_english(out.error())));
  return *out;
}

std::string contents(const Casebook& book, RecordId of, RecordId source) {
  const auto file = book.open_file(of, source);
  REQUIRE_MESSAGE(file.has_value(), (file ? "" : in_english(file.error())));
  const auto bytes = book.vault().read_file(*file, 0, 1U << 20);
  REQUIRE(bytes);
  return {bytes->reveal().begin(), bytes->reveal().end()};
}

Statement cited(RecordId person, const std::string& name, RecordId source, std::int64_t page) {
  Statement out = said(person, kName, AnswerState::yes, name);
  out.source = source;
  out.at.page = page;
  return out;
}

/// Another member's copy of the vault, in the same folder.
struct Colleague {
  Colleague(Desk& desk, std::string called, Role role) : name(std::move(called)) {
    folder = desk.file().parent_path();
    const auto asked = vault::Vault::ask_to_join(
        folder / (name + ".mnv"), folder / (name + ".mnj"), Desk::words(), {name, "laptop"},
        vault::KdfProfile::for_tests, vault::test_surroundings(name.size() * 31 + name[0] * 7));
    REQUIRE_MESSAGE(asked.has_value(), (asked ? "" : in_english(asked.error())));
    const auto member = desk.book().office().admit(*asked, role);
    REQUIRE(member);
    id = *member;
  }
  void join(Desk& desk) {
    auto joined = vault::Vault::join(folder / (name + ".mnv"), bundle(desk.book()), Desk::words(),
                                     vault::test_surroundings(name.size() * 57 + name[0]));
    REQUIRE_MESSAGE(joined.has_value(), (joined ? "" : in_english(joined.error())));
    auto over = Casebook::over(std::move(*joined), vault::test_surroundings(5));
    REQUIRE(over);
    book = std::move(*over);
  }
  void take(Desk& desk) {
    REQUIRE(book->office().take_bundle(bundle(desk.book())));
    auto again = Casebook::afresh(std::move(*book));
    REQUIRE(again);
    book = std::move(*again);
  }
  void give(Desk& desk) {
    const auto director = desk.book().vault().summary().members;
    const auto to = std::find_if(director.begin(), director.end(),
                                 [](const vault::Member& one) { return one.me; });
    REQUIRE(to != director.end());
    const auto file = folder / (name + "-back.mnb");
    std::filesystem::remove(file);
    REQUIRE(book->office().make_bundle(file, to->id));
    REQUIRE(desk.book().office().take_bundle(file));
    desk.reopen();
  }
  std::filesystem::path bundle(Casebook& from) {
    const auto file = folder / (name + ".mnb");
    std::filesystem::remove(file);
    const auto made = from.office().make_bundle(file, id);
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
    return file;
  }
  std::string name;
  std::filesystem::path folder;
  MemberId id;
  std::optional<Casebook> book;
};

TEST_CASE("a file is attached and opens again, with what its contents show") {
  Desk desk;
  desk.must_file({opened(id(1), id(2))});
  const AttachedFile done = attach(desk.book(), file_for(id(1), "C:\\scans\\letter.png"), kLetter);
  CHECK_FALSE(done.before);
  const Casebook& book = desk.reopen();
  const Case shown = book.open_case(id(1)).value();
  REQUIRE(shown.sources.size() == 1);
  const Source& source = shown.sources.front();
  CHECK(source == done.source);
  CHECK(source.kept->name == "letter.png");
  CHECK(source.kept->media_type == "application/pdf");
  CHECK(source.kept->pages == 7);
  CHECK(source.kept->size == kLetter.size());
  REQUIRE(shown.attached.size() == 1);
  CHECK(shown.attached.front().by == "A.");
  CHECK(contents(book, id(1), source.id) == kLetter);
  CHECK(book.stray_files().files == 0);
  // An attached file is none that was imported.
  CHECK_FALSE(book.source_of_file(source.file_hash));
}

TEST_CASE("the same file again is recognised; with one byte changed it is another source") {
  Desk desk;
  desk.must_file({opened(id(1), id(2))});
  const RecordId first = attach(desk.book(), file_for(id(1), "letter.pdf"), kLetter).source.id;
  desk.must_file({added(id(1), {cited(id(2), "Zuhra", first, 3)})});
  const AttachedFile again = attach(desk.book(), file_for(id(1), "copy.pdf"), kLetter);
  CHECK(again.before);
  CHECK(again.source.id == first);
  CHECK(desk.book().stray_files().files == 0);
  std::string other = kLetter;
  other[20] ^= 1;
  const AttachedFile changed = attach(desk.book(), file_for(id(1), "letter.pdf"), other);
  CHECK_FALSE(changed.before);
  CHECK(changed.source.id != first);
  const Casebook& book = desk.reopen();
  const Case shown = book.open_case(id(1)).value();
  CHECK(shown.sources.size() == 2);
  REQUIRE(shown.statements.size() == 2);
  const Told& told = *shown.told(id(2), kName).front();
  CHECK(told.said.source == first);
  CHECK(told.said.at.page == 3);
  CHECK(contents(book, id(1), *told.said.source) == kLetter);
  CHECK(contents(book, id(1), changed.source.id) == other);
  // Every place of a file goes with the case, the second one of the same bytes too.
  const auto erased = desk.book().erase_case(id(1), "asked for by the person");
  REQUIRE(erased);
  CHECK(erased->orders.size() == 2 + 3);
  CHECK(desk.reopen().stray_files().files == 0);
}

TEST_CASE("later words about a source never turn it to another file") {
  Desk desk;
  desk.must_file({opened(id(1), id(2))});
  const Source kept = attach(desk.book(), file_for(id(1), "letter.pdf"), kLetter).source;
  const Source other = attach(desk.book(), file_for(id(1), "other.pdf"), "another").source;
  Filing later = added(id(1), {});
  later.sources = {kept};
  later.sources.front().title = "The first letter";
  later.sources.front().kept = {};
  later.sources.front().file_hash = {};
  desk.must_file({later});
  // One that says its id is bound to other contents is refused, and does not count if it comes in.
  later.sources.front() = kept;
  later.sources.front().file_hash = other.file_hash;
  later.sources.front().kept->compartment = other.kept->compartment;
  CHECK_FALSE(desk.book().file({later}));
  const Compartment home = desk.book().office().new_compartments(1).value().front();
  const vault::Draft draft{home, vault::EntryKind::filing, encode(later)};
  REQUIRE(desk.book().office().append({&draft, 1}));
  const Casebook& book = desk.reopen();
  const Source shown = *book.open_case(id(1))->source(kept.id);
  CHECK(shown.title.empty());  // the last words
  CHECK(shown.file_hash == kept.file_hash);
  CHECK(shown.kept == kept.kept);
  CHECK(contents(book, id(1), kept.id) == kLetter);
}

TEST_CASE("a case worker opens the files of a case that is shared; an analyst opens none") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {said(id(2), kName, AnswerState::yes, "Zuhra")})});
  Colleague anna(desk, "anna", Role::case_worker);
  Colleague lena(desk, "lena", Role::analyst);
  const RecordId before = attach(desk.book(), file_for(id(1), "before.pdf"), kLetter).source.id;
  REQUIRE(desk.book().share_case(id(1), anna.id));
  REQUIRE(desk.book().share_case(id(1), lena.id));
  REQUIRE(desk.book().share_circumstances(lena.id));
  const RecordId later = attach(desk.book(), file_for(id(1), "later.pdf"), "later").source.id;
  const RecordId passport =
      attach(desk.book(), file_for(id(1), "passport.jpg", id(2)), "passport").source.id;
  anna.join(desk);
  lena.join(desk);
  CHECK(contents(*anna.book, id(1), before) == kLetter);
  CHECK(contents(*anna.book, id(1), later) == "later");
  CHECK(contents(*anna.book, id(1), passport) == "passport");
  for (const RecordId& one : {before, later}) {
    const auto refused = lena.book->open_file(id(1), one);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Error::Kind::not_allowed);
  }
  // Of what tells an identity she does not even learn the name.
  CHECK(lena.book->open_case(id(1))->source(passport) == nullptr);
  CHECK(lena.book->open_case(id(1))->source(before) != nullptr);
}

TEST_CASE("what a case worker attaches reaches the director, attached twice or not") {
  Desk desk;
  desk.must_file({opened(id(1), id(2))});
  Colleague anna(desk, "anna", Role::case_worker);
  REQUIRE(desk.book().share_case(id(1), anna.id));
  anna.join(desk);
  const RecordId hers = attach(*anna.book, file_for(id(1), "hers.pdf"), "hers").source.id;
  const RecordId both = attach(*anna.book, file_for(id(1), "both.pdf"), kLetter).source.id;
  CHECK(attach(desk.book(), file_for(id(1), "both.pdf"), kLetter).source.id == both);
  anna.give(desk);
  CHECK(contents(desk.book(), id(1), hers) == "hers");
  CHECK(contents(desk.book(), id(1), both) == kLetter);
  const Case shown = desk.book().open_case(id(1)).value();
  CHECK(shown.sources.size() == 2);
  CHECK(shown.attached.size() == 3);
  CHECK(desk.book().stray_files().files == 0);
  // Both places go with the case.
  REQUIRE(desk.book().erase_case(id(1), "on request"));
  CHECK(desk.reopen().vault().files().empty());
}

TEST_CASE("erasing a person erases the files that tell who they are, and those alone") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {said(id(2), kName, AnswerState::yes, "Zuhra")})});
  const Source passport =
      attach(desk.book(), file_for(id(1), "passport.jpg", id(2)), "passport").source;
  const Source letter = attach(desk.book(), file_for(id(1), "letter.pdf"), kLetter).source;
  // Whatever is said of it later lies with the identity too.
  Filing later = added(id(1), {});
  later.sources = {passport};
  later.sources.front().kept = {};
  later.sources.front().title = "Zuhra's passport";
  desk.must_file({later});
  REQUIRE(desk.book().erase_person(id(1), id(2), "she asked for it"));
  const Casebook& book = desk.reopen();
  const Case shown = book.open_case(id(1)).value();
  CHECK(shown.source(passport.id) == nullptr);
  CHECK_FALSE(book.vault().can_open(passport.kept->compartment));
  CHECK(contents(book, id(1), letter.id) == kLetter);
  CHECK(book.vault().verify(1, {}).value().sound_throughout());
}

TEST_CASE("a case that claims another's file neither shares it nor takes it along") {
  Desk desk;
  desk.must_file({opened(id(1), id(2)), opened(id(11), id(12))});
  const Source kept = attach(desk.book(), file_for(id(1), "letter.pdf"), kLetter).source;
  Filing claim = added(id(11), {});
  claim.sources = {kept};
  claim.sources.front().id = bound_source_id(id(11), kept.file_hash, kept.kept->size);
  const Compartment home = desk.book().office().new_compartments(1).value().front();
  const vault::Draft draft{home, vault::EntryKind::filing, encode(claim)};
  REQUIRE(desk.book().office().append({&draft, 1}));
  Casebook& book = desk.reopen();
  REQUIRE(book.erase_case(id(11), "to harm"));
  CHECK(contents(desk.reopen(), id(1), kept.id) == kLetter);
}

TEST_CASE("a file for nobody's case, for a stranger, or under a broken name is refused at once") {
  Desk desk;
  desk.must_file({opened(id(1), id(2))});
  CHECK_FALSE(desk.book().begin_file(file_for(id(9), "a.pdf")));
  CHECK_FALSE(desk.book().begin_file(file_for(id(1), "a.pdf", id(3))));
  FileToAttach wrong = file_for(id(1), "a.pdf");
  wrong.kind = "no such kind";
  CHECK_FALSE(desk.book().begin_file(wrong));
  wrong = file_for(id(1),
                   "a\xE2\x80\xAE"
                   "fdp.exe");
  CHECK_FALSE(desk.book().begin_file(wrong));
  CHECK(desk.book().vault().files().empty());
}

TEST_CASE("what was broken off is counted, and the case does not know of it") {
  Desk desk;
  desk.must_file({opened(id(1), id(2))});
  {
    auto begun = desk.book().begin_file(file_for(id(1), "film.mp4"));
    REQUIRE(begun);
    REQUIRE(desk.book().put_file(*begun, Bytes(6U << 20)));
  }
  const Casebook& book = desk.reopen();
  CHECK(book.open_case(id(1))->sources.empty());
  CHECK(book.stray_files().files == 1);
  CHECK(book.stray_files().pieces == 4);
}

}  // namespace
}  // namespace manumit::casework
