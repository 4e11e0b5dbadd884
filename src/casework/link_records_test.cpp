// SPDX-License-Identifier: Apache-2.0
#include "casework/link_records.h"

#include <doctest/doctest.h>

#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

Source file(int number, std::string title, char digit) {
  return Source{.id = id(number),
                .kind = "file",
                .title = std::move(title),
                .author = {},
                .date = {},
                .file_hash = std::string(64, digit),
                .address = {}};
}

Statement dated(int subject, std::string fact, const std::string& words) {
  return said(id(subject), std::move(fact), AnswerState::yes, parse_partial_date(words).value());
}
Statement coded(int subject, std::string fact, std::vector<std::string> codes) {
  return said(id(subject), std::move(fact), AnswerState::yes, std::move(codes));
}
Statement living(int subject, std::string fact, std::string city, std::string street) {
  Place place;
  place.country = "RU";
  place.city = std::move(city);
  place.street = std::move(street);
  place.post_code = "368300";
  return said(id(subject), std::move(fact), AnswerState::yes, place);
}

LinkRecords records_of(Desk& desk, const LinkRecordsWanted& wanted) {
  auto out = link_records(desk.book(), wanted);
  REQUIRE_MESSAGE(out.has_value(), (out ? "" : in_english(out.error())));
  return std::move(*out);
}

std::string value(const LinkRecords& records, std::size_t row, std::string_view column) {
  for (std::size_t i = 0; i < records.columns.size(); ++i) {
    if (records.columns[i].name == column)
      return records.rows.at(row).values.at(i);
  }
  FAIL("no such column");
  return {};
}

NewDecision by_hand(RecordRef a, RecordRef b, LinkVerdict verdict) {
  NewDecision out;
  out.said.a = a;
  out.said.b = b;
  out.said.verdict = verdict;
  out.said.by_hand = true;
  return out;
}

}  // namespace

TEST_CASE("link_records: a person is one row of what can be compared, as it was told") {
  Desk desk;
  Filing filing = opened(
      id(10), id(11),
      {text(id(11), "person.first_name", "Зухра"), text(id(11), "person.last_name", "Каримова"),
       text(id(11), "person.other_names", "Zuzu"), dated(11, "person.birth_date", "March 1994"),
       coded(11, "person.gender", {"Feminine"}), coded(11, "person.citizenship", {"UZ", "KZ"}),
       text(id(11), "person.home_phone", "555-01"),
       living(11, "person.address", "Kaspiysk", "Lenina 4"),
       text(id(12), "document.number", "AA 1234567"),
       text(id(11), "safety.code_word", "persimmon")});
  filing.subjects.push_back(subject_of(id(12), SubjectKind::document));
  desk.must_file({filing});
  const LinkRecords records = records_of(desk, {});
  REQUIRE(records.rows.size() == 1);
  CHECK(records.rows[0].record == RecordRef{id(11), id(10)});
  CHECK(records.rows[0].role == "affected");
  const std::map<std::string_view, std::string> expected = {{"name", "Зухра Каримова"},
                                                            {"other_names", "Zuzu"},
                                                            {"birth_date", "1994-03"},
                                                            {"age", ""},
                                                            {"sex", "Feminine"},
                                                            {"citizenship", "KZ UZ"},
                                                            {"phone", "555-01"},
                                                            {"other_phone", ""},
                                                            {"email", ""},
                                                            {"document", "AA 1234567"},
                                                            {"place", "Kaspiysk"},
                                                            {"street", "Lenina 4"},
                                                            {"postcode", "368300"},
                                                            {"occupation", ""}};
  for (const auto& [column, words] : expected)
    CHECK(value(records, 0, column) == words);
  CHECK(records.columns.size() == expected.size());
  CHECK(as_csv(records, records.lists[0]).find("persimmon") == std::string::npos);
}

TEST_CASE("link_records: a date of birth is no more precise than it was told") {
  Desk desk;
  const std::vector<std::pair<std::string, std::string>> table = {{"5.3.1994", "1994-03-05"},
                                                                  {"March 1994", "1994-03"},
                                                                  {"1994", "1994"},
                                                                  {"about 1994", "about 1994"},
                                                                  {"spring 1994", "spring 1994"}};
  for (int i = 0; i < static_cast<int>(table.size()); ++i) {
    const int number = 10 + 10 * i;
    desk.must_file({opened(
        id(number), id(number + 1),
        {dated(number + 1, "person.birth_date", table[static_cast<std::size_t>(i)].first)})});
  }
  const LinkRecords records = records_of(desk, {});
  for (std::size_t i = 0; i < table.size(); ++i)
    CHECK(value(records, i, "birth_date") == table[i].second);
}

TEST_CASE(
    "link_records: no, refused and unclear are not recorded; earlier names stand among others") {
  Desk desk;
  desk.must_file(
      {opened(id(10), id(11),
              {text(id(11), "person.name", "Karimova"), text(id(11), "person.name", "Rahimova"),
               said(id(11), "person.email", AnswerState::no),
               said(id(11), "person.occupation", AnswerState::unclear, std::string("cook?")),
               coded(11, "person.gender", {"NonSpecifiedUnknown"})})});
  const LinkRecords records = records_of(desk, {});
  CHECK(value(records, 0, "name") == "Rahimova");
  CHECK(value(records, 0, "other_names") == "Karimova");
  CHECK(value(records, 0, "email").empty());
  CHECK(value(records, 0, "occupation").empty());
  CHECK(value(records, 0, "sex").empty());
}

TEST_CASE(
    "link_records: lists are the own cases and each imported file, known or not to be free of "
    "doubles") {
  Desk desk;
  const auto imported = [&](int number, char digit, const std::string& name) {
    Filing filing = opened(id(number), id(number + 1), {text(id(number + 1), "person.name", name)});
    filing.sources = {file(number + 2, std::string("list ") + digit, digit)};
    filing.statements[0].source = id(number + 2);
    desk.must_file({filing});
  };
  imported(10, 'b', "A.");
  imported(20, 'a', "B.");
  desk.must_file({opened(id(30), id(31), {text(id(31), "person.name", "C.")})});
  imported(40, 'b', "D.");
  LinkRecordsWanted wanted;
  wanted.deduplicated = {std::string(64, 'b')};
  const LinkRecords records = records_of(desk, wanted);
  REQUIRE(records.lists.size() == 3);
  CHECK(records.lists[0].file_hash.empty());
  CHECK(records.lists[1].name == "list a");
  CHECK_FALSE(records.lists[1].deduplicated);
  CHECK(records.lists[2].deduplicated);
  CHECK(records.lists[2].first == 2);
  CHECK(records.lists[2].count == 2);
  CHECK(value(records, 0, "name") == "C.");
  CHECK(value(records, 3, "name") == "D.");
  const std::string csv = as_csv(records, records.lists[2]);
  CHECK(csv.starts_with("record,name,other_names,birth_date"));
  CHECK(csv.find("\r\n" + id(41).hex() + " " + id(40).hex() + ",D.,") != std::string::npos);
  CHECK(csv.find("C.") == std::string::npos);
}

TEST_CASE("link_records: a paper in a case of two affected people is nobody's") {
  Desk desk;
  Filing filing = opened(id(10), id(11), {text(id(12), "document.number", "AA 1234567")});
  filing.subjects.push_back(subject_of(id(12), SubjectKind::document));
  filing.subjects.push_back(subject_of(id(13), SubjectKind::person, "affected"));
  desk.must_file({filing});
  const LinkRecords records = records_of(desk, {});
  CHECK(value(records, 0, "document").empty());
  CHECK(value(records, 1, "document").empty());
}

TEST_CASE(
    "link_records: roles can be chosen, and organisations and premises are a table of their own") {
  Desk desk;
  Filing filing = opened(id(10), id(11),
                         {text(id(13), "organisation.name", "ООО «Кирпич-5»"),
                          text(id(13), "organisation.registration", "0545012345"),
                          text(id(13), "organisation.owner", "Hajiyev"),
                          living(14, "organisation.address", "Moscow", "Novosibirskaya 11")});
  filing.subjects.push_back(subject_of(id(12), SubjectKind::person, "employer"));
  filing.subjects.push_back(subject_of(id(13), SubjectKind::organisation, "employer"));
  filing.subjects.push_back(subject_of(id(14), SubjectKind::organisation, "exploitation_site"));
  desk.must_file({filing});
  LinkRecordsWanted wanted;
  CHECK(records_of(desk, wanted).rows.size() == 2);
  wanted.roles = {"employer"};
  CHECK(records_of(desk, wanted).rows[0].record.subject == id(12));
  wanted = {.kind = LinkedKind::organisations, .roles = {}, .deduplicated = {}};
  const LinkRecords records = records_of(desk, wanted);
  REQUIRE(records.rows.size() == 2);
  CHECK(value(records, 0, "name") == "ООО «Кирпич-5»");
  CHECK(value(records, 0, "tax_number") == "0545012345");
  CHECK(value(records, 0, "owner") == "Hajiyev");
  CHECK(value(records, 1, "name").empty());
  CHECK(value(records, 1, "street") == "Novosibirskaya 11");
}

TEST_CASE(
    "link_records: somebody under one id in two cases is one row, and the sealed are counted") {
  Desk desk;
  desk.must_file({opened(id(10), id(11), {text(id(11), "person.name", "Z.")})});
  Filing second = opened(id(20), id(11), {text(id(11), "person.email", "z@example.org")});
  second.subjects.push_back(subject_of(id(25), SubjectKind::person, "witness"));
  second.subjects.back().identity.bytes = id(99).bytes;  // a key that this vault does not hold
  desk.must_file({second});
  const LinkRecords records = records_of(desk, {});
  REQUIRE(records.rows.size() == 2);
  CHECK(value(records, 0, "name") == "Z.");
  CHECK(value(records, 0, "email") == "z@example.org");
  CHECK(records.sealed == 1);
}

TEST_CASE("decided_rows: what people decided binds rows or holds them apart") {
  Desk desk;
  for (const int number : {10, 20, 30, 40})
    desk.must_file({opened(id(number), id(number + 1))});
  const auto person = [](int number) { return RecordRef{id(number + 1), id(number)}; };
  for (const auto& [a, b, verdict] :
       {std::tuple(30, 10, LinkVerdict::same), std::tuple(20, 30, LinkVerdict::same),
        std::tuple(10, 20, LinkVerdict::not_same), std::tuple(40, 20, LinkVerdict::not_same)})
    REQUIRE(desk.book().decide({by_hand(person(a), person(b), verdict)}));
  const LinkRecords records = records_of(desk, {});
  const DecidedRows decided = decided_rows(records, *desk.book().links());
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  CHECK(decided.same == Pairs{{0, 2}, {1, 2}});
  CHECK(decided.different == Pairs{{1, 3}});
}

TEST_CASE("link_records: ends at once when it is told to") {
  Desk desk;
  desk.must_file({opened(id(10), id(11))});
  const auto stopped =
      link_records(desk.book(), {}, [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().kind == Error::Kind::unavailable);
}
