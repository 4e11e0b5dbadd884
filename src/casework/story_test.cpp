// SPDX-License-Identifier: Apache-2.0
#include "casework/story.h"

#include <doctest/doctest.h>

#include "invented_filings.h"

using namespace manumit;
using namespace manumit::casework;
using invented::id;
using invented::said;

namespace {

const RecordId kPerson = id(2);

PartialDate date(std::string_view words) {
  return *parse_partial_date(words);
}

Statement at(Statement statement, std::string_view when) {
  statement.when = date(when);
  return statement;
}

/// The events stand in the order told, not in that in which they happened.
Case told() {
  Filed filed;
  filed.entry = invented::entry(0);
  filed.filing.case_id = id(1);
  filed.filing.subjects = {
      Subject{.id = kPerson, .kind = SubjectKind::person, .role = "affected", .identity = {}},
      Subject{.id = id(3), .kind = SubjectKind::event, .role = {}, .identity = {}},
      Subject{.id = id(4), .kind = SubjectKind::event, .role = {}, .identity = {}},
      Subject{.id = id(5), .kind = SubjectKind::event, .role = {}, .identity = {}},
      Subject{.id = id(6), .kind = SubjectKind::debt, .role = {}, .identity = {}}};
  filed.filing.statements = {
      said(id(3), "event.date", AnswerState::yes, date("September 2015")),
      said(id(3), "event.what", AnswerState::yes, std::string("Asks to leave; refused")),
      said(id(4), "event.what", AnswerState::yes, std::string("Papers taken")),
      said(id(5), "event.what", AnswerState::yes, std::string("Offered work at the station")),
      said(id(5), "event.date", AnswerState::yes, date("spring 2015")),
      at(said(kPerson, "means.deception", AnswerState::yes), "spring 2015"),
      said(kPerson, "ilo.debt", AnswerState::yes),
      said(id(6), "debt.reason", AnswerState::yes, std::string("paid for him")),
      said(id(6), "debt.date", AnswerState::yes, date("June 2015")),
  };
  filed.filing.statements[5].said_as = "a good job by the sea";
  return fold({filed});
}

std::vector<std::string> titles(const std::vector<Moment>& story) {
  std::vector<std::string> out;
  for (const Moment& moment : story)
    out.push_back(moment.title);
  return out;
}

}  // namespace

TEST_CASE("story: by date, earliest first, what has no date last") {
  const Case of = told();
  CHECK(titles(story_by_date(of)) ==
        std::vector<std::string>{"Offered work at the station", "a good job by the sea",
                                 "paid for him", "Asks to leave; refused", "Papers taken"});
}

TEST_CASE("story: as told keeps the order of the telling") {
  const Case of = told();
  CHECK(titles(story_as_told(of)) ==
        std::vector<std::string>{"Asks to leave; refused", "Papers taken",
                                 "Offered work at the station", "a good job by the sea",
                                 "paid for him"});
}

TEST_CASE("story: a moment holds all that was said of its event, what names it first") {
  const Case of = told();
  const std::vector<Moment> story = story_as_told(of);
  REQUIRE(story[0].statements.size() == 2);
  CHECK(story[0].statements[0]->said.fact == "event.what");
  CHECK(story[0].kind == SubjectKind::event);
  REQUIRE(story[0].when);
  CHECK(story[0].when->words == "September 2015");
  CHECK_FALSE(story[1].when.has_value());
}

TEST_CASE("story: what was said without a time about a person is no moment") {
  const Case of = told();
  for (const Moment& moment : story_by_date(of))
    for (const Told* one : moment.statements)
      CHECK(one->said.fact != "ilo.debt");
}
