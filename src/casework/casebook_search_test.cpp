// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

const RecordId kCase = id(1);
const RecordId kPerson = id(2);

/// One case with a person, an employer, a place, a story and a safe house.
Filing story() {
  Filing out = opened(
      kCase, kPerson,
      {text(kPerson, "person.first_name", "Зухра"), text(kPerson, "person.last_name", "Каримова"),
       text(kPerson, "person.other_names", "Zuzu"), text(kPerson, "safety.code_word", "persimmon"),
       text(id(3), "organisation.name", "ООО «Кирпич-5»"),
       said(id(4), "work.place", AnswerState::yes,
            Place{.country = "RU",
                  .region = {},
                  .city = "Каспийск",
                  .street = {},
                  .post_code = {},
                  .words = {}}),
       text(id(5), "event.what", "Хозяин заплатил вербовщику на вокзале и увёз её"),
       text(id(6), "person.name", "محمد"), text(id(7), "person.name", "王小明")});
  out.statements[6].said_as = "he paid at the railway station";
  out.subjects.push_back(subject_of(id(3), SubjectKind::organisation, "employer"));
  out.subjects.push_back(subject_of(id(4), SubjectKind::work));
  out.subjects.push_back(subject_of(id(5), SubjectKind::event));
  out.subjects.push_back(subject_of(id(6), SubjectKind::person, "witness"));
  out.subjects.push_back(subject_of(id(7), SubjectKind::person, "witness"));
  return out;
}

/// Others, so that an answer means something.
std::vector<Filing> crowd() {
  std::vector<Filing> out;
  int number = 100;
  for (const char* name : {"Гульнара Хамидова", "Нурлан Асанов", "Maria Popescu", "Karl Marinow",
                           "Фирӯза Раҳмонова", "أحمد الحسيني", "李娜"}) {
    const RecordId case_id = id(number++);
    const RecordId person = id(number++);
    out.push_back(opened(case_id, person, {text(person, "person.name", name)}));
  }
  return out;
}

std::vector<Hit> hits(const Casebook& book, const std::string& words) {
  return book.search(words);
}

bool finds(const Casebook& book, const std::string& words, const RecordId& subject) {
  const std::vector<Hit> found = hits(book, words);
  return !found.empty() && found.front().case_id == kCase && found.front().subject == subject;
}

}  // namespace

TEST_CASE("search: finds a woman by every way her name is written") {
  Desk desk;
  desk.must_file(crowd());
  desk.must_file({story()});
  for (int round = 0; round < 2; ++round) {
    const Casebook& book = desk.book();
    for (const char* words : {"Каримова", "каримова зухра", "karimowa", "Karimova", "kari",
                              "Kariimova", "Karmiova", "zuzu", "zukhra karimova"}) {
      CAPTURE(words);
      CHECK(finds(book, words, kPerson));
    }
    desk.reopen();
  }
}

TEST_CASE("search: finds names in Arabic and Chinese letters, and what they sound like") {
  Desk desk;
  desk.must_file(crowd());
  desk.must_file({story()});
  for (const char* words : {"محمد", "mohamed", "Мухаммад"}) {
    CAPTURE(words);
    CHECK(finds(desk.book(), words, id(6)));
  }
  for (const char* words : {"王小明", "小明", "wang xiaoming"}) {
    CAPTURE(words);
    CHECK(finds(desk.book(), words, id(7)));
  }
}

TEST_CASE("search: finds an employer by what was heard on the telephone") {
  Desk desk;
  desk.must_file({story()});
  CHECK(finds(desk.book(), "kirpich 5", id(3)));
  CHECK(finds(desk.book(), "Кирпич", id(3)));
  CHECK(hits(desk.book(), "kirpich 5").front().title == "ООО «Кирпич-5»");
}

TEST_CASE("search: finds places, numbers and words of the story, and shows where they stand") {
  Desk desk;
  desk.must_file({story()});
  CHECK(finds(desk.book(), "kaspiysk", id(4)));
  CHECK(finds(desk.book(), "0001", kCase));
  CHECK(finds(desk.book(), "вокзале", id(5)));
  const std::vector<Hit> found = hits(desk.book(), "railway");
  REQUIRE(found.size() == 1);
  CHECK(found[0].fact == "event.what");
  CHECK(found[0].excerpt.find("railway station") != std::string::npos);
  CHECK(found[0].case_number == "0001");
}

TEST_CASE("search: words that no one name or story has may stand in one case between them") {
  Desk desk;
  desk.must_file(crowd());
  desk.must_file({story()});
  const std::vector<Hit> found = hits(desk.book(), "karimova kirpich");
  REQUIRE(found.size() == 1);
  CHECK(found[0].case_id == kCase);
  CHECK(hits(desk.book(), "karimova popescu").empty());
}

TEST_CASE("search: never finds by a word that is life-critical") {
  Desk desk;
  desk.must_file({story()});
  CHECK(hits(desk.book(), "persimmon").empty());
  CHECK(hits(desk.book(), "persim").empty());
}

TEST_CASE("search: a name that was corrected is no longer found, the new one is") {
  Desk desk;
  const auto ids =
      desk.must_file({opened(kCase, kPerson, {text(kPerson, "person.name", "Guljamal")})});
  REQUIRE(finds(desk.book(), "guljamal", kPerson));
  Statement again = text(kPerson, "person.name", "Oguljan");
  again.replaces = {ids.at(0)};
  desk.must_file({added(kCase, {again})});
  CHECK(hits(desk.book(), "guljamal").empty());
  CHECK(finds(desk.book(), "oguljan", kPerson));
}

TEST_CASE("search: tells an exact find from one by sound and one by spelling") {
  Desk desk;
  desk.must_file({opened(kCase, kPerson, {text(kPerson, "person.name", "Karimova")})});
  CHECK(hits(desk.book(), "karimova").front().how == Hit::How::exact);
  CHECK(hits(desk.book(), "karimowa").front().how == Hit::How::same_sound);
  CHECK(hits(desk.book(), "karimova").size() == 1);
}

TEST_CASE("search: nothing, signs and the index's own language find nothing and break nothing") {
  Desk desk;
  desk.must_file({story()});
  for (const char* words : {"", " ", "\"", "*", "words : \"a\"", "AND OR NOT", "(", "'; DROP TABLE",
                            "NEAR(a b)", "\xFF\xFE", "qqqqzzzz"}) {
    CAPTURE(words);
    CHECK(hits(desk.book(), words).empty());
  }
}

TEST_CASE("search: the list of cases can be narrowed by words") {
  Desk desk;
  desk.must_file(crowd());
  desk.must_file({story()});
  CaseQuery query;
  query.words = "karimowa";
  const CasePage page = desk.book().cases(query);
  CHECK(page.found == 1);
  CHECK(page.all == 8);
  REQUIRE(page.rows.size() == 1);
  CHECK(page.rows[0].id == kCase);
}
