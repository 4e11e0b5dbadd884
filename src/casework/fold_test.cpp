// SPDX-License-Identifier: Apache-2.0
#include "casework/fold.h"

#include <doctest/doctest.h>

#include "invented_filings.h"

using namespace manumit;
using namespace manumit::casework;
using invented::id;
using invented::said;

namespace {

const RecordId kPerson = id(2);

Filed filed(int number, std::uint64_t lamport, std::vector<Statement> statements) {
  Filed out;
  out.entry = invented::entry(number);
  out.by = "A.";
  out.recorded_ms = 1000 + number;
  out.lamport = lamport;
  out.filing.case_id = id(1);
  out.filing.opens_case = number == 0;
  if (number == 0)
    out.filing.subjects = {
        Subject{.id = kPerson, .kind = SubjectKind::person, .role = "affected", .identity = {}}};
  out.filing.statements = std::move(statements);
  return out;
}

Statement correcting(Statement statement, int entry, std::size_t index) {
  statement.replaces = {statement_id(invented::entry(entry), index)};
  return statement;
}

std::optional<Mark> mark_of(std::vector<AnswerState> answers) {
  std::vector<Statement> statements;
  for (const AnswerState state : answers)
    statements.push_back(said(kPerson, "ilo.debt", state));
  const Case folded = fold({filed(0, 1, std::move(statements))});
  return mark(folded.told(kPerson, "ilo.debt"));
}

}  // namespace

TEST_CASE("fold: a correction takes the earlier statement's place, and the history keeps it") {
  const Case folded = fold(
      {filed(0, 1, {said(kPerson, "person.name", AnswerState::yes, std::string("Zuhra K."))}),
       filed(1, 2,
             {correcting(said(kPerson, "person.name", AnswerState::yes, std::string("Zukhra K.")),
                         0, 0)})});
  REQUIRE(folded.statements.size() == 2);
  CHECK_FALSE(folded.statements[0].live);
  CHECK(folded.statements[0].replaced_by == folded.statements[1].id);
  const auto live = folded.told(kPerson, "person.name");
  REQUIRE(live.size() == 1);
  CHECK(in_words(live[0]->said.answer.value) == "Zukhra K.");
}

TEST_CASE("fold: two corrections made apart at the same time both stay, for a person to settle") {
  const Case folded = fold(
      {filed(0, 1, {said(kPerson, "person.age", AnswerState::yes, std::int64_t{30})}),
       filed(1, 2,
             {correcting(said(kPerson, "person.age", AnswerState::yes, std::int64_t{31}), 0, 0)}),
       filed(2, 2,
             {correcting(said(kPerson, "person.age", AnswerState::yes, std::int64_t{32}), 0, 0)})});
  CHECK(folded.told(kPerson, "person.age").size() == 2);
}

TEST_CASE("fold: what is taken back leaves everything but the history") {
  Filed second = filed(1, 2, {});
  second.filing.withdrawals = {{statement_id(invented::entry(0), 0), "heard wrongly"}};
  const Case folded = fold({filed(0, 1, {said(kPerson, "ilo.debt", AnswerState::yes)}), second});
  CHECK(folded.told(kPerson, "ilo.debt").empty());
  REQUIRE(folded.statements.size() == 1);
  CHECK(folded.statements[0].withdrawn_reason == "heard wrongly");
}

TEST_CASE("fold: nobody can replace what they could not have known") {
  // The "correction" claims an earlier time than what it corrects.
  const Case folded =
      fold({filed(1, 1, {correcting(said(kPerson, "ilo.debt", AnswerState::no), 2, 0)}),
            filed(2, 5, {said(kPerson, "ilo.debt", AnswerState::yes)})});
  CHECK(folded.told(kPerson, "ilo.debt").size() == 2);
}

TEST_CASE("fold: a role may be put right, what somebody is may not") {
  Filed second = filed(1, 2, {});
  second.filing.subjects = {
      Subject{.id = kPerson, .kind = SubjectKind::organisation, .role = "witness", .identity = {}}};
  const Case folded = fold({filed(0, 1, {}), second});
  REQUIRE(folded.subject(kPerson) != nullptr);
  CHECK(folded.subject(kPerson)->kind == SubjectKind::person);
  CHECK(folded.subject(kPerson)->role == "witness");
}

TEST_CASE("fold: the case itself is the first subject, and its times are those of its entries") {
  const Case folded = fold({filed(3, 4, {}), filed(0, 1, {})});
  REQUIRE_FALSE(folded.subjects.empty());
  CHECK(folded.subjects[0].id == folded.id);
  CHECK(folded.subjects[0].kind == SubjectKind::case_file);
  CHECK(folded.opened_ms == 1000);
  CHECK(folded.touched_ms == 1003);
}

TEST_CASE("mark: not recorded, not asked, refused, no, unclear and yes are six different things") {
  using enum AnswerState;
  CHECK_FALSE(mark_of({}).has_value());
  for (const AnswerState state : {yes, no, not_asked, refused, unclear}) {
    const auto one = mark_of({state});
    REQUIRE(one);
    CHECK(one->state == state);
    CHECK_FALSE(one->contradicted);
    CHECK(one->statements == 1);
  }
}

TEST_CASE("mark: what is known outweighs what is not, and yes beside no is a contradiction") {
  using enum AnswerState;
  CHECK(mark_of({not_asked, refused})->state == refused);
  CHECK(mark_of({refused, no})->state == no);
  CHECK(mark_of({no, unclear})->state == unclear);
  CHECK(mark_of({unclear, yes})->state == yes);
  CHECK(mark_of({yes, no})->state == unclear);
  CHECK(mark_of({yes, no})->contradicted);
  CHECK_FALSE(mark_of({not_asked, yes})->contradicted);
}

TEST_CASE("indicators: a fact that bears one out need not be ticked again") {
  const Case folded = fold({filed(0, 1,
                                  {said(kPerson, "control.withholds_documents", AnswerState::yes),
                                   said(kPerson, "control.takes_earnings", AnswerState::no),
                                   said(kPerson, "ilo.overtime", AnswerState::not_asked),
                                   said(kPerson, "vulnerability.no_language", AnswerState::yes)})});
  const auto strip = indicators(folded, built_in_vocabulary());
  REQUIRE(strip[6]);
  CHECK(strip[6]->state == AnswerState::yes);
  // One way of control denied says nothing of wages as a whole.
  CHECK_FALSE(strip[7].has_value());
  REQUIRE(strip[10]);
  CHECK(strip[10]->state == AnswerState::not_asked);
  // A weak position is no abuse of it.
  CHECK_FALSE(strip[0].has_value());
}

TEST_CASE("indicators: asked for one person, they leave the others out") {
  const Case folded = fold({filed(0, 1, {said(kPerson, "ilo.debt", AnswerState::yes)})});
  CHECK(indicators(folded, built_in_vocabulary(), kPerson)[8].has_value());
  CHECK_FALSE(indicators(folded, built_in_vocabulary(), id(9))[8].has_value());
}
