// SPDX-License-Identifier: Apache-2.0
#include "casework/person_lists.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

constexpr std::size_t kSex = 0;
constexpr std::size_t kAge = 1;
constexpr std::size_t kForm = 2;

Source from(int number, std::string kind, std::string title, std::string author = {}) {
  Source out;
  out.id = id(number);
  out.kind = std::move(kind);
  out.title = std::move(title);
  out.author = std::move(author);
  return out;
}
Source imported(int number, std::string title, char digit) {
  Source out = from(number, "file", std::move(title));
  out.file_hash = std::string(64, digit);
  return out;
}

Statement told_by(int source, Statement statement) {
  statement.source = id(source);
  return statement;
}
Statement of_sex(int person, std::string code) {
  return said(id(person), "person.gender", AnswerState::yes,
              std::vector<std::string>{std::move(code)});
}
Statement of_forms(int person, std::vector<std::string> codes) {
  return said(id(person), "exploitation.types", AnswerState::yes, std::move(codes));
}

/// A case of one person, case + 1, with these sources and statements.
Filing case_of(int number, std::vector<Source> sources, std::vector<Statement> statements) {
  Filing out = opened(id(number), id(number + 1), std::move(statements));
  out.sources = std::move(sources);
  return out;
}

constexpr std::size_t kMost = 20;

PersonLists listed(Desk& desk, ListedBy by) {
  auto lists = person_lists(desk.book(), by, kMost);
  REQUIRE_MESSAGE(lists.has_value(), (lists ? "" : in_english(lists.error())));
  return std::move(*lists);
}

}  // namespace

TEST_CASE("person_lists: a person is on the list of every kind of source that speaks of them") {
  Desk desk;
  desk.must_file({case_of(
      10, {from(50, "interview", "First talk"), from(51, "judgment", "Verdict")},
      {told_by(50, of_sex(11, "Feminine")), told_by(51, of_forms(11, {"ForcedLabour"}))})});
  desk.must_file({case_of(20, {from(52, "interview", "Another talk")},
                          {told_by(52, of_sex(21, "Masculine"))})});
  const PersonLists lists = listed(desk, ListedBy::source_kind);
  CHECK(lists.lists == std::vector<std::string>{"interview", "judgment"});
  REQUIRE(lists.people.size() == 2);
  CHECK(lists.people[0].history == 0b11);
  CHECK(lists.people[1].history == 0b01);
  CHECK(lists.affected == 2);
  CHECK(lists.on_no_list == 0);
  CHECK(lists.people[0].values[kSex] == "Feminine");
  CHECK(lists.people[0].values[kForm] == "ForcedLabour");
  CHECK(lists.people[1].values[kForm] == kNotRecorded);
}

TEST_CASE("person_lists: what is said of the work or of another person puts nobody on a list") {
  Desk desk;
  Filing filing = case_of(10, {from(50, "press", "On the workshop")}, {});
  filing.subjects.push_back(subject_of(id(12), SubjectKind::work));
  filing.subjects.push_back(subject_of(id(13), SubjectKind::person, "employer"));
  filing.statements = {told_by(50, text(id(12), "work.what", "sewing")),
                       told_by(50, of_sex(13, "Masculine"))};
  desk.must_file({filing});
  const PersonLists lists = listed(desk, ListedBy::source_kind);
  CHECK(lists.lists.empty());
  CHECK(lists.people.empty());
  CHECK(lists.affected == 1);
  CHECK(lists.on_no_list == 1);
}

TEST_CASE("person_lists: a list is a file that was imported, and two of one title stay two") {
  Desk desk;
  desk.must_file(
      {case_of(10, {imported(50, "hotline.xlsx", 'a')}, {told_by(50, of_sex(11, "Feminine"))})});
  desk.must_file(
      {case_of(20,
               {imported(51, "hotline.xlsx", 'b'), imported(52, "count", 'c'),
                from(53, "interview", "Talk")},
               {told_by(51, of_sex(21, "Feminine")), told_by(52, of_forms(21, {"Other"})),
                told_by(53, of_sex(21, "Feminine"))})});
  desk.must_file(
      {case_of(30, {imported(54, "hotline.xlsx", 'a')}, {told_by(54, of_sex(31, "Feminine"))})});
  const PersonLists lists = listed(desk, ListedBy::imported_file);
  // By size: two people, then one each by hash. No list may be called "count".
  CHECK(lists.lists == std::vector<std::string>{"hotline.xlsx", "hotline.xlsx (2)", "count (2)"});
  CHECK(lists.people.size() == 3);
}

TEST_CASE("person_lists: a source without an author makes no list of authors") {
  Desk desk;
  desk.must_file(
      {case_of(10, {from(50, "letter", "Letter", "Union"), from(51, "letter", "Unsigned")},
               {told_by(50, of_sex(11, "Feminine")), told_by(51, of_forms(11, {"Other"}))})});
  desk.must_file(
      {case_of(20, {from(52, "letter", "Unsigned")}, {told_by(52, of_sex(21, "Feminine"))})});
  const PersonLists lists = listed(desk, ListedBy::author);
  CHECK(lists.lists == std::vector<std::string>{"Union"});
  CHECK(lists.people.size() == 1);
  CHECK(lists.on_no_list == 1);
}

TEST_CASE("person_lists: what was taken back no longer puts a person on a list") {
  Desk desk;
  const auto ids = desk.must_file(
      {case_of(10, {from(50, "call", "Call")}, {told_by(50, of_sex(11, "Feminine"))})});
  Filing back = added(id(10), {});
  back.withdrawals = {{ids.front(), "told by mistake"}};
  desk.must_file({back});
  CHECK(listed(desk, ListedBy::source_kind).people.empty());
}

TEST_CASE(
    "person_lists: unknown stays its own stratum, and answers that disagree are not chosen from") {
  Desk desk;
  const auto one = [&](int number, std::vector<Statement> statements) {
    for (Statement& statement : statements)
      statement.source = id(number + 5);
    desk.must_file({case_of(number, {from(number + 5, "form", "Form")}, std::move(statements))});
  };
  one(10, {said(id(11), "person.gender", AnswerState::refused)});
  one(20, {of_sex(21, "NonSpecifiedUnknown"), of_forms(21, {"ForcedLabour", "ForcedBegging"})});
  one(30, {of_sex(31, "Feminine"), of_sex(31, "Masculine"),
           said(id(31), "recruitment.minor_then", AnswerState::yes)});
  one(40, {said(id(41), "recruitment.minor_then", AnswerState::no)});
  one(50, {said(id(51), "recruitment.minor_then", AnswerState::unclear)});
  one(60, {said(id(61), "recruitment.minor_then", AnswerState::yes),
           said(id(61), "recruitment.age_then", AnswerState::yes, std::int64_t{19})});
  const PersonLists lists = listed(desk, ListedBy::source_kind);
  REQUIRE(lists.people.size() == 6);
  CHECK(lists.people[0].values[kSex] == kNotRecorded);
  CHECK(lists.people[0].values[kAge] == kNotRecorded);
  CHECK(lists.people[1].values[kSex] == kNotRecorded);
  CHECK(lists.people[1].values[kForm] == kSeveral);
  CHECK(lists.people[2].values[kSex] == kContradicted);
  CHECK(lists.people[2].values[kAge] == "child");
  CHECK(lists.people[3].values[kAge] == "adult");
  CHECK(lists.people[4].values[kAge] == kNotRecorded);
  CHECK(lists.people[5].values[kAge] == kContradicted);
}

TEST_CASE("person_lists: two affected people of one case count as two, each on their own lists") {
  Desk desk;
  Filing filing = case_of(10, {from(50, "call", "Call"), from(51, "letter", "Letter")}, {});
  filing.subjects.push_back(subject_of(id(12), SubjectKind::person, "affected"));
  filing.statements = {told_by(50, of_sex(11, "Feminine")), told_by(51, of_sex(12, "Feminine"))};
  desk.must_file({filing});
  const PersonLists lists = listed(desk, ListedBy::source_kind);
  CHECK(lists.people.size() == 2);
  CHECK(lists.people[0].history != lists.people[1].history);
}

TEST_CASE("person_lists: somebody whose id stands in two cases counts once, on the lists of both") {
  Desk desk;
  desk.must_file({case_of(10, {from(50, "call", "Call")}, {told_by(50, of_sex(11, "Feminine"))})});
  Filing second = opened(id(20), id(11), {told_by(51, of_forms(11, {"Other"}))});
  second.sources = {from(51, "letter", "Letter")};
  desk.must_file({second});
  const PersonLists lists = listed(desk, ListedBy::source_kind);
  CHECK(lists.affected == 1);
  REQUIRE(lists.people.size() == 1);
  CHECK(lists.people[0].history == 0b11);
  CHECK(lists.people[0].values[kForm] == "Other");
}

TEST_CASE(
    "person_lists: linked records count once, on the lists of all, with what any of them says") {
  Desk desk;
  desk.must_file({case_of(10, {from(50, "call", "Call")}, {told_by(50, of_sex(11, "Feminine"))})});
  desk.must_file(
      {case_of(20, {from(51, "letter", "Letter")}, {told_by(51, of_forms(21, {"Other"}))})});
  desk.must_file(
      {case_of(30, {from(52, "press", "Paper")}, {told_by(52, of_sex(31, "Masculine"))})});
  const auto link = [&](int a, int b, LinkVerdict verdict) {
    NewDecision one;
    one.said.a = {id(a + 1), id(a)};
    one.said.b = {id(b + 1), id(b)};
    one.said.verdict = verdict;
    one.said.by_hand = true;
    REQUIRE(desk.book().decide({one}));
  };
  CHECK(listed(desk, ListedBy::source_kind).affected == 3);
  link(10, 20, LinkVerdict::same);
  link(20, 30, LinkVerdict::cannot_tell);
  link(10, 30, LinkVerdict::not_same);
  const PersonLists lists = listed(desk, ListedBy::source_kind);
  CHECK(lists.affected == 2);
  REQUIRE(lists.people.size() == 2);
  CHECK(lists.lists == std::vector<std::string>{"call", "letter", "press"});
  CHECK(lists.people[0].history == 0b011);
  CHECK(lists.people[0].values[kSex] == "Feminine");
  CHECK(lists.people[0].values[kForm] == "Other");
  CHECK(lists.people[1].history == 0b100);
}

TEST_CASE("person_lists: linked records that disagree are contradicted, nobody chooses") {
  Desk desk;
  desk.must_file({case_of(10, {from(50, "call", "Call")}, {told_by(50, of_sex(11, "Feminine"))})});
  desk.must_file({case_of(20, {from(51, "call", "Call")}, {told_by(51, of_sex(21, "Masculine"))})});
  NewDecision one;
  one.said.a = {id(11), id(10)};
  one.said.b = {id(21), id(20)};
  one.said.verdict = LinkVerdict::same;
  one.said.by_hand = true;
  REQUIRE(desk.book().decide({one}));
  const PersonLists lists = listed(desk, ListedBy::source_kind);
  REQUIRE(lists.people.size() == 1);
  CHECK(lists.people[0].values[kSex] == kContradicted);
}

TEST_CASE("person_lists: beyond twenty lists the smallest are left out and named") {
  Desk desk;
  for (int i = 0; i < 22; ++i) {
    const int number = 10 + 10 * i;
    std::vector<Source> sources{
        from(number + 2, "letter", "Letter", "A" + std::to_string(100 + i))};
    std::vector<Statement> statements{told_by(number + 2, of_sex(number + 1, "Feminine"))};
    if (i < 20) {  // Everyone but the last two is on the large list too.
      sources.push_back(from(number + 3, "letter", "Letter", "Union"));
      statements.push_back(told_by(number + 3, of_sex(number + 1, "Feminine")));
    }
    desk.must_file({case_of(number, std::move(sources), std::move(statements))});
  }
  const PersonLists lists = listed(desk, ListedBy::author);
  CHECK(lists.lists.size() == 20);
  CHECK(lists.lists.front() == "Union");
  REQUIRE(lists.left_out.size() == 3);
  CHECK(lists.left_out.front().list == "A119");
  CHECK(lists.left_out.front().people == 1);
  // The one of A119 is still on the large list; those of A120 and A121 are on none.
  CHECK(lists.people.size() == 20);
  CHECK(lists.on_no_list == 2);
}

TEST_CASE("person_lists: a name is such as a heading can be, and no two are one without blanks") {
  Desk desk;
  std::string letters;
  for (int i = 0; i < 150; ++i)
    letters += "Ж";  // 300 bytes.
  int number = 10;
  for (const std::string& author : {std::string("Night\n\tline"), std::string("Police"),
                                    std::string(" Police "), letters, letters + "."}) {
    desk.must_file({case_of(number, {from(number + 2, "letter", "Letter", author)},
                            {told_by(number + 2, of_sex(number + 1, "Feminine"))})});
    number += 10;
  }
  const PersonLists lists = listed(desk, ListedBy::author);
  REQUIRE(lists.lists.size() == 5);
  const auto has = [&](const std::string& name) {
    return std::count(lists.lists.begin(), lists.lists.end(), name) == 1;
  };
  CHECK(has("Night  line"));
  CHECK(has("Police"));
  CHECK(has("Police (2)"));
  CHECK(has(letters.substr(0, 180)));
  CHECK(has(letters.substr(0, 180) + " (2)"));
}

TEST_CASE("person_lists: ends at once when it is told to") {
  Desk desk;
  desk.must_file({case_of(10, {}, {})});
  const auto lists = person_lists(desk.book(), ListedBy::author, kMost,
                                  [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(lists);
  CHECK(lists.error().kind == Error::Kind::unavailable);
}

TEST_CASE("as_csv: people of one history and one stratum stand in one row with their number") {
  PersonLists lists;
  lists.lists = {"Hotline, day", "Shelter"};
  lists.people = {{0b01, {"Feminine", "adult", "ForcedLabour"}},
                  {0b11, {"Feminine", "adult", "ForcedLabour"}},
                  {0b01, {"Feminine", "adult", "ForcedLabour"}},
                  {0b01, {"Masculine", "adult", "several"}}};
  CHECK(as_csv(lists) ==
        "\"Hotline, day\",Shelter,sex,age_group,form,count\r\n"
        "1,0,Feminine,adult,ForcedLabour,2\r\n"
        "1,0,Masculine,adult,several,1\r\n"
        "1,1,Feminine,adult,ForcedLabour,1\r\n");
}
