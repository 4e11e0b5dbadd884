// SPDX-License-Identifier: Apache-2.0
// A ledger of fifty years, and the plain way beside it: the same balances in bare whole numbers,
// with no postings, sources or ranges kept.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "debt/reckoning.h"

namespace manumit::bench {
namespace {

using namespace debt;

constexpr int kYears = 50;
constexpr std::int64_t kDebt = 60'000'000, kWage = 1'200'000, kFood = 600'000, kMarket = 250'000,
                       kFine = 50'000, kCash = 400'000;
constexpr std::int64_t kPercent = 10'000;  // 1 % a month, in ten-thousandths.

Currency rub() {
  return *Currency::of("RUB");
}

/// Invented rules whose tables reach over all fifty years, with a step of the rate each half-year.
WageRules long_rules() {
  WageRules rules = *built_in_wage_rules("ru");
  rules.rates.clear();
  const Day end = *day_from_iso("2060-12-31");
  for (int i = 0; i < kYears * 2 + 10; ++i)
    rules.rates.push_back({.kind = "key",
                           .from = *day_from_iso("1970-01-01") + i * 183,
                           .decided = {},
                           .percent_hundredths = 500 + i,
                           .follows = {},
                           .origin = {"invented", Trust::verified}});
  DelayRule rule = rules.delays.back();
  rule.from = *day_from_iso("1970-01-01");
  rules.delays = {rule};
  rules.minimums = {{*day_from_iso("1970-01-01"), {}, Money(500'000, rub()), {"invented", {}}}};
  rules.rates_complete_until = rules.delays_complete_until = rules.minimums_complete_until = end;
  return rules;
}

Line line(Kind kind, std::int64_t amount) {
  Line line;
  line.kind = kind;
  line.per = Per::month;
  line.from = *day_from_iso("1970-01-01");
  line.title = "as the notebook has it, page after page";
  line.source = "the foreman's notebook";
  line.claimed = said(Money(amount, rub()));
  return line;
}

/// A debt, a wage, food, a fine and some cash, every month for fifty years.
Account long_account() {
  Account account{.currency = rub(), .from = *day_from_iso("1970-01-01")};
  account.to = *day_from_iso("2019-12-31");
  Line debt = line(Kind::advance, kDebt);
  debt.per = Per::once;
  debt.evidenced = debt.claimed;
  Line wage = line(Kind::wage, kWage);
  wage.evidenced = wage.claimed;
  Line food = line(Kind::food, kFood);
  food.market = said(Money(kMarket, rub()));
  Line cash = line(Kind::wage_payment, kCash);
  cash.evidenced = cash.claimed;
  account.lines = {debt, wage, food, line(Kind::fine, kFine), cash};
  account.interest = Interest{.percent = {kPercent, kPercent}};
  return account;
}

/// Six hundred wages, none ever paid; the last is due on the last day. Each has a segment for every
/// half-year since.
void overdue_600_wages(benchmark::State& state) {
  Account account = long_account();
  const WageRules rules = long_rules();
  account.lines.pop_back();
  for (auto round : state) {
    static_cast<void>(round);
    const auto found = reckon(account, &rules);
    MANUMIT_CHECK(found.has_value() && found->claim->overdue.size() == kYears * 12 - 1);
    benchmark::DoNotOptimize(found);
  }
  state.SetItemsProcessed(state.iterations());
}

/// What the employer tells and what the evidence shows: two ledgers, when each ends, where they
/// differ.
void ledgers_600_months(benchmark::State& state) {
  const Account account = long_account();
  for (auto round : state) {
    static_cast<void>(round);
    const auto found = reckon(account, nullptr);
    MANUMIT_CHECK(found.has_value() && found->ledgers.size() == 2);
    benchmark::DoNotOptimize(found);
  }
  state.SetItemsProcessed(state.iterations());
}

/// With the law: three ledgers, the caps, and the claim before and after tax; all paid when due.
void ledgers_600_months_by_law(benchmark::State& state) {
  Account account = long_account();
  const WageRules rules = long_rules();
  account.lines.back().claimed = account.lines.back().evidenced = said(Money(kWage, rub()));
  for (auto round : state) {
    static_cast<void>(round);
    const auto found = reckon(account, &rules);
    MANUMIT_CHECK(found.has_value() && found->claim->overdue.empty());
    benchmark::DoNotOptimize(found);
  }
  state.SetItemsProcessed(state.iterations());
}

/// Three balances, month by month, and nothing else.
void bare_600_months(benchmark::State& state) {
  const Account account = long_account();
  const auto found = reckon(account, nullptr);
  for (auto round : state) {
    static_cast<void>(round);
    std::int64_t claimed = kDebt, evidenced = kDebt, lawful = kDebt;
    for (int month = 0; month < kYears * 12; ++month) {
      const std::int64_t on = std::max<std::int64_t>(claimed, 0);
      claimed += (on * kPercent + 500'000) / 1'000'000 + kFood + kFine + kCash - kWage;
      evidenced += kMarket + kCash - kWage;
      lawful += kCash - kWage;
      benchmark::DoNotOptimize(claimed);
      benchmark::DoNotOptimize(evidenced);
      benchmark::DoNotOptimize(lawful);
    }
    MANUMIT_CHECK(claimed == found->ledgers[0].months.back().closing.low.minor_units());
    MANUMIT_CHECK(evidenced == found->ledgers[1].months.back().closing.low.minor_units());
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(ledgers_600_months);
BENCHMARK(ledgers_600_months_by_law);
BENCHMARK(overdue_600_wages);
BENCHMARK(bare_600_months);

}  // namespace
}  // namespace manumit::bench
