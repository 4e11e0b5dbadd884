// SPDX-License-Identifier: Apache-2.0
// The worked examples, from the typed case to the reckoned ledger.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "case_file.h"
#include "casework/fold.h"
#include "casework/legal_evidence.h"
#include "casework/money_account.h"
#include "debt/reckoning.h"
#include "law/assess.h"

namespace manumit::exchange {
namespace {

casework::Case example(const std::string& name) {
  std::ifstream file(MANUMIT_SOURCE_DIR "/examples/" + name + "/" + name + ".toml");
  std::ostringstream text;
  text << file.rdbuf();
  std::uint16_t next = 0;
  const auto new_id = [&] {
    ++next;
    casework::RecordId id;
    id.bytes[14] = static_cast<std::uint8_t>(next >> 8U);
    id.bytes[15] = static_cast<std::uint8_t>(next & 0xffU);
    return id;
  };
  const auto read = read_case_file(text.str(), name, casework::built_in_vocabulary(), new_id);
  REQUIRE(read);
  REQUIRE(read->problems.empty());
  casework::Filed filed;
  filed.filing = read->filing;
  return casework::fold({filed});
}

Day day(std::string_view iso) {
  const auto read = day_from_iso(iso);
  REQUIRE(read);
  return *read;
}

std::int64_t exact(const debt::Amount& amount) {
  REQUIRE(amount.is_exact());
  return amount.low.minor_units();
}

TEST_CASE("brick factory: three months' wages and the delay are owed to the kopeck") {
  // facts: 30,000 in wages, 6,035.76 for the delay to 31 December 2016 (E1 d, by hand).
  const casework::Case man = example("brick-factory");
  const auto money = casework::account_of(man, day("2016-12-31"));
  REQUIRE(money);
  CHECK(money->country == "ru");
  CHECK(money->account.from == day("2015-06-01"));
  const auto reckoning = debt::reckon(money->account, debt::built_in_wage_rules(money->country));
  REQUIRE(reckoning);
  REQUIRE(reckoning->claim);
  CHECK(reckoning->claim->owed.to == debt::Owed::To::worker);
  CHECK(exact(reckoning->claim->owed.wages) == 3'000'000);
  CHECK(exact(reckoning->claim->owed.delay_compensation) == 603'576);
  CHECK(exact(reckoning->claim->owed.total) == 3'603'576);
}

TEST_CASE("brick factory: what he was told implies deductions above 12,000") {
  const auto money = casework::account_of(example("brick-factory"), day("2016-12-31"));
  REQUIRE(money);
  const auto reckoning = debt::reckon(money->account, debt::built_in_wage_rules("ru"));
  REQUIRE(reckoning);
  REQUIRE(reckoning->implied.size() == 1);
  CHECK(reckoning->implied[0].more_than);
  CHECK(reckoning->implied[0].total.minor_units() == 1'200'000);
  CHECK(reckoning->implied[0].per_day.minor_units() == 13'043);
}

TEST_CASE("brick factory: every line of the ledger names the statements it came from") {
  const casework::Case man = example("brick-factory");
  const auto money = casework::account_of(man, std::nullopt);
  REQUIRE(money);
  REQUIRE(money->line_statements.size() == money->account.lines.size());
  for (const auto& statements : money->line_statements) {
    REQUIRE(!statements.empty());
    for (const std::string& id : statements)
      CHECK(std::any_of(man.statements.begin(), man.statements.end(),
                        [&](const casework::Told& told) { return told.id == id && told.live; }));
  }
}

TEST_CASE(
    "brick factory: that the first of June is assumed, and that no pay is recorded, is said") {
  const auto money = casework::account_of(example("brick-factory"), std::nullopt);
  REQUIRE(money);
  const auto says = [&](std::string_view what) {
    return std::any_of(
        money->assumptions.begin(), money->assumptions.end(),
        [&](const Error& each) { return each.what.find(what) != std::string::npos; });
  };
  CHECK(says("days of a work rest on a statement marked doubtful"));
  CHECK(says("no payment to the person is recorded"));
}

TEST_CASE("the shop: no pay is known, so nothing is reckoned, and the next question is named") {
  const auto money = casework::account_of(example("shop"), std::nullopt);
  REQUIRE(!money);
  CHECK(money.error().kind == Error::Kind::not_found);
  CHECK(!money.error().next.empty());
}

TEST_CASE(
    "brick factory: the facts lie in Russia in 2015, and the statements that say so are named") {
  const casework::Case man = example("brick-factory");
  const auto people = casework::affected_people(man);
  REQUIRE(people.size() == 1);
  const auto legal = casework::evidence_of(man, people[0]);
  CHECK(legal.evidence.places == std::vector<std::string>{"RU"});
  REQUIRE(legal.evidence.facts_at);
  CHECK(legal.evidence.facts_at->least == day("2015-01-01"));
  CHECK(legal.evidence.facts_at->most == day("2015-12-31"));
  CHECK(!legal.dates_from.empty());
  CHECK(!legal.places_from.empty());
}

TEST_CASE("evidence: a statement that tells the age speaks once, as what it says") {
  const casework::Case man = example("brick-factory");
  const auto people = casework::affected_people(man);
  REQUIRE(!people.empty());
  const law::Library& library = casework::built_in_law();
  const auto palermo = library.place_of("un.palermo.2000", "2003");
  REQUIRE(palermo);
  const auto legal = casework::evidence_of(man, people[0]);
  const auto finding = law::assess_one(library, *palermo, legal.evidence);
  const auto& elements = library.instruments()[*palermo].elements;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (elements[i].dimension != law::Dimension::age)
      continue;
    REQUIRE(finding.elements[i].uses.size() == 1);
    const law::Use& use = finding.elements[i].uses[0];
    CHECK(man.statements.at(use.statement).said.fact == "recruitment.minor_then");
    CHECK(library.facts().rows.at(use.fact).id == "recruitment.minor_then");
    CHECK(use.state == law::State::no);
  }
}

TEST_CASE("evidence: what is said of the recruiter is not evidence about the man") {
  const casework::Case man = example("brick-factory");
  const auto people = casework::affected_people(man);
  REQUIRE(!people.empty());
  const auto legal = casework::evidence_of(man, people[0]);
  for (const law::Item& item : legal.evidence.items) {
    const casework::Told& told = man.statements.at(item.statement);
    const casework::Subject* subject = man.subject(told.said.subject);
    REQUIRE(subject);
    if (subject->kind == casework::SubjectKind::person)
      CHECK(subject->id == people[0]);
  }
}

}  // namespace
}  // namespace manumit::exchange
