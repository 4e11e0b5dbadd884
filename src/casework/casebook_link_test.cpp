// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <sqlite3.h>

#include "casework/person_lists.h"
#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

using V = LinkVerdict;

/// Cases 10, 20, 30 …, each of one affected person and one employer: case + 1 and case + 2.
RecordRef person(int number) {
  return {id(number + 1), id(number)};
}
RecordRef employer(int number) {
  return {id(number + 2), id(number)};
}

Filing case_of(int number, const std::string& name) {
  Filing out = opened(id(number), id(number + 1), {text(id(number + 1), "person.name", name)});
  out.subjects.push_back(subject_of(id(number + 2), SubjectKind::organisation, "employer"));
  out.statements.push_back(text(id(number + 2), "organisation.name", "Brick works"));
  return out;
}

NewDecision says(const RecordRef& a, const RecordRef& b, std::optional<V> verdict,
                 std::string reason = {}) {
  NewDecision out;
  out.said.a = a;
  out.said.b = b;
  out.said.verdict = verdict;
  out.said.by_hand = verdict.has_value();
  out.reason = std::move(reason);
  return out;
}
NewDecision in_queue(const RecordRef& a, const RecordRef& b, V verdict) {
  NewDecision out = says(a, b, verdict);
  out.said.by_hand = false;
  return out;
}
NewDecision takes_back(const RecordRef& a, const RecordRef& b, vault::EntryId what) {
  NewDecision out = says(a, b, std::nullopt);
  out.said.takes_back = {what};
  return out;
}

std::vector<vault::EntryId> must_decide(Desk& desk, std::vector<NewDecision> decisions) {
  auto decided = desk.book().decide(std::move(decisions));
  REQUIRE_MESSAGE(decided.has_value(), (decided ? "" : in_english(decided.error())));
  return *decided;
}
Error refused(Desk& desk, std::vector<NewDecision> decisions) {
  const std::uint64_t before = desk.book().vault().entry_count();
  const auto decided = desk.book().decide(std::move(decisions));
  REQUIRE_FALSE(decided);
  CHECK(desk.book().vault().entry_count() == before);
  CHECK_FALSE(decided.error().where.empty());
  return decided.error();
}

void three_cases(Desk& desk) {
  desk.must_file({case_of(10, "Зухра Каримова"), case_of(20, "Zuhra Karimova"),
                  case_of(30, "Bahrom Khudoiberdiev")});
}

/// As the case stands, without the list's "also in".
std::vector<Case> all_cases(const Casebook& book) {
  std::vector<Case> out;
  for (const CaseRow& row : book.cases({}).rows)
    out.push_back(book.open_case(row.id).value());
  return out;
}

/// Destroys the key of a compartment, as an erasure does, in a vault that nobody has open.
void destroy_key(const std::filesystem::path& vault, const vault::Compartment& compartment) {
  std::filesystem::path keys = vault;
  keys.replace_extension(".mnk");
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(keys.c_str(), &database) == SQLITE_OK);
  const std::string order = "DELETE FROM casekey WHERE tag=x'" + to_hex(compartment.bytes) + "'";
  CHECK(sqlite3_exec(database, order.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(sqlite3_changes(database) == 1);
  sqlite3_close(database);
}

}  // namespace

TEST_CASE("decide: two records are one person, now and after closing, and no case is changed") {
  Desk desk;
  three_cases(desk);
  const std::vector<Case> before = all_cases(desk.book());
  const std::uint64_t savings = desk.book().savings();
  const auto entries = must_decide(desk, {says(person(20), person(10), V::same)});
  REQUIRE(entries.size() == 1);
  CHECK(desk.book().savings() == savings + 1);
  for (int round = 0; round < 2; ++round) {
    const auto links = desk.book().links();
    REQUIRE(links->groups().size() == 1);
    CHECK(links->groups()[0].id == id(11));
    CHECK(links->groups()[0].members == std::vector{person(10), person(20)});
    CHECK(links->decisions().front().entry == entries.front());
    CHECK(links->decisions().front().by == desk.book().vault().me());
    CHECK(all_cases(desk.book()) == before);
    desk.reopen();
  }
  CHECK(desk.book().damages().empty());
}

TEST_CASE(
    "decide: un-merging restores the state before, with what was recorded meanwhile in place") {
  Desk desk;
  three_cases(desk);
  const auto lists = [&] {
    return as_csv(person_lists(desk.book(), ListedBy::author, 20).value());
  };
  const auto merged = must_decide(desk, {says(person(10), person(20), V::same)});
  // A week of work on both.
  Filing ten = added(id(10), {text(id(11), "person.other_names", "Zuzu")});
  Filing twenty = added(id(20), {said(id(21), "person.gender", AnswerState::yes,
                                      std::vector<std::string>{"Feminine"})});
  ten.sources = {Source{id(50), "letter", "Letter", "Union", std::nullopt, {}, {}}};
  ten.statements[0].source = id(50);
  twenty.sources = {Source{id(51), "letter", "Letter", "Shelter", std::nullopt, {}, {}}};
  twenty.statements[0].source = id(51);
  desk.must_file({ten, twenty});
  const std::vector<Case> after_a_week = all_cases(desk.book());
  CHECK(person_lists(desk.book(), ListedBy::author, 20)->affected == 2);
  must_decide(desk, {takes_back(person(20), person(10), merged.front())});
  for (int round = 0; round < 2; ++round) {
    CHECK(desk.book().links()->groups().empty());
    CHECK(all_cases(desk.book()) == after_a_week);
    CHECK(desk.book().open_case(id(10))->told(id(11), "person.other_names").size() == 1);
    CHECK(desk.book().open_case(id(20))->told(id(21), "person.gender").size() == 1);
    CHECK(person_lists(desk.book(), ListedBy::author, 20)->affected == 3);
    CHECK(desk.book().row(id(10))->also_in.empty());
    desk.reopen();
  }
  Desk never;
  never.must_file({case_of(10, "Зухра Каримова"), case_of(20, "Zuhra Karimova"),
                   case_of(30, "Bahrom Khudoiberdiev")});
  never.must_file({ten, twenty});
  CHECK(lists() == as_csv(person_lists(never.book(), ListedBy::author, 20).value()));
}

TEST_CASE("decide: whatever is decided and taken back, every fact stays where it was recorded") {
  CHECK(rc::check("decisions among filings", [] {
    Desk desk;
    three_cases(desk);
    std::map<RecordId, std::vector<std::string>> recorded;
    for (int step = *rc::gen::inRange(1, 12); step > 0; --step) {
      const int one = 10 * *rc::gen::inRange(1, 4);
      const int other = 10 * *rc::gen::inRange(1, 4);
      const auto& decisions = desk.book().links()->decisions();
      const int act = *rc::gen::inRange(0, 3);
      if (act == 0) {
        recorded[id(one)].push_back("fact " + std::to_string(step));
        desk.must_file({added(id(one), {text(id(one), "case.comment", recorded[id(one)].back())})});
      } else if (act == 1 && one != other) {
        static_cast<void>(desk.book().decide({says(person(one), person(other), V::same)}));
      } else if (!decisions.empty()) {
        const Decided what = *rc::gen::elementOf(decisions);
        static_cast<void>(desk.book().decide({takes_back(what.said.a, what.said.b, what.entry)}));
      }
    }
    const auto links = desk.book().links();
    for (std::size_t i = links->decisions().size(); i-- > 0;) {
      const Decided& what = links->decisions()[i];
      if (what.live && what.said.verdict)
        must_decide(desk, {takes_back(what.said.a, what.said.b, what.entry)});
    }
    RC_ASSERT(desk.reopen().links()->groups().empty());
    for (const Case& one : all_cases(desk.book())) {
      std::vector<std::string> comments;
      for (const casework::Told* told : one.told(one.id, "case.comment"))
        comments.push_back(in_words(told->said.answer.value));
      RC_ASSERT(comments == recorded[one.id]);
    }
    RC_ASSERT(person_lists(desk.book(), ListedBy::author, 20)->affected == 3U);
  }));
}

TEST_CASE("decide: one bad decision among many writes none, and is named") {
  Desk desk;
  three_cases(desk);
  const Error error = refused(
      desk, {says(person(10), person(20), V::same), says(person(10), {id(99), id(30)}, V::same)});
  CHECK(error.where.find("decision 2") == 0);
  CHECK(desk.book().links()->decisions().empty());
}

TEST_CASE("decide: refuses what is about nobody, about two kinds, twice, or itself") {
  Desk desk;
  three_cases(desk);
  const auto kind = [&](std::vector<NewDecision> all) {
    return refused(desk, std::move(all)).kind;
  };
  CHECK(kind({says(person(10), {id(21), id(77)}, V::same)}) == Error::Kind::not_found);
  CHECK(kind({says(person(10), {id(21), id(30)}, V::same)}) == Error::Kind::not_found);
  CHECK(kind({says(person(10), employer(20), V::same)}) == Error::Kind::bad_input);
  CHECK(kind({says({id(10), id(10)}, {id(20), id(20)}, V::same)}) == Error::Kind::bad_input);
  CHECK(kind({says(person(10), person(10), V::same)}) == Error::Kind::bad_input);
  CHECK(kind({says(person(10), person(20), std::nullopt)}) == Error::Kind::bad_input);
  CHECK(kind({says(person(10), person(20), V::same), says(person(20), person(10), V::same)}) ==
        Error::Kind::bad_input);
  CHECK(kind({takes_back(person(10), person(20), entry(1))}) == Error::Kind::not_found);
  CHECK(kind({says(person(10), person(20), V::same, std::string("a\x01"))}) ==
        Error::Kind::bad_input);
}

TEST_CASE("decide: what was taken back cannot be taken back again, nor what is on another pair") {
  Desk desk;
  three_cases(desk);
  const auto first = must_decide(desk, {says(person(10), person(20), V::same)});
  CHECK(refused(desk, {takes_back(person(10), person(30), first[0])}).kind ==
        Error::Kind::not_found);
  const auto undone = must_decide(desk, {takes_back(person(10), person(20), first[0])});
  CHECK(refused(desk, {takes_back(person(10), person(20), first[0])}).kind ==
        Error::Kind::bad_input);
  must_decide(desk, {takes_back(person(10), person(20), undone[0])});
  CHECK(desk.book().links()->groups().size() == 1);
}

TEST_CASE("decide: in an office of one, one word in the queue holds, and is not said twice") {
  Desk desk;
  three_cases(desk);
  const auto first = must_decide(desk, {in_queue(person(10), person(20), V::not_same)});
  const auto links = desk.book().links();
  CHECK(links->decisions()[0].said.people == 1);
  CHECK(links->pair(id(11), id(21))->standing == Standing::agreed_not_same);
  CHECK(refused(desk, {in_queue(person(20), person(10), V::same)}).kind == Error::Kind::bad_input);
  NewDecision mind = in_queue(person(20), person(10), V::same);
  mind.said.takes_back = first;
  must_decide(desk, {mind});
  CHECK(desk.book().links()->pair(id(11), id(21))->standing == Standing::agreed_same);
  // There is no third person to settle it, so the one there is may.
  NewDecision settles = in_queue(person(20), person(10), V::cannot_tell);
  settles.said.settles = {desk.book().links()->decisions().back().entry};
  must_decide(desk, {settles});
  CHECK(desk.book().links()->pair(id(11), id(21))->standing == Standing::settled);
}

TEST_CASE("decide: a snapshot that a page reads stays as it was when the next decision comes") {
  Desk desk;
  three_cases(desk);
  const auto links = desk.book().links();
  must_decide(desk, {says(person(10), person(20), V::same)});
  CHECK(links->groups().empty());
  CHECK(desk.book().links()->groups().size() == 1);
}

TEST_CASE("decide: all decisions lie in one compartment, which holds no name and no words") {
  Desk desk;
  three_cases(desk);
  must_decide(desk, {says(person(10), person(20), V::same, "the same passport")});
  must_decide(desk, {says(employer(10), employer(20), V::same, "one owner, Karimova says")});
  desk.reopen();
  must_decide(desk, {says(person(10), person(30), V::not_same, "seen side by side")});
  std::size_t with_decisions = 0;
  for (const vault::Compartment& compartment : desk.book().vault().compartments()) {
    const auto entries = desk.book().vault().read(compartment).value();
    const bool links = entries.front().kind == vault::EntryKind::link_decision;
    with_decisions += links ? 1 : 0;
    for (const vault::Entry& one : entries) {
      CHECK((one.kind == vault::EntryKind::link_decision) == links);
      for (const char* words : {"passport", "Karimova says", "side by side"})
        CHECK(one.body.find(words) == std::string::npos);
      if (links)
        CHECK(encode(decode_decision(one.body).value()) == one.body);
    }
  }
  CHECK(with_decisions == 1);
}

TEST_CASE("decisions_of: who said what, why, and what was taken back by which") {
  Desk desk;
  three_cases(desk);
  const auto same = must_decide(desk, {says(person(10), person(20), V::same, "паспорт один")});
  const auto undone = must_decide(desk, {takes_back(person(10), person(20), same[0])});
  must_decide(desk, {says(employer(10), employer(10 + 10), V::same, "one owner")});
  for (int round = 0; round < 2; ++round) {
    const auto shown = desk.book().decisions_of(person(20));
    REQUIRE(shown.size() == 2);
    CHECK(shown[0].by == "A.");
    CHECK(shown[0].reason == "паспорт один");
    CHECK_FALSE(shown[0].what.live);
    CHECK(shown[0].taken_back_by == undone[0]);
    CHECK(shown[1].reason.empty());
    CHECK_FALSE(shown[1].reason_sealed);
    CHECK(desk.book().decisions_of(person(30)).empty());
    CHECK(desk.book().decisions_of(employer(10)).front().reason == "one owner");
    desk.reopen();
  }
}

TEST_CASE("decisions_of: the reason is gone with either of the two, the decision is not") {
  for (const int erased : {10, 20}) {
    CAPTURE(erased);
    Desk desk;
    three_cases(desk);
    must_decide(desk, {says(person(10), person(20), V::same, "the same passport")});
    const Case folded = desk.book().open_case(id(erased)).value();
    const vault::Compartment identity = folded.subject(id(erased + 1))->identity;
    desk.close();
    destroy_key(desk.file(), identity);
    desk.reopen();
    const auto shown = desk.book().decisions_of(person(10));
    REQUIRE(shown.size() == 1);
    CHECK(shown[0].reason.empty());
    CHECK(shown[0].reason_sealed);
    CHECK(desk.book().links()->groups().size() == 1);
    // Without a reason it can still be decided; with one there is no place for the words.
    CHECK(refused(desk, {says(person(erased), person(30), V::same, "why")}).kind ==
          Error::Kind::not_allowed);
    must_decide(desk, {says(person(erased), person(30), V::same)});
  }
}

TEST_CASE("decisions_of: a reason on two organisations of one case lies there and is read again") {
  Desk desk;
  Filing filing = case_of(10, "Z.");
  filing.subjects.push_back(subject_of(id(13), SubjectKind::organisation));
  desk.must_file({filing});
  must_decide(desk, {says(employer(10), {id(13), id(10)}, V::same, "one door, two names")});
  CHECK(desk.reopen().decisions_of(employer(10)).front().reason == "one door, two names");
}

TEST_CASE("casebook: a decision that cannot be read is reported, and the rest stands") {
  Desk desk;
  three_cases(desk);
  must_decide(desk, {says(person(10), person(20), V::same)});
  {
    vault::Vault vault = desk.bare();
    const auto compartment = vault.new_compartments(1).value().front();
    const std::vector<vault::Draft> drafts = {
        {compartment, vault::EntryKind::link_decision, "no decision"},
        {compartment, vault::EntryKind::link_decision, R"({"link":2})"}};
    REQUIRE(vault.append(drafts));
  }
  Casebook& book = desk.reopen();
  REQUIRE(book.damages().size() == 2);
  CHECK(book.damages()[0].problem.kind == Error::Kind::bad_input);
  CHECK(book.damages()[1].problem.kind == Error::Kind::unavailable);
  CHECK(book.links()->groups().size() == 1);
}

TEST_CASE("casebook: list and search say in which other cases a person or an organisation stands") {
  Desk desk;
  three_cases(desk);
  must_decide(desk, {says(person(10), person(20), V::same), says(person(20), person(30), V::same),
                     says(employer(10), employer(30), V::same)});
  const auto also = [&](int number) {
    std::vector<std::string> out;
    const CaseRow row = desk.book().row(id(number)).value();
    for (const StandsIn& one : row.also_in)
      out.push_back(one.case_number + (one.kind == SubjectKind::person ? "p" : "o"));
    return out;
  };
  for (int round = 0; round < 2; ++round) {
    CHECK(also(10) == std::vector<std::string>{"0002p", "0003p", "0003o"});
    CHECK(also(20) == std::vector<std::string>{"0001p", "0003p"});
    CHECK(desk.book().cases({}).rows.front().also_in.size() >= 2);
    const std::vector<Hit> hits = desk.book().search("Khudoiberdiev");
    REQUIRE_FALSE(hits.empty());
    REQUIRE(hits.front().also_in.size() == 2);
    CHECK(hits.front().also_in[0] == StandsIn{id(10), "0001", id(11), SubjectKind::person});
    desk.reopen();
  }
}

TEST_CASE("casebook: somebody under one id in two cases stands in both, linked or not") {
  Desk desk;
  desk.must_file({case_of(10, "Z."), case_of(30, "B.")});
  CHECK(desk.book().row(id(10))->also_in.empty());
  Filing second = opened(id(20), id(11));
  desk.must_file({second});
  CHECK(desk.book().row(id(10))->also_in ==
        std::vector{StandsIn{id(20), "0003", id(11), SubjectKind::person}});
  // Linked from the one case, a third one stands beside both.
  must_decide(desk, {says(person(10), person(30), V::same)});
  CHECK(desk.reopen().row(id(20))->also_in.size() == 2);
  CHECK(desk.book().row(id(30))->also_in.size() == 2);
}
