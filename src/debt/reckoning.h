// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "debt/account.h"
#include "debt/wage_rules.h"

namespace manumit::debt {

/// Whose account of the money a ledger is.
enum class Teller : std::uint8_t {
  claimed,    ///< As the employer tells it.
  evidenced,  ///< What changed hands, at what it is worth.
  lawful,     ///< What the law allows to be set against the wage that it demands.
};
[[nodiscard]] std::string_view name_of(Teller teller);

inline constexpr std::size_t kNoLine = std::numeric_limits<std::size_t>::max();

/// One entry of a ledger. The balance is what the worker owes; below zero the employer owes.
struct Posting {
  Day date;
  int month = 0;  ///< 0: with what the account opens.
  Kind kind = Kind::wage;
  std::size_t line = kNoLine;  ///< Into Account::lines; none for interest by a rate.
  Amount amount;               ///< What it adds to the balance; wages take away.
  Amount balance;              ///< After it.
  std::size_t why = 0;         ///< Into Reckoning::reasons; 0: none needed.
};

/// closing = opening + interest + charges + paid - credit.
struct Month {
  int number = 1;
  Day from;
  Day to;
  Amount opening;
  Amount interest;
  Amount charges;  ///< Debts, goods, fines set against the worker.
  Amount paid;     ///< What the worker was given.
  Amount credit;   ///< What the work earned, and what the worker handed back.
  Amount closing;
};

enum class NeverRule : std::uint8_t {
  credit_at_most_first_interest,     ///< Compound interest.
  credit_at_most_constant_interest,  ///< Simple interest.
  no_credit,                         ///< Nothing is left to repay with.
};
[[nodiscard]] std::string_view name_of(NeverRule rule);

/// Why a debt never ends. With compound interest every month's interest is at least the first, so
/// a credit that does not exceed the first never catches up.
struct Never {
  NeverRule rule = NeverRule::no_credit;
  Money credit;                      ///< What a month leaves after charges and payments.
  Money interest;                    ///< Of the first such month.
  std::optional<Money> fixed_point;  ///< The debt that this credit would just keep where it is.
  Money must_exceed;                 ///< The credit that would end it is above this.
};

/// When the debt ends: the first month that closes at nothing or below.
struct Clearance {
  bool owed_at_all = false;     ///< The account opened with a debt.
  std::optional<int> earliest;  ///< At the earliest; empty: never.
  std::optional<int> latest;    ///< At the latest; empty: never, for all that is known.
  /// The months named go on after the last one known, each like the last whole month.
  bool projected = false;
  std::optional<Never> never_because;   ///< When it never ends.
  std::optional<Ratio> months_exactly;  ///< Debt / credit, where both are exact and bear nothing.
};

struct Totals {
  Amount wages;
  Amount interest;
  Amount charges;
  Amount fines;
  Amount credit;        ///< Wages and what the worker handed back.
  Amount paid;          ///< All that the worker was given.
  Amount paid_in_cash;  ///< Of it, money to the worker or the family.
};

/// closing of the last month = opening + interest + charges + fines + paid - credit.
struct Ledger {
  Teller teller = Teller::claimed;
  Amount opening;
  std::vector<Posting> postings;
  std::vector<Month> months;
  Clearance clearance;
  Totals totals;
};

/// What two ledgers do not agree about. A line of which both have the same range is one amount and
/// no difference. For exact ledgers all differences of a pair add up to that of the closing
/// balances.
struct Difference {
  Teller between;
  Teller and_also;
  enum class What : std::uint8_t {
    opening,
    interest,
    overpricing,
    charges,
    fines,
    wages,
    payments
  };
  What what = What::opening;
  Amount amount;  ///< The first ledger's minus the second's.
  std::size_t why = 0;
};
[[nodiscard]] std::string_view name_of(Difference::What what);

/// Days at one rate under one rule on one amount, rounded once.
struct Segment {
  Day from;
  Day to;
  std::int32_t days = 0;
  std::int64_t percent_hundredths = 0;
  std::int64_t divisor = 300;
  Amount on;      ///< What was still unpaid.
  Amount amount;  ///< The compensation.
};
struct OverdueWage {
  Day due;
  Amount amount_due;
  std::vector<Segment> segments;
  Amount total;
};

/// What the employer owes, or is owed, on the last day.
struct Owed {
  enum class To : std::uint8_t { nobody, worker, employer };
  To to = To::nobody;
  Amount wages;
  Amount delay_compensation;
  Amount handed_back;  ///< Ransom and repayments without a lawful debt, to be given back.
  Amount total;
  Amount debt_left;  ///< Of lawful debts; it may be taken from later pay within the caps only.
};
[[nodiscard]] std::string_view name_of(Owed::To to);

struct WageClaim {
  Owed owed;
  std::vector<OverdueWage> overdue;
};

/// What must have been deducted if it is true that the worker still owed on a day.
struct Implied {
  Day from;
  Day on;
  int months = 0;
  std::int32_t days = 0;
  /// More than this; with an exact balance told, exactly this.
  bool more_than = false;
  Money total;
  Money per_month;
  Money per_day;
  std::optional<std::int64_t> share_of_wage_hundredths;  ///< 40 % is 4000.
  Money nothing_repaid;  ///< If the debt was on that day as high as at the start.
  Money nothing_repaid_per_day;
  std::size_t told = 0;  ///< Into Account::told.
};

/// Paying a debt off within a cap: were the debt lawful, so long would it take.
struct CappedRepayment {
  int percent = 20;
  bool after_tax = false;
  Money monthly;
  int months = 0;
  struct Row {
    int month = 1;
    Money deducted;
    Money paid_in_cash;
    Money balance;
  };
  /// The first and the last rows if there are more than kMostCappedRows.
  std::vector<Row> rows;
};
inline constexpr int kMostCappedRows = 600;

/// The wage by the hour in one month of the calendar. Rates are in ten-thousandths of a unit.
struct HourlyWage {
  Day from;
  Day to;
  std::int64_t norm_minutes = 0;
  /// Empty ends: no hours are in evidence.
  std::optional<Interval<std::int64_t>> worked_minutes;
  std::optional<Interval<std::int64_t>> weighted_minutes;  ///< With overtime, rest days, nights.
  Money minimum_month;
  std::int64_t minimum_hour = 0;
  Amount promised_month;
  Interval<std::int64_t> contract_hour;              ///< Promised ÷ norm.
  Interval<std::int64_t> promised_hour;              ///< Promised ÷ hours worked.
  Interval<std::int64_t> promised_to_minimum_month;  ///< Ratio, 1 is 10'000.
  Interval<std::int64_t> promised_to_minimum_hour;
  /// Up to so many hours the promised wage is the minimum or more.
  std::int64_t minimum_kept_up_to_minutes = 0;
  Amount paid;
  Interval<std::int64_t> effective_hour;      ///< Paid ÷ hours worked.
  std::optional<Amount> straight_at_minimum;  ///< All hours at the minimum, without supplements.
  std::optional<Amount> due_at_minimum;
  std::optional<Amount> due_at_contract;
  std::optional<Amount> shortfall_at_minimum;
  enum class Below : std::uint8_t { no, yes, unknown };
  Below below_minimum = Below::unknown;
};
[[nodiscard]] std::string_view name_of(HourlyWage::Below below);

/// A sentence of the catalogue and what fills it, as in Error.
struct Warning {
  std::string what;
  std::vector<std::string> fills;
};

/// The whole answer.
struct Reckoning {
  Currency currency;
  Day from;
  Day to;
  std::vector<Ledger> ledgers;  ///< Claimed, evidenced, and lawful where rules were given.
  std::vector<Difference> differences;
  std::optional<WageClaim> claim;            ///< Where rules were given.
  std::optional<WageClaim> claim_after_tax;  ///< The same after income tax.
  int tax_percent = 0;
  std::vector<CappedRepayment> capped;
  std::vector<Implied> implied;
  std::vector<HourlyWage> hours;
  std::vector<std::string> reasons = {""};  ///< Articles and rules that lines point at.
  std::vector<Warning> warnings;
};

/// Reckons three ledgers side by side and what is owed.
///
/// Money is rounded half up at each posting. A month's interest is on the balance with which it
/// opens; then come charges, then what was paid, then what was earned. Months count from
/// `account.from`. Each input is a range, and every result holds what any choice inside the ranges
/// would give.
///
/// Without rules (a country whose wage law nobody has written down) there is no lawful ledger and
/// no claim. Errors name the line. A day beyond a table of the rules is refused with
/// Error::Kind::refused. Time O(months × lines + overdue wages × rate steps).
[[nodiscard]] Result<Reckoning> reckon(const Account& account, const WageRules* rules);

}  // namespace manumit::debt
