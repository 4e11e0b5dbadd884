// SPDX-License-Identifier: Apache-2.0
#include "casework/authority_ledger.h"

#include <doctest/doctest.h>

using namespace manumit;
using namespace manumit::casework;

namespace {

Day day(const char* iso) {
  return day_from_iso(iso).value();
}

struct Line {
  std::string kind, when, number, about, body, rule, decision;
};

std::vector<AuthorityStep> steps_of(const std::vector<Line>& told) {
  std::vector<AuthorityStep> steps;
  for (const Line& one : told) {
    AuthorityStep step;
    step.id.bytes[0] = static_cast<std::uint8_t>(steps.size() + 1);
    step.tell("authority.kind", one.kind);
    step.tell("authority.number", one.number);
    step.tell("authority.about", one.about);
    step.tell("authority.body_name", one.body);
    step.tell("authority.due_rule", one.rule);
    step.tell("authority.decision", one.decision);
    if (!one.when.empty())
      step.tell("authority.date", parse_partial_date(one.when).value());
    steps.push_back(step);
  }
  put_in_order(steps);
  return steps;
}

std::vector<Clock> run(const std::vector<AuthorityStep>& steps) {
  return clocks_of(steps, built_in_clocks());
}

}  // namespace

TEST_CASE("clocks_of: a clock runs, is overdue, and says on which day") {
  const auto steps =
      steps_of({{"complaint", "2026-03-03", "77-301", "", "Police", "ru.upk.144", ""}});
  const auto clocks = run(steps);
  REQUIRE(clocks.size() == 1);
  CHECK(clocks[0].due == Interval<Day>{day("2026-03-06"), day("2026-03-06")});
  CHECK(state_on(clocks[0], day("2026-03-06")) == ClockState::running);
  CHECK(state_on(clocks[0], day("2026-03-07")) == ClockState::overdue);
  CHECK(days_of(clocks[0], day("2026-03-13")) == Interval<std::int32_t>{10, 10});
}

TEST_CASE("clocks_of: no rule is guessed, and an unknown one runs nothing") {
  CHECK(run(steps_of({{"complaint", "2026-03-03", "", "", "", "", ""}})).empty());
  CHECK(run(steps_of({{"complaint", "2026-03-03", "", "", "", "ru.upk.9", ""}})).empty());
  const auto steps = steps_of({{"complaint", "2026-03-03", "", "", "", "", ""}});
  const auto could = rules_for(steps[0], built_in_clocks());
  CHECK(could.size() >= 3);
  // Before the Code was in force none of its clocks could run.
  CHECK(rules_for(steps_of({{"complaint", "2001", "", "", "", "", ""}})[0], built_in_clocks())
            .empty());
}

TEST_CASE("clocks_of: a rule that was not in force, or is for another kind of step, runs nothing") {
  CHECK(run(steps_of({{"judgment", "2023-03-01", "", "", "", "echr.35.six_months", ""}})).empty());
  CHECK(run(steps_of({{"judgment", "2023-03-01", "", "", "", "echr.35.four_months", ""}})).size() ==
        1);
  CHECK(run(steps_of({{"hearing", "2023-03-01", "", "", "", "ru.upk.144", ""}})).empty());
  // A decision falls under the law of its own day, not of that on which it came in.
  auto steps = steps_of({{"judgment", "2022-01-31", "", "", "", "echr.35.six_months", ""}});
  steps[0].tell("authority.received", exactly(day("2022-02-10")));
  const auto clocks = run(steps);
  REQUIRE(clocks.size() == 1);
  CHECK(clocks[0].due == Interval<Day>{day("2022-08-10"), day("2022-08-10")});
}

TEST_CASE("clocks_of: a part of a number or of a date is not the number") {
  for (const char* about : {"complaint 77-301", "of 12.03.2026", "от 3 марта", "301/2"}) {
    for (const char* number : {"301", "12", "77"}) {
      const auto steps =
          steps_of({{"complaint", "2026-03-02", number, "", "Police", "ru.upk.144", ""},
                    {"refusal", "2026-03-20", "", about, "Police", "", ""}});
      CHECK_FALSE(run(steps)[0].stopped);
    }
  }
  const auto steps = steps_of(
      {{"complaint", "2026-03-02", "77-301", "", "", "ru.upk.144", ""},
       {"refusal", "2026-03-20", "", "your complaint (No. 77-301), of March", "", "", ""}});
  CHECK(run(steps)[0].stopped == 1);
}

TEST_CASE("clocks_of: one refusal without a number answers one complaint") {
  const auto steps = steps_of({{"complaint", "2026-03-02", "", "", "Police", "ru.upk.144", ""},
                               {"complaint", "2026-03-03", "", "", "Police", "ru.upk.144", ""},
                               {"refusal", "2026-03-20", "", "", "Police", "", ""}});
  const auto clocks = run(steps);
  REQUIRE(clocks.size() == 2);
  CHECK(clocks[0].stopped == 2);
  CHECK_FALSE(clocks[1].stopped);
}

TEST_CASE("clocks_of: the day on the paper goes before the rule's, and any answer ends it") {
  auto steps = steps_of({{"complaint", "2026-03-03", "", "", "", "ru.upk.144", ""},
                         {"answer", "2026-03-20", "", "", "", "", ""}});
  steps[0].tell("authority.due", exactly(day("2026-03-19")));
  steps[0].due_rule.clear();
  const auto clocks = run(steps);
  REQUIRE(clocks.size() == 1);
  CHECK(clocks[0].rule == nullptr);
  CHECK(clocks[0].stopped == 1);
  CHECK(state_on(clocks[0], day("2026-04-01")) == ClockState::late);
}

TEST_CASE("clocks_of: the number on the answer goes before who is nearest") {
  const auto steps = steps_of({{"complaint", "2026-03-02", "1", "", "Police", "ru.upk.144", ""},
                               {"complaint", "2026-03-03", "12", "", "Police", "ru.upk.144", ""},
                               {"refusal", "2026-03-04", "", "complaint No 12", "Police", "", ""},
                               {"refusal", "2026-03-20", "", "", "Police", "", ""}});
  const auto clocks = run(steps);
  REQUIRE(clocks.size() == 2);
  CHECK(clocks[0].stopped == 3);  // "12" is not "1"
  CHECK(clocks[0].by == FoundBy::body);
  CHECK(state_on(clocks[0], day("2026-04-01")) == ClockState::late);
  CHECK(clocks[1].stopped == 2);
  CHECK(clocks[1].by == FoundBy::number);
  CHECK(state_on(clocks[1], day("2026-04-01")) == ClockState::in_time);
}

TEST_CASE("clocks_of: another authority's answer counts only where nothing else waits") {
  const std::vector<Line> told = {
      {"complaint", "2026-03-02", "", "", "City police", "ru.upk.144", ""},
      {"refusal", "2026-03-04", "", "", "District police", "", ""}};
  CHECK(run(steps_of(told))[0].by == FoundBy::order);
  auto two = told;
  two.push_back({"complaint", "2026-03-02", "", "", "Prosecutor", "ru.upk.124", ""});
  for (const Clock& clock : run(steps_of(two)))
    CHECK_FALSE(clock.stopped);
}

TEST_CASE("clocks_of: what is known by its month or year alone is maybe") {
  const auto steps = steps_of({{"complaint", "2010-06-11", "", "", "Police", "ru.upk.144", ""},
                               {"refusal", "2010-06/07", "", "", "Police", "", ""}});
  const auto clocks = run(steps);
  CHECK(state_on(clocks[0], day("2011-01-01")) == ClockState::maybe_late);
  CHECK(days_of(clocks[0], day("2011-01-01")) == Interval<std::int32_t>{0, 50});
  const auto open = run(steps_of({{"complaint", "2026-03", "", "", "", "ru.upk.144", ""}}));
  CHECK(state_on(open[0], day("2026-03-10")) == ClockState::maybe_overdue);
  CHECK(state_on(open[0], day("2026-05-10")) == ClockState::overdue);
  const auto undated = run(steps_of({{"complaint", "", "", "", "", "ru.upk.144", ""}}));
  CHECK(state_on(undated[0], day("2026-03-10")) == ClockState::not_known);
  CHECK_FALSE(days_of(undated[0], day("2026-03-10")));
}

TEST_CASE(
    "refusals_in: the shop's four refusals, one reversal, one opening under a lesser article") {
  auto steps = steps_of({{"complaint", "2010-06-11", "", "", "Moscow police", "ru.upk.144", ""},
                         {"refusal", "2010-06/07", "", "", "District police", "", "refused"},
                         {"annulment", "2010", "", "", "Prosecutor", "", "returned"},
                         {"refusal", "2010", "", "", "District police", "", "refused"},
                         {"opening", "2012-11-05", "", "", "Committee", "", "opened"},
                         {"annulment", "2012-11-14", "", "", "Prosecutor", "", "refused"},
                         {"answer", "2012-11-21", "", "", "Prosecutor", "", "refused"},
                         {"judgment", "2024-12-10", "", "", "Court", "", "violation_found"}});
  steps[4].tell("authority.article", "127(2)");
  steps[4].tell("authority.article_asked", "127.2");
  const RefusalCounts counts = refusals_in(steps, run(steps), day("2026-01-01"));
  CHECK(counts.complaints == 1);
  CHECK(counts.refusals == 4);
  CHECK(counts.reversals == 1);
  CHECK(counts.openings == 1);
  CHECK(counts.lesser == 1);
  REQUIRE(counts.days_to_decision.size() == 1);
  CHECK(counts.days_to_decision[0] == Interval<std::int32_t>{0, 50});
  CHECK(counts.overdue == 0);
}
