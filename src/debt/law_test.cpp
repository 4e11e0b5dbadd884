// SPDX-License-Identifier: Apache-2.0
#include "test_accounts.h"

namespace manumit::debt {
namespace {

using namespace test;

/// 20,000 a month, four months, nothing paid, and one more part.
Account with(const std::string& part) {
  return account_of(
      "format = 1\ncurrency = \"RUB\"\nfrom = 2018-01-01\nto = 2018-04-30\n[[wage]]\n"
      "amount = 20000\n" +
      part);
}

const Posting& lawful_posting(const Reckoning& reckoning, Kind kind) {
  for (const Posting& posting : ledger(reckoning, Teller::lawful).postings) {
    if (posting.kind == kind)
      return posting;
  }
  FAIL("there is no such posting");
  return reckoning.ledgers.front().postings.front();
}

TEST_CASE("reckon: what a recruiter was paid may never be taken from wages") {
  for (const char* kind : {"price", "recruitment_fee"}) {
    const Reckoning found =
        reckoned(with("[[debt]]\nkind = \"" + std::string(kind) + "\"\namount = 18000\n"));
    CHECK(text(ledger(found, Teller::lawful).opening) == "0.00");
    CHECK(text(found.claim->owed.wages) == "80000.00");
  }
}

TEST_CASE("reckon: alcohol is never pay, not even on written request") {
  const Reckoning found =
      reckoned(with("[[charge]]\nkind = \"alcohol_tobacco\"\nclaimed = 3000\n"
                    "market = 2000\nrequested_in_writing = true\n"));
  const Posting& posting = lawful_posting(found, Kind::alcohol_tobacco);
  CHECK(text(posting.amount) == "0.00");
  CHECK(found.reasons[posting.why] == "TK 131; C95 Art. 4");
  CHECK(text(found.claim->owed.wages) == "80000.00");
}

TEST_CASE(
    "reckon: food counts as pay on written request only, at the market price, up to a fifth") {
  const std::string food = "[[charge]]\nkind = \"food\"\nclaimed = 9000\nmarket = 5000\n";
  CHECK(text(reckoned(with(food)).claim->owed.wages) == "80000.00");
  // A fifth of 20,000 is 4,000, less than the 5,000 that it is worth: 80,000 - 4 * 4,000.
  CHECK(text(reckoned(with(food + "requested_in_writing = true\n")).claim->owed.wages) ==
        "64000.00");
}

TEST_CASE("reckon: an advance is taken within a fifth of the pay after tax") {
  const Reckoning found = reckoned(with("[[debt]]\nkind = \"advance\"\namount = 30000\n"));
  // 20,000 less 13 % is 17,400; a fifth is 3,480; four times 13,920.
  CHECK(text(found.claim->owed.debt_left) == "16080.00");
  CHECK(text(found.claim->owed.wages) == "66080.00");
  const Clearance& clearance = ledger(found, Teller::lawful).clearance;
  CHECK(clearance.earliest == 9);  // 30,000 / 3,480 = 8.6.
  CHECK(clearance.projected);
}

TEST_CASE("reckon: several deductions of one payment stay within the cap of the widest together") {
  const Reckoning found = reckoned(
      with("[[debt]]\nkind = \"advance\"\namount = 100000\n"
           "[[debt]]\nkind = \"debt_claimed\"\nground = \"court_order\"\namount = 100000\n"
           "[[debt]]\nkind = \"debt_claimed\"\nground = \"child_maintenance\"\namount = 100000\n"));
  // 70 % of 17,400 is 12,180 of each 20,000: 4 * 7,820 remain.
  CHECK(text(found.claim->owed.wages) == "31280.00");
  CHECK(text(found.claim->owed.debt_left) == "251280.00");
}

TEST_CASE("reckon: the wage is at least the minimum of its time, also when it rises mid-way") {
  const Reckoning found = reckoned(
      account_of("format = 1\ncurrency = \"RUB\"\nfrom = 2018-04-16\nto = 2018-05-15\n[[wage]]\n"
                 "amount = 5000\n"));
  // 15 days at 9,489 and 15 at 11,163 a month: 4,744.50 + 5,581.50.
  CHECK(text(ledger(found, Teller::lawful).totals.wages) == "10326.00");
}

TEST_CASE("reckon: a region's higher minimum is used where the account names it") {
  const Reckoning found = reckoned(
      with("[[minimum]]\nfrom = 2018-01-01\nper_month = 25000\nsource = \"an agreement\"\n"));
  CHECK(text(found.claim->owed.wages) == "100000.00");
}

TEST_CASE("reckon: compensation pays for harm and no wage; ransom is to be handed back") {
  const Reckoning found =
      reckoned(with("[[payment]]\nkind = \"compensation\"\non = 2018-03-01\namount = 50000\n"
                    "[[payment]]\nkind = \"ransom\"\non = 2018-04-01\namount = 7000\n"));
  CHECK(text(found.claim->owed.wages) == "80000.00");
  CHECK(text(found.claim->owed.handed_back) == "7000.00");
}

TEST_CASE("reckon: a payment ends the interest on the oldest wage, on its own day included") {
  Account account = account_of(
      "format = 1\ncurrency = \"RUB\"\nfrom = 2015-06-01\nto = 2015-07-31\n[[wage]]\n"
      "to = 2015-06-30\namount = 30000\n"
      "[[payment]]\non = 2015-07-10\namount = 10000\n");
  const Reckoning found = reckoned(account);
  REQUIRE(found.claim->overdue.size() == 1);
  const std::vector<Segment>& segments = found.claim->overdue.front().segments;
  REQUIRE(segments.size() == 2);
  // 30,000 * 8.25 % / 300 * 10 = 82.50; 20,000 * 8.25 % / 300 * 21 = 115.50.
  CHECK(to_iso(segments[0].to) == "2015-07-10");
  CHECK(text(segments[0].amount) == "82.50");
  CHECK(text(segments[1].amount) == "115.50");
  CHECK(text(found.claim->owed.wages) == "20000.00");
}

TEST_CASE("reckon: one rule for all days gives another sum: the traps") {
  const Account account = example("e1-brick-factory.toml");
  const auto with_one_rule = [&](std::int64_t divisor) {
    WageRules rules = *built_in_wage_rules("ru");
    DelayRule rule = rules.delays[1];
    rule.from = day("2002-02-01");
    rule.to = std::nullopt;
    rule.divisor = divisor;
    rules.delays = {rule};
    const auto found = reckon(account, &rules);
    REQUIRE(found);
    // Not rounded by segment: both known sums are of the exact amounts.
    std::int64_t percent_days = 0;
    for (const OverdueWage& wage : found->claim->overdue) {
      for (const Segment& segment : wage.segments)
        percent_days += segment.percent_hundredths * segment.days;
    }
    const Money wage(10'000'00, account.currency);
    return text(*wage.posting({percent_days, 10'000 * divisor}));
  };
  CHECK(with_one_rule(150) == "11124.67");
  CHECK(with_one_rule(300) == "5562.33");
}

TEST_CASE("reckon: without rules there are two ledgers, and a sentence says why") {
  const auto found = reckon(example("e1-brick-factory.toml"), nullptr);
  REQUIRE(found);
  CHECK(found->ledgers.size() == 2);
  CHECK_FALSE(found->claim);
  REQUIRE_FALSE(found->warnings.empty());
}

TEST_CASE("reckon: what nobody remembers lies between nothing and the wage of its month") {
  const Reckoning found = reckoned(example("unknown-months.toml"));
  const Ledger& evidenced = ledger(found, Teller::evidenced);
  for (const Posting& posting : evidenced.postings) {
    if (posting.kind == Kind::wage_payment && !posting.amount.is_exact() && posting.month < 6)
      CHECK(text(posting.amount) == "0.00..20000.00");
  }
  // Wages 140,000; deducted for the advance 7 * 3,480 = 24,360; paid 10,000 to 52,000.
  CHECK(text(found.claim->owed.wages) == "63640.00..105640.00");
  CHECK(found.claim->owed.delay_compensation.low.minor_units() <
        found.claim->owed.delay_compensation.high.minor_units());
}

TEST_CASE("reckon: a row that was not checked is named when it was used") {
  const Reckoning found = reckoned(example("e1-brick-factory.toml"));
  bool named = false;
  for (const Warning& warning : found.warnings)
    named = named || (warning.fills.size() == 1 &&
                      warning.fills.front() == "rates refinancing 8.25 % 2012-09-14");
  CHECK(named);
}

}  // namespace
}  // namespace manumit::debt
