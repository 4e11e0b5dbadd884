// SPDX-License-Identifier: Apache-2.0
#include "clearance.h"

#include <algorithm>
#include <cmath>

namespace manumit::debt {
namespace {

// Beyond a hundred years the month is reckoned by formula: nobody waits for it.
constexpr int kMostSteps = 1200;

/// One end of what is known: the end at which least is owed, or most.
struct Edge {
  bool most;
  const MonthlyInterest& interest;

  [[nodiscard]] const Money& of(const Amount& amount) const {
    return most ? amount.high : amount.low;
  }
  [[nodiscard]] Ratio rate() const { return most ? interest.most : interest.least; }

  /// What a month leaves to repay with, before interest.
  [[nodiscard]] Result<Money> credit(const Month& month) const {
    const Money earned = most ? month.credit.low : month.credit.high;
    const Money left = TRY(earned.minus(of(month.charges)));
    return left.minus(of(month.paid));
  }

  [[nodiscard]] Result<Money> interest_of(const Money& balance, const Money& debts) const {
    if (!interest.by_rate || balance.minor_units() <= 0)
      return Money(0, balance.currency());
    return (interest.compound ? balance : debts).posting(rate());
  }
};

std::size_t last_whole_month(const Ledger& ledger, const Frame& frame) {
  std::size_t month = ledger.months.size() - 1;
  while (month > 0 && !is_whole(frame.months, month))
    --month;
  return month;
}

/// From which month on every whole month leaves the same.
Result<std::size_t> steady_from(const Ledger& ledger, const Edge& edge, std::size_t last) {
  const Money credit = TRY(edge.credit(ledger.months[last]));
  std::size_t month = last;
  while (month > 0 && TRY(edge.credit(ledger.months[month - 1])) == credit)
    --month;
  return month;
}

double as_double(const Money& money) {
  return static_cast<double>(money.minor_units());
}

/// B(n) = F + (B - F)(1 + r)^n with the fixed point F = c / r, solved for B(n) = 0.
double months_by_formula(const Money& balance, const Money& credit, Ratio rate) {
  const double r = static_cast<double>(rate.numerator) / static_cast<double>(rate.denominator);
  const double c = as_double(credit);
  return std::ceil(std::log(c / (c - r * as_double(balance))) / std::log1p(r));
}

/// How many more months a balance takes to end at a credit that exceeds the interest.
Result<int> months_to_end(const Edge& edge, Money balance, const Money& debts,
                          const Money& credit) {
  constexpr double kMost = 1e9;
  const bool constant = !edge.interest.by_rate || !edge.interest.compound;
  if (constant) {
    const Money step = TRY(credit.minus(TRY(edge.interest_of(balance, debts))));
    // What is left is above nothing here. Rounded up, without a sum that might not fit.
    const std::int64_t months = (balance.minor_units() - 1) / step.minor_units() + 1;
    return static_cast<int>(std::min<std::int64_t>(months, static_cast<std::int64_t>(kMost)));
  }
  for (int months = 0; months < kMostSteps; ++months) {
    if (balance.minor_units() <= 0)
      return months;
    balance = TRY(TRY(balance.plus(TRY(edge.interest_of(balance, debts)))).minus(credit));
  }
  return kMostSteps +
         static_cast<int>(std::min(kMost, months_by_formula(balance, credit, edge.rate())));
}

NeverRule rule_for(const MonthlyInterest& interest, const Money& first_interest) {
  if (!interest.by_rate || first_interest.minor_units() == 0)
    return NeverRule::no_credit;
  return interest.compound ? NeverRule::credit_at_most_first_interest
                           : NeverRule::credit_at_most_constant_interest;
}

Result<Never> never(const Edge& edge, const Money& credit, const Money& first_interest) {
  Never why{rule_for(edge.interest, first_interest), credit, first_interest, std::nullopt,
            first_interest};
  const bool has_fixed_point = why.rule == NeverRule::credit_at_most_first_interest &&
                               credit.minor_units() >= 0 && edge.rate().numerator > 0;
  if (has_fixed_point)
    why.fixed_point = TRY(credit.posting({edge.rate().denominator, edge.rate().numerator}));
  return why;
}

/// The answer for one end.
struct Ending {
  std::optional<int> month;
  bool projected = false;
  std::optional<Never> never;
};

Result<Ending> never_ending(const Edge& edge, const Money& credit, const Money& interest) {
  const Never why = TRY(never(edge, credit, interest));
  return Ending{std::nullopt, true, why};
}

Result<Ending> ending_of(const Ledger& ledger, const Edge& edge, const Frame& frame) {
  if (edge.of(ledger.opening).minor_units() <= 0)
    return Ending{0, false, std::nullopt};
  for (const Month& month : ledger.months) {
    if (edge.of(month.closing).minor_units() <= 0)
      return Ending{month.number, false, std::nullopt};
  }
  const std::size_t last = last_whole_month(ledger, frame);
  const Money credit = TRY(edge.credit(ledger.months[last]));
  const Money& debts = edge.of(ledger.opening);
  const std::size_t steady = TRY(steady_from(ledger, edge, last));
  const Money begins = edge.of(ledger.months[steady].opening);
  const Money first_interest = TRY(edge.interest_of(begins, debts));
  if (credit.minor_units() <= first_interest.minor_units())
    return never_ending(edge, credit, first_interest);
  const Money& left = edge.of(ledger.months.back().closing);
  const Money next_interest = TRY(edge.interest_of(left, debts));
  if (credit.minor_units() <= next_interest.minor_units())
    return never_ending(edge, credit, next_interest);
  const int more = TRY(months_to_end(edge, left, debts, credit));
  return Ending{ledger.months.back().number + more, true, std::nullopt};
}

/// Debt ÷ credit, where both are exact, every month leaves the same and nothing bears interest.
Result<std::optional<Ratio>> exact_months(const Ledger& ledger, const MonthlyInterest& interest,
                                          const Frame& frame) {
  if (interest.by_rate || !ledger.opening.is_exact())
    return std::optional<Ratio>();
  const Edge least{false, interest};
  const Edge most{true, interest};
  const std::size_t last = last_whole_month(ledger, frame);
  const Money credit = TRY(least.credit(ledger.months[last]));
  const Money credit_at_most = TRY(most.credit(ledger.months[last]));
  const std::size_t steady = TRY(steady_from(ledger, least, last));
  if (credit != credit_at_most || credit.minor_units() <= 0 || steady != 0)
    return std::optional<Ratio>();
  return std::optional<Ratio>(Ratio{ledger.opening.low.minor_units(), credit.minor_units()});
}

}  // namespace

Result<Clearance> clearance_of(const Ledger& ledger, const MonthlyInterest& interest,
                               const Frame& frame) {
  Clearance clearance;
  if (ledger.opening.high.minor_units() <= 0)
    return clearance;
  clearance.owed_at_all = true;
  const Ending least = TRY(ending_of(ledger, Edge{false, interest}, frame));
  const Ending most = TRY(ending_of(ledger, Edge{true, interest}, frame));
  clearance.earliest = least.month;
  clearance.latest = most.month;
  clearance.projected = least.projected || most.projected;
  clearance.never_because = least.never;
  if (least.month)
    clearance.months_exactly = TRY(exact_months(ledger, interest, frame));
  return clearance;
}

}  // namespace manumit::debt
