// SPDX-License-Identifier: Apache-2.0
#include <rapidcheck.h>

#include <algorithm>

#include "test_accounts.h"

namespace manumit::debt {
namespace {

using namespace test;

constexpr int kMonths = 14;

Currency rub() {
  return *Currency::of("RUB");
}
Money rubles(std::int64_t kopecks) {
  return {kopecks, rub()};
}

Said some_range(std::int64_t most) {
  const std::int64_t a = *rc::gen::inRange<std::int64_t>(0, most);
  const std::int64_t b = *rc::gen::inRange<std::int64_t>(0, most);
  return {rubles(std::min(a, b)), rubles(std::max(a, b))};
}

/// A range inside the range, so that what was known becomes known better.
Said inside(const Said& wide) {
  const std::int64_t low = wide.low->minor_units();
  const std::int64_t high = wide.high->minor_units();
  const std::int64_t a = *rc::gen::inRange<std::int64_t>(low, high + 1);
  const std::int64_t b = *rc::gen::inRange<std::int64_t>(low, high + 1);
  return {rubles(std::min(a, b)), rubles(std::max(a, b))};
}

Day first_day() {
  return *day_from_iso("2016-02-11");
}
Day some_day() {
  return first_day() + *rc::gen::inRange(0, kMonths * 28);
}

Kind one_of(std::initializer_list<Kind> kinds) {
  return *rc::gen::elementOf(std::vector<Kind>(kinds));
}

Line some_line(Kind kind, std::int64_t most) {
  Line line;
  line.kind = kind;
  line.from = some_day();
  if (*rc::gen::arbitrary<bool>()) {
    line.per = Per::month;
    line.to = line.from + *rc::gen::inRange(0, 200);
  }
  line.claimed = some_range(most);
  if (*rc::gen::arbitrary<bool>())
    line.evidenced = some_range(most);
  return line;
}

/// An invented account in which nothing is left out, so that it can be known better.
Account some_account() {
  Account account{.currency = rub(), .from = first_day()};
  account.to = first_day() + kMonths * 31 + *rc::gen::inRange(0, 400);
  Line debt;
  debt.kind = one_of({Kind::price, Kind::advance, Kind::debt_claimed});
  debt.from = first_day();
  debt.claimed = debt.evidenced = some_range(9'000'000);
  account.lines.push_back(debt);
  Line wage;
  wage.kind = Kind::wage;
  wage.per = Per::month;
  wage.from = first_day();
  wage.to = first_day() + kMonths * 30;
  wage.claimed = wage.evidenced = some_range(4'000'000);
  account.lines.push_back(wage);
  const int more = *rc::gen::inRange(0, 6);
  for (int i = 0; i < more; ++i) {
    Line line = some_line(
        one_of({Kind::food, Kind::fine, Kind::wage_payment, Kind::payment_in_kind, Kind::repayment,
                Kind::ransom, Kind::advance, Kind::alcohol_tobacco, Kind::sent_home}),
        2'000'000);
    line.requested_in_writing = *rc::gen::arbitrary<bool>();
    account.lines.push_back(line);
  }
  if (*rc::gen::arbitrary<bool>()) {
    const std::int64_t a = *rc::gen::inRange<std::int64_t>(0, 200'000);
    account.interest = Interest{.percent = {a, a + *rc::gen::inRange<std::int64_t>(0, 50'000)},
                                .compound = *rc::gen::arbitrary<bool>(),
                                .agreed = *rc::gen::arbitrary<bool>()};
  }
  return account;
}

/// The same account, known better.
Account narrowed(const Account& wide) {
  Account account = wide;
  for (Line& line : account.lines) {
    const bool one = line.claimed && line.evidenced && line.claimed->low == line.evidenced->low &&
                     line.claimed->high == line.evidenced->high;
    if (line.claimed)
      line.claimed = inside(*line.claimed);
    if (line.evidenced)
      line.evidenced = one ? line.claimed : inside(*line.evidenced);
  }
  if (account.interest) {
    Interval<std::int64_t>& percent = account.interest->percent;
    percent.least = percent.most = *rc::gen::inRange<std::int64_t>(percent.least, percent.most + 1);
  }
  return account;
}

bool holds(const Amount& wide, const Amount& narrow) {
  return wide.low.minor_units() <= narrow.low.minor_units() &&
         narrow.high.minor_units() <= wide.high.minor_units() &&
         narrow.low.minor_units() <= narrow.high.minor_units();
}

void check_ledger_holds(const Ledger& wide, const Ledger& narrow) {
  RC_ASSERT(wide.months.size() == narrow.months.size());
  RC_ASSERT(holds(wide.opening, narrow.opening));
  for (std::size_t i = 0; i < wide.months.size(); ++i) {
    RC_ASSERT(holds(wide.months[i].interest, narrow.months[i].interest));
    RC_ASSERT(holds(wide.months[i].closing, narrow.months[i].closing));
  }
}

void check_claim_holds(const WageClaim& wide, const WageClaim& narrow) {
  RC_ASSERT(holds(wide.owed.wages, narrow.owed.wages));
  RC_ASSERT(holds(wide.owed.delay_compensation, narrow.owed.delay_compensation));
  RC_ASSERT(holds(wide.owed.handed_back, narrow.owed.handed_back));
  RC_ASSERT(holds(wide.owed.debt_left, narrow.owed.debt_left));
  RC_ASSERT(holds(wide.owed.total, narrow.owed.total));
}

/// Months in which a debt ends, with never as the latest of all.
int or_never(const std::optional<int>& month) {
  return month.value_or(1'000'000'000);
}

TEST_CASE("reckon: what is known better never lies outside of what was known before") {
  CHECK(rc::check([] {
    const Account account = some_account();
    const Reckoning wide = reckoned(account);
    const Reckoning narrow = reckoned(narrowed(account));
    for (std::size_t i = 0; i < wide.ledgers.size(); ++i)
      check_ledger_holds(wide.ledgers[i], narrow.ledgers[i]);
    check_claim_holds(*wide.claim, *narrow.claim);
    check_claim_holds(*wide.claim_after_tax, *narrow.claim_after_tax);
  }));
}

TEST_CASE("reckon: the month in which a debt ends lies inside the months that were known before") {
  CHECK(rc::check([] {
    const Account account = some_account();
    const Reckoning wide = reckoned(account);
    const Reckoning narrow = reckoned(narrowed(account));
    for (std::size_t i = 0; i < 2; ++i) {
      const Clearance& a = wide.ledgers[i].clearance;
      const Clearance& b = narrow.ledgers[i].clearance;
      // What goes on beyond the months known depends on them all; inside them order is kept.
      if (!b.owed_at_all || a.projected || b.projected)
        continue;
      RC_ASSERT(or_never(a.earliest) <= or_never(b.earliest));
      RC_ASSERT(or_never(b.latest) <= or_never(a.latest));
    }
  }));
}

TEST_CASE("reckon: each balance is the one before plus its posting, each month adds up") {
  CHECK(rc::check([] {
    const Reckoning found = reckoned(some_account());
    for (const Ledger& ledger : found.ledgers) {
      Amount balance = nothing(rub());
      for (const Posting& posting : ledger.postings) {
        balance = *plus(balance, posting.amount);
        RC_ASSERT(balance == posting.balance);
      }
      RC_ASSERT(balance == ledger.months.back().closing);
      for (const Month& month : ledger.months) {
        Amount sum = *plus(*plus(month.opening, month.interest), *plus(month.charges, month.paid));
        RC_ASSERT(*minus(sum, month.credit) == month.closing);
      }
    }
  }));
}

TEST_CASE("reckon: the differences of exact ledgers add up to those of the closing balances") {
  CHECK(rc::check([] {
    Account account = some_account();
    for (Line& line : account.lines) {
      line.claimed = said(*line.claimed->low);
      line.evidenced = said(line.evidenced ? *line.evidenced->low : rubles(0));
    }
    if (account.interest)
      account.interest->percent.most = account.interest->percent.least;
    const Reckoning found = reckoned(account);
    for (std::size_t a = 0; a < found.ledgers.size(); ++a) {
      for (std::size_t b = a + 1; b < found.ledgers.size(); ++b) {
        Money sum = rubles(0);
        for (const Difference& each : found.differences) {
          if (each.between == found.ledgers[a].teller && each.and_also == found.ledgers[b].teller)
            sum = *sum.plus(each.amount.low);
        }
        const Money closings = *found.ledgers[a].months.back().closing.low.minus(
            found.ledgers[b].months.back().closing.low);
        RC_ASSERT(sum == closings);
      }
    }
  }));
}

TEST_CASE("reckon: in which order the lines are given changes no month and no claim") {
  CHECK(rc::check([] {
    Account account = some_account();
    const Reckoning before = reckoned(account);
    // Goods that count as pay up to a share are taken in their order; without them none matters.
    for (const Line& line : account.lines)
      RC_PRE(!line.requested_in_writing);
    const std::size_t turn = *rc::gen::inRange<std::size_t>(0, account.lines.size());
    std::rotate(account.lines.begin(), account.lines.begin() + static_cast<std::ptrdiff_t>(turn),
                account.lines.end());
    const Reckoning after = reckoned(account);
    for (std::size_t i = 0; i < before.ledgers.size(); ++i) {
      for (std::size_t m = 0; m < before.ledgers[i].months.size(); ++m)
        RC_ASSERT(before.ledgers[i].months[m].closing == after.ledgers[i].months[m].closing);
    }
    RC_ASSERT(before.claim->owed.total == after.claim->owed.total);
  }));
}

TEST_CASE("reckon: more hours never earn less") {
  CHECK(rc::check([] {
    Account account{.currency = rub(), .from = day("2015-03-01"), .to = day("2015-08-31")};
    Line wage;
    wage.kind = Kind::wage;
    wage.per = Per::month;
    wage.from = account.from;
    wage.claimed = wage.evidenced = some_range(4'000'000);
    account.lines.push_back(wage);
    const int a = *rc::gen::inRange(0, 1441);
    const int b = *rc::gen::inRange(0, 1441);
    const int c = *rc::gen::inRange(1, 8);
    const int d = *rc::gen::inRange(1, 8);
    account.hours.push_back({.from = account.from,
                             .to = account.from + *rc::gen::inRange(0, 150),
                             .minutes_per_day = {std::min(a, b), std::max(a, b)},
                             .days_per_week = {std::min(c, d), std::max(c, d)}});
    const Reckoning wide = reckoned(account);
    Hours& hours = account.hours.front();
    hours.minutes_per_day.least = hours.minutes_per_day.most =
        *rc::gen::inRange(std::min(a, b), std::max(a, b) + 1);
    hours.days_per_week.least = hours.days_per_week.most =
        *rc::gen::inRange(std::min(c, d), std::max(c, d) + 1);
    const Reckoning narrow = reckoned(account);
    RC_ASSERT(holds(wide.claim->owed.wages, narrow.claim->owed.wages));
    for (std::size_t i = 0; i < wide.hours.size(); ++i) {
      if (wide.hours[i].due_at_contract)
        RC_ASSERT(holds(*wide.hours[i].due_at_contract, *narrow.hours[i].due_at_contract));
    }
  }));
}

}  // namespace
}  // namespace manumit::debt
