// SPDX-License-Identifier: Apache-2.0
#include "casework/casebook.h"

#include <doctest/doctest.h>
#include <sched.h>

#include "base/parallel.h"
#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

const RecordId kCase = id(1);
const RecordId kPerson = id(2);

bool same_row(const CaseRow& a, const CaseRow& b) {
  return a.id == b.id && a.number == b.number && a.people == b.people && a.place == b.place &&
         a.work == b.work && a.state == b.state && a.safe_now == b.safe_now &&
         a.consent == b.consent && a.next_step == b.next_step && a.next_due == b.next_due &&
         a.next_time == b.next_time && a.touched_ms == b.touched_ms &&
         a.statements == b.statements && a.indicators == b.indicators;
}

CaseRow only_row(const Casebook& book) {
  const CasePage page = book.cases({});
  REQUIRE(page.rows.size() == 1);
  return page.rows.front();
}

std::string all_words(const vault::Vault& vault, const vault::Compartment& compartment) {
  std::string out;
  const auto entries = vault.read(compartment);
  REQUIRE(entries);
  for (const vault::Entry& entry : *entries)
    out += entry.body;
  return out;
}

Filing full_case() {
  Filing filing = opened(
      kCase, kPerson,
      {text(kPerson, "person.first_name", "Зухра"), text(kPerson, "person.last_name", "Каримова"),
       said(kPerson, "safety.safe_now", AnswerState::unclear),
       said(kPerson, "consent.keep_data", AnswerState::yes),
       said(kPerson, "control.withholds_documents", AnswerState::yes),
       said(kCase, "case.status", AnswerState::yes, std::vector<std::string>{"Active"}),
       said(id(3), "work.place", AnswerState::yes,
            Place{.country = "RU",
                  .region = {},
                  .city = "Каспийск",
                  .street = {},
                  .post_code = {},
                  .words = {}}),
       said(id(3), "work.industry", AnswerState::yes, std::vector<std::string>{"C_Manufacturing"}),
       text(id(4), "step.what", "Call S. back"),
       said(id(4), "step.due", AnswerState::yes, exactly(Day{20000})),
       text(id(4), "step.time", "12:00")});
  filing.subjects.push_back(subject_of(id(3), SubjectKind::work));
  filing.subjects.push_back(subject_of(id(4), SubjectKind::step));
  return filing;
}

/// While it lives, this thread and those it starts have one core.
class OneCore {
 public:
  OneCore() {
    REQUIRE(sched_getaffinity(0, sizeof before_, &before_) == 0);
    int first = 0;
    while (!CPU_ISSET(first, &before_))
      ++first;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
  }
  OneCore(const OneCore&) = delete;
  OneCore& operator=(const OneCore&) = delete;
  ~OneCore() { sched_setaffinity(0, sizeof before_, &before_); }

 private:
  cpu_set_t before_{};
};

}  // namespace

TEST_CASE("casebook: one core and all of them open the same cases in the same order") {
  constexpr int kCases = 700;  // with the persons' own entries more than one block of the vault
  Desk desk;
  std::vector<Filing> filings;
  for (int i = 0; i < kCases; ++i) {
    const RecordId person = id(10'000 + i);
    filings.push_back(opened(id(i), person,
                             {text(person, "person.name", "Каримова " + std::to_string(i)),
                              said(person, "ilo.debt", AnswerState::yes)}));
  }
  desk.must_file(std::move(filings));
  CaseQuery all;
  all.limit = kCases;
  const std::vector<CaseRow> filed = desk.book().cases(all).rows;
  REQUIRE(filed.size() == kCases);
  for (const bool one_core : {true, false}) {
    CAPTURE(one_core);
    std::optional<OneCore> narrow;
    if (one_core)
      narrow.emplace();
    if (one_core)
      CHECK(machine_threads() == 1);
    const std::vector<CaseRow> rows = desk.reopen().cases(all).rows;
    CHECK(std::equal(rows.begin(), rows.end(), filed.begin(), filed.end(), same_row));
    CHECK(desk.book().damages().empty());
  }
}

TEST_CASE("casebook: the list shows a case as it was filed, and the same after closing") {
  Desk desk;
  desk.must_file({full_case()});
  const CaseRow row = only_row(desk.book());
  CHECK(row.number == "0001");
  CHECK(row.people == std::vector<std::string>{"Зухра Каримова"});
  CHECK(row.place == "Каспийск");
  CHECK(row.work == "C_Manufacturing");
  CHECK(row.state == "Active");
  CHECK(row.safe_now == AnswerState::unclear);
  CHECK(row.consent == AnswerState::yes);
  CHECK(row.next_step == "Call S. back");
  CHECK(row.next_time == "12:00");
  REQUIRE(row.next_due);
  CHECK(row.next_due->first == Day{20000});
  CHECK(row.indicators[6] == 1);
  CHECK(row.indicators[0] == 0);
  CHECK(row.statements == 12);  // eleven given, and the number
  CHECK(same_row(only_row(desk.reopen()), row));
}

TEST_CASE("casebook: cases are numbered one after another, and a number of one's own is kept") {
  Desk desk;
  desk.must_file({opened(id(1), id(11)), opened(id(2), id(12))});
  Filing own = opened(id(3), id(13), {text(id(3), "case.number", "77")});
  desk.must_file({own});
  desk.reopen();
  desk.must_file({opened(id(4), id(14))});
  for (const auto& [number, case_id] :
       {std::pair{"0001", id(1)}, {"2", id(2)}, {"77", id(3)}, {"0078", id(4)}}) {
    const auto found = desk.book().find_case(number);
    REQUIRE(found);
    CHECK(*found == case_id);
  }
}

TEST_CASE("casebook: a case is found by its number, its id or the beginning of it") {
  Desk desk;
  desk.must_file({opened(id(1), id(11)), opened(id(2), id(12))});
  CHECK(desk.book().find_case("1").value() == id(1));
  CHECK(desk.book().find_case(id(2).hex()).value() == id(2));
  CHECK_FALSE(desk.book().find_case("9"));
  CHECK_FALSE(desk.book().find_case(""));
  // Both ids begin alike.
  const auto both = desk.book().find_case(id(1).hex().substr(0, 8));
  REQUIRE_FALSE(both);
  CHECK(both.error().kind == Error::Kind::bad_input);
}

TEST_CASE("casebook: a name lies in the person's own compartment and nowhere else") {
  Desk desk;
  desk.must_file({full_case()});
  const Case folded = desk.book().open_case(kCase).value();
  const vault::Compartment identity = folded.subject(kPerson)->identity;
  int with_name = 0;
  for (const vault::Compartment& compartment : desk.book().vault().compartments()) {
    const bool named =
        all_words(desk.book().vault(), compartment).find("Каримова") != std::string::npos;
    CHECK(named == (compartment == identity));
    with_name += named ? 1 : 0;
  }
  CHECK(with_name == 1);
}

TEST_CASE("casebook: unknown is not no, from the form through the vault to the list") {
  using enum AnswerState;
  Desk desk;
  int number = 1;
  std::vector<std::pair<RecordId, std::optional<AnswerState>>> expected;
  for (const auto state :
       {std::optional<AnswerState>{}, std::optional(yes), std::optional(no),
        std::optional(not_asked), std::optional(refused), std::optional(unclear)}) {
    const RecordId case_id = id(++number * 10);
    Filing filing = opened(case_id, id(number * 10 + 1));
    if (state)
      filing.statements = {said(id(number * 10 + 1), "safety.safe_now", *state),
                           said(id(number * 10 + 1), "ilo.debt", *state)};
    desk.must_file({filing});
    expected.emplace_back(case_id, state);
  }
  desk.reopen();
  for (const CaseRow& row : desk.book().cases({}).rows) {
    const auto at = std::find_if(expected.begin(), expected.end(),
                                 [&](const auto& one) { return one.first == row.id; });
    REQUIRE(at != expected.end());
    CHECK(row.safe_now == at->second);
    CHECK(row.indicators[8] == (at->second ? static_cast<int>(*at->second) : 0));
  }
}

TEST_CASE("casebook: yes beside no shows as a contradiction, not as an answer") {
  Desk desk;
  desk.must_file({opened(kCase, kPerson, {said(kPerson, "ilo.debt", AnswerState::yes)})});
  desk.must_file({added(kCase, {said(kPerson, "ilo.debt", AnswerState::no)})});
  CHECK(only_row(desk.book()).indicators[8] == 9);
}

TEST_CASE("casebook: a correction shows the new word and keeps the old one") {
  Desk desk;
  const auto ids =
      desk.must_file({opened(kCase, kPerson, {text(kPerson, "person.name", "Zuhra")})});
  Statement again = text(kPerson, "person.name", "Zukhra");
  again.replaces = {ids.at(0)};
  desk.must_file({added(kCase, {again})});
  CHECK(only_row(desk.book()).people == std::vector<std::string>{"Zukhra"});
  const Case folded = desk.reopen().open_case(kCase).value();
  CHECK(folded.told(kPerson, "person.name").size() == 1);
  const auto names =
      std::count_if(folded.statements.begin(), folded.statements.end(),
                    [](const Told& told) { return told.said.fact == "person.name"; });
  CHECK(names == 2);
  CHECK(folded.statements.front().by == "A.");
}

TEST_CASE("casebook: what is taken back is taken back where it lies") {
  Desk desk;
  const auto ids = desk.must_file({opened(
      kCase, kPerson,
      {text(kPerson, "person.name", "Zuhra"), said(kPerson, "ilo.debt", AnswerState::yes)})});
  Filing back = added(kCase, {});
  back.withdrawals = {{ids.at(0), "Zuhra is her sister"}, {ids.at(1), "not said so"}};
  desk.must_file({back});
  desk.reopen();
  CHECK(only_row(desk.book()).people.empty());
  CHECK(only_row(desk.book()).indicators[8] == 0);
  const Case folded = desk.book().open_case(kCase).value();
  const vault::Compartment home = desk.book().vault().compartments().front();
  CHECK(all_words(desk.book().vault(), home).find("sister") == std::string::npos);
  CHECK(folded.statements.size() == 3);
}

TEST_CASE("casebook: one bad filing among many stores none of them, and is named") {
  Desk desk;
  const std::uint64_t before = desk.book().vault().entry_count();
  Filing bad = opened(
      id(3), id(4),
      {said(id(4), "person.gender", AnswerState::yes, std::vector<std::string>{"NoSuchCode"})});
  const auto filed = desk.book().file({opened(kCase, kPerson), bad});
  REQUIRE_FALSE(filed);
  CHECK(filed.error().where.find("filing 2") == 0);
  CHECK(desk.book().vault().entry_count() == before);
  CHECK(desk.book().case_count() == 0);
}

TEST_CASE("casebook: refuses what is about nothing, about another kind, or in no case") {
  Desk desk;
  desk.must_file({opened(kCase, kPerson)});
  Casebook& book = desk.book();
  CHECK_FALSE(book.file({added(kCase, {said(id(9), "ilo.debt", AnswerState::yes)})}));
  CHECK_FALSE(book.file({added(kCase, {said(kCase, "ilo.debt", AnswerState::yes)})}));
  CHECK_FALSE(book.file({added(id(7), {})}));
  CHECK_FALSE(book.file({opened(kCase, kPerson)}));
  CHECK_FALSE(book.file({added(kCase, {said(kPerson, "no.such.fact", AnswerState::yes)})}));
  Filing changed = added(kCase, {});
  changed.subjects = {subject_of(kPerson, SubjectKind::organisation)};
  CHECK_FALSE(book.file({changed}));
  Filing lost = added(kCase, {});
  lost.withdrawals = {{statement_id(entry(1), 0), "?"}};
  CHECK_FALSE(book.file({lost}));
}

TEST_CASE("casebook: a sealed person stays sealed, and nothing else of the case is lost") {
  Desk desk;
  Filing filing = opened(kCase, kPerson);
  filing.subjects.push_back(subject_of(id(5), SubjectKind::person, "witness"));
  filing.subjects.back().identity.bytes = id(99).bytes;  // a key that this vault does not hold
  filing.statements = {said(id(5), "ilo.debt", AnswerState::yes)};
  desk.must_file({filing});
  const Case folded = desk.reopen().open_case(kCase).value();
  CHECK(folded.sealed == std::vector<RecordId>{id(5)});
  CHECK(folded.told(id(5), "ilo.debt").size() == 1);
  const auto named = desk.book().file({added(kCase, {text(id(5), "person.name", "W.")})});
  REQUIRE_FALSE(named);
  CHECK(named.error().kind == Error::Kind::not_allowed);
}

TEST_CASE("casebook: an entry that cannot be read is reported, and the rest stands") {
  Desk desk;
  desk.must_file({full_case()});
  {
    vault::Vault vault = desk.bare();
    const auto compartment = vault.new_compartments(1).value().front();
    const std::vector<vault::Draft> drafts = {
        {compartment, vault::EntryKind::filing, "no filing"},
        {compartment, vault::EntryKind::filing,
         R"({"filing":3,"case":"a0000000000000000000000000000001"})"}};
    REQUIRE(vault.append(drafts));
  }
  Casebook& book = desk.reopen();
  REQUIRE(book.damages().size() == 2);
  CHECK(book.damages()[0].problem.kind == Error::Kind::bad_input);
  CHECK(book.damages()[1].problem.kind == Error::Kind::unavailable);
  CHECK(only_row(book).people == std::vector<std::string>{"Зухра Каримова"});
}

TEST_CASE("casebook: a case whose first filing is lost mixes nothing with a name, nor its number") {
  Desk desk;
  vault::Compartment names;
  {
    // What is left of a case when the entry that opened it is damaged: the person's name.
    vault::Vault vault = desk.bare();
    names = vault.new_compartments(1).value().front();
    const vault::Draft draft{names, vault::EntryKind::filing,
                             encode(added(kCase, {text(kPerson, "person.name", "Z.")}))};
    REQUIRE(vault.append({&draft, 1}));
  }
  Casebook& book = desk.reopen();
  CHECK(book.case_count() == 1);
  desk.must_file({added(kCase, {text(kCase, "case.comment", "first")})});
  desk.must_file({added(kCase, {text(kCase, "case.comment", "second")})});
  CHECK(book.vault().read(names).value().size() == 1);
  CHECK(book.vault().compartments().size() == 2);
  desk.must_file({opened(id(40), id(41))});
  CHECK(book.row(id(40))->number == "0002");
  const Case folded = desk.reopen().open_case(kCase).value();
  CHECK(folded.told(kCase, "case.comment").size() == 2);
  CHECK(folded.told(kPerson, "person.name").size() == 1);
}

TEST_CASE("casebook: says whether a file was imported before") {
  Desk desk;
  const std::string hash(64, 'a');
  Filing filing = opened(kCase, kPerson);
  filing.sources = {Source{.id = id(8),
                           .kind = "file",
                           .title = "partner.xlsx",
                           .author = {},
                           .date = {},
                           .file_hash = hash,
                           .address = {}}};
  desk.must_file({filing});
  for (int round = 0; round < 2; ++round) {
    const auto source = desk.book().source_of_file(hash);
    REQUIRE(source);
    CHECK(source->title == "partner.xlsx");
    CHECK_FALSE(desk.book().source_of_file(std::string(64, 'b')));
    desk.reopen();
  }
}

TEST_CASE("casebook: open steps stand by date, those that are done are gone") {
  Desk desk;
  const Day today{20000};
  Filing filing = opened(kCase, kPerson);
  const auto step = [&](int number, std::string what, std::optional<PartialDate> due, bool done) {
    filing.subjects.push_back(subject_of(id(number), SubjectKind::step));
    filing.statements.push_back(text(id(number), "step.what", std::move(what)));
    if (due)
      filing.statements.push_back(said(id(number), "step.due", AnswerState::yes, *due));
    if (done)
      filing.statements.push_back(said(id(number), "step.done", AnswerState::yes));
  };
  step(20, "some day", std::nullopt, false);
  step(21, "next week", exactly(today + 7), false);
  step(22, "yesterday", exactly(today - 1), false);
  step(23, "today", exactly(today), false);
  step(24, "long done", exactly(today - 5), true);
  desk.must_file({filing});
  const std::vector<Due> due = desk.reopen().due(today);
  REQUIRE(due.size() == 4);
  CHECK(due[0].what == "yesterday");
  CHECK(due[0].group == Due::Group::overdue);
  CHECK(due[1].group == Due::Group::today);
  CHECK(due[2].group == Due::Group::later);
  CHECK(due[3].what == "some day");
  CHECK(due[3].group == Due::Group::undated);
  CHECK(due[0].case_number == "0001");
}

TEST_CASE("casebook: filters, sorts and counts what the filters would leave") {
  Desk desk;
  for (int i = 1; i <= 3; ++i) {
    Filing filing = opened(id(i * 10), id(i * 10 + 1));
    filing.statements = {
        said(id(i * 10), "case.status", AnswerState::yes,
             std::vector<std::string>{i == 3 ? "Closed" : "Active"}),
        text(id(i * 10 + 1), "person.name", std::string(1, static_cast<char>('A' + 3 - i)))};
    desk.must_file({filing});
  }
  CaseQuery query;
  query.state = "Active";
  query.sort = "people";
  query.descending = false;
  const CasePage page = desk.book().cases(query);
  CHECK(page.found == 2);
  CHECK(page.all == 3);
  REQUIRE(page.rows.size() == 2);
  CHECK(page.rows[0].people.front() == "B");
  REQUIRE(page.states.size() == 2);
  CHECK(page.states[0].value == "Active");
  CHECK(page.states[0].cases == 2);
  CHECK(page.states[1].cases == 1);
  query.offset = 1;
  CHECK(desk.book().cases(query).rows.size() == 1);
}
