// SPDX-License-Identifier: Apache-2.0
#include "money_account.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "debt/reckoning.h"
#include "invented_filings.h"
#include "legal_evidence.h"

namespace manumit::casework {
namespace {

using invented::id;
using invented::said;

Money roubles(std::int64_t whole) {
  return {whole * 100, *Currency::of("RUB")};
}
PartialDate date(std::string_view words) {
  return *parse_partial_date(words);
}
Value code(std::string each) {
  return std::vector<std::string>{std::move(each)};
}

/// A case of one person with one work and one debt, and what the test adds.
struct Invented {
  Filing filing;
  RecordId person = id(2), work = id(3), debt = id(4);

  Invented() {
    filing.case_id = id(1);
    filing.opens_case = true;
    filing.subjects = {{id(1), SubjectKind::case_file, "", {}},
                       {person, SubjectKind::person, "affected", {}},
                       {work, SubjectKind::work, "", {}},
                       {debt, SubjectKind::debt, "", {}}};
  }
  void add(const RecordId& subject, std::string fact, Value value) {
    filing.statements.push_back(said(subject, std::move(fact), AnswerState::yes, std::move(value)));
  }
  void works(std::string_view start, std::string_view end, Money pay, std::string per) {
    add(work, "work.start", date(start));
    add(work, "work.end", date(end));
    add(work, "pay.agreed", pay);
    add(work, "pay.agreed_per", code(std::move(per)));
  }
  [[nodiscard]] Case fold() const {
    Filed filed;
    filed.entry = invented::entry(1);
    filed.filing = filing;
    return casework::fold({filed});
  }
};

const debt::Line* line_of(const MoneyAccount& money, debt::Kind kind) {
  const auto found = std::find_if(money.account.lines.begin(), money.account.lines.end(),
                                  [&](const debt::Line& line) { return line.kind == kind; });
  return found == money.account.lines.end() ? nullptr : &*found;
}

TEST_CASE("account: a yearly wage is reckoned by twelfths") {
  Invented one;
  one.works("2015-06-01", "2015-08-31", roubles(120'000), "year");
  const auto money = account_of(one.fold(), std::nullopt);
  REQUIRE(money);
  const debt::Line* wage = line_of(*money, debt::Kind::wage);
  REQUIRE(wage);
  CHECK(wage->per == debt::Per::month);
  CHECK(wage->claimed->low == roubles(10'000));
}

TEST_CASE("account: two sources that name two sums make a range, and both are named") {
  Invented one;
  one.works("2015-06-01", "2015-08-31", roubles(10'000), "month");
  one.add(one.debt, "debt.line", code("advance"));
  one.add(one.debt, "debt.date", date("2015-06-01"));
  one.add(one.debt, "debt.claimed", roubles(20'000));
  one.add(one.debt, "debt.claimed", roubles(30'000));
  const auto money = account_of(one.fold(), std::nullopt);
  REQUIRE(money);
  const debt::Line* advance = line_of(*money, debt::Kind::advance);
  REQUIRE(advance);
  CHECK(advance->claimed->low == roubles(20'000));
  CHECK(advance->claimed->high == roubles(30'000));
  const auto place = static_cast<std::size_t>(advance - money->account.lines.data());
  CHECK(money->line_statements[place].size() == 4);
}

TEST_CASE("account: of a year and a day the day is taken; of a year alone its part with the work") {
  Invented one;
  one.works("2015-06-01", "2015-08-31", roubles(10'000), "month");
  one.add(one.debt, "debt.claimed", roubles(5'000));
  one.add(one.debt, "debt.date", date("2015"));
  const auto money = account_of(one.fold(), std::nullopt);
  REQUIRE(money);
  CHECK(to_iso(line_of(*money, debt::Kind::debt_claimed)->from) == "2015-06-01");
  REQUIRE(!money->assumptions.empty());
  CHECK(money->assumptions[0].what.find("known only as") != std::string::npos);
}

TEST_CASE("account: an end known only as a year is reckoned to its last day, and says so once") {
  Invented one;
  one.works("2015", "2015", roubles(10'000), "month");
  one.add(one.work, "work.hours_per_day", std::int64_t{12});
  const auto money = account_of(one.fold(), std::nullopt);
  REQUIRE(money);
  const auto times = [&](std::string_view what, std::string_view day) {
    return std::count_if(
        money->assumptions.begin(), money->assumptions.end(), [&](const Error& each) {
          return each.what == what &&
                 each.fills ==
                     std::vector<std::string>{"2015-01-01 – 2015-12-31", std::string(day)};
        });
  };
  CHECK(times("a day is known only as {0}; reckoned from {1}", "2015-01-01") == 1);
  CHECK(times("a day is known only as {0}; reckoned to {1}", "2015-12-31") == 1);
}

TEST_CASE("account: pay without its period is left out, and says what to record") {
  Invented one;
  one.add(one.work, "work.start", date("2015-06-01"));
  one.add(one.work, "pay.agreed", roubles(10'000));
  one.add(one.debt, "debt.claimed", roubles(5'000));
  const auto money = account_of(one.fold(), std::nullopt);
  REQUIRE(money);
  CHECK(line_of(*money, debt::Kind::wage) == nullptr);
  REQUIRE(money->left_out.size() == 1);
  CHECK(!money->left_out[0].next.empty());
}

TEST_CASE("account: an amount in another currency is left out and named") {
  Invented one;
  one.works("2015-06-01", "2015-08-31", roubles(10'000), "month");
  one.add(one.debt, "debt.claimed", Money(100, *Currency::of("USD")));
  const auto money = account_of(one.fold(), std::nullopt);
  REQUIRE(money);
  CHECK(std::any_of(money->left_out.begin(), money->left_out.end(), [](const Error& each) {
    return each.fills == std::vector<std::string>{"USD", "RUB"};
  }));
}

TEST_CASE("account: a case without a day or an amount is refused with what to record") {
  Invented empty;
  CHECK(account_of(empty.fold(), std::nullopt).error().kind == Error::Kind::not_found);
  Invented undated;
  undated.add(undated.debt, "debt.claimed", roubles(5'000));
  const auto money = account_of(undated.fold(), std::nullopt);
  REQUIRE(!money);
  CHECK(money.error().what == "no day is recorded from which to reckon");
}

TEST_CASE("account: months of which nobody knows the charge stay a range to the end") {
  Invented one;
  one.works("2015-06-01", "2015-12-31", roubles(10'000), "month");
  one.add(one.debt, "debt.line", code("food"));
  one.add(one.debt, "debt.date", date("2015-06-01"));
  one.add(one.debt, "debt.period", code("month"));
  one.filing.statements.push_back(said(one.debt, "debt.claimed", AnswerState::not_asked));
  const auto money = account_of(one.fold(), std::nullopt);
  REQUIRE(money);
  const auto reckoning = debt::reckon(money->account, debt::built_in_wage_rules("ru"));
  REQUIRE(reckoning);
  const debt::Amount& closing = reckoning->ledgers[0].months.back().closing;
  CHECK(closing.low == roubles(-70'000));
  CHECK(closing.high == roubles(0));
}

TEST_CASE(
    "evidence: a minor by one statement and an adult by the birth date are both handed over") {
  Invented one;
  one.works("2015-06-01", "2015-08-31", roubles(10'000), "month");
  one.add(one.person, "recruitment.minor_then", {});
  one.add(one.person, "person.birth_date", date("1990-03-05"));
  const auto legal = evidence_of(one.fold(), one.person);
  REQUIRE(legal.evidence.ages.size() == 2);
  CHECK(legal.evidence.ages[0].years == Interval<int>{0, 17});
  CHECK(legal.evidence.ages[1].years == Interval<int>{25, 25});
}

TEST_CASE(
    "evidence: another person's answers stay out, and being freed does not stretch the facts") {
  Invented one;
  const RecordId other = id(5), freed = id(6);
  one.filing.subjects.push_back({other, SubjectKind::person, "affected", {}});
  one.filing.subjects.push_back({freed, SubjectKind::event, "", {}});
  one.works("2015-06-01", "2015-08-31", roubles(10'000), "month");
  one.add(freed, "event.phase", code("Leaving"));
  one.add(freed, "event.date", date("2016-02-01"));
  one.add(other, "means.force", {});
  const auto legal = evidence_of(one.fold(), one.person);
  CHECK(to_iso(legal.evidence.facts_at->most) == "2015-08-31");
  const auto force = fact_table(built_in_vocabulary()).place_of("means.force");
  CHECK(std::none_of(legal.evidence.items.begin(), legal.evidence.items.end(),
                     [&](const law::Item& item) { return item.fact == *force; }));
}

}  // namespace
}  // namespace manumit::casework
