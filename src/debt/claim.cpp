// SPDX-License-Identifier: Apache-2.0
#include "claim.h"

#include <algorithm>

#include "delay.h"

namespace manumit::debt {
namespace {

Money at_least_none(const Money& money) {
  return {std::max<std::int64_t>(0, money.minor_units()), money.currency()};
}

/// Sums of flows day by day, for looking up what had been paid by a day.
class PaidBy {
 public:
  static Result<PaidBy> of(std::vector<Flow> flows, Currency currency) {
    std::stable_sort(flows.begin(), flows.end(),
                     [](const Flow& a, const Flow& b) { return a.on < b.on; });
    PaidBy paid(currency);
    for (const Flow& flow : flows) {
      const Amount sum =
          TRY(plus(paid.sums_.empty() ? paid.none_ : paid.sums_.back().amount, flow.amount));
      if (!paid.sums_.empty() && paid.sums_.back().on == flow.on)
        paid.sums_.back().amount = sum;
      else
        paid.sums_.push_back({flow.on, sum});
    }
    return paid;
  }

  [[nodiscard]] Amount by(Day day) const {
    const auto after = later_than(day);
    return after == sums_.begin() ? none_ : (after - 1)->amount;
  }
  /// The first day after this one on which something was paid.
  [[nodiscard]] std::optional<Day> next_after(Day day) const {
    const auto after = later_than(day);
    return after == sums_.end() ? std::nullopt : std::optional<Day>(after->on);
  }

 private:
  explicit PaidBy(Currency currency) : none_(nothing(currency)) {}
  [[nodiscard]] std::vector<Flow>::const_iterator later_than(Day day) const {
    return std::upper_bound(sums_.begin(), sums_.end(), day,
                            [](Day wanted, const Flow& flow) { return wanted < flow.on; });
  }
  Amount none_;
  std::vector<Flow> sums_;
};

/// One wage to be paid in cash, and all that fell due before it.
struct Due {
  Day on;
  Amount amount;
  Amount before;
};

/// What is open of one wage when so much has been paid: the oldest wage is paid first.
Result<Money> open_of(const Money& amount, const Money& before, const Money& paid) {
  const Money reaches = at_least_none(TRY(paid.minus(before)));
  return at_least_none(TRY(amount.minus(reaches)));
}

Result<Amount> open_of(const Due& due, const Amount& paid) {
  const Money low = TRY(open_of(due.amount.low, due.before.low, paid.high));
  const Money high = TRY(open_of(due.amount.high, due.before.high, paid.low));
  return Amount{low, high};
}

Result<std::vector<Due>> dues_of(const LawfulView& view, const Settling& least,
                                 const Settling& most, Currency currency) {
  std::vector<Due> dues;
  Amount before = nothing(currency);
  for (std::size_t i = 0; i < view.wages.size(); ++i) {
    const Amount amount{least.due[i], most.due[i]};
    dues.push_back({view.wages[i].due, amount, before});
    before = TRY(plus(before, amount));
  }
  return dues;
}

/// What was open of one wage from the day after it was due, and after each later payment.
Result<std::vector<Unpaid>> unpaid_of(const Due& due, const PaidBy& paid, Day to) {
  std::vector<Unpaid> unpaid;
  for (Day day = due.on; day < to;) {
    const Amount open = TRY(open_of(due, paid.by(day)));
    if (open.high.minor_units() == 0)
      return unpaid;
    unpaid.push_back({day + 1, open});
    // Interest runs to the day of payment, included.
    const std::optional<Day> next = paid.next_after(day);
    if (!next)
      return unpaid;
    day = *next;
  }
  return unpaid;
}

/// Whether both ends of what is known are one.
bool is_exact(const LawfulView& view) {
  const auto exact = [](const auto& each) { return each.amount.is_exact(); };
  return std::all_of(view.wages.begin(), view.wages.end(),
                     [](const DueWage& wage) { return wage.wages.is_exact(); }) &&
         std::all_of(view.debts.begin(), view.debts.end(), exact) &&
         std::all_of(view.repayments.begin(), view.repayments.end(), exact) &&
         std::all_of(view.ransoms.begin(), view.ransoms.end(), exact);
}

Owed::To direction(const Owed& owed) {
  if (owed.total.high.minor_units() > 0)
    return Owed::To::worker;
  return owed.debt_left.high.minor_units() > 0 ? Owed::To::employer : Owed::To::nobody;
}

/// The day on which compensation stops for a wage that has been paid off: later days add nothing.
Day last_open_day(const Due& due, const std::vector<Unpaid>& unpaid, const PaidBy& paid, Day to) {
  const std::optional<Day> next = paid.next_after(unpaid.back().from - 1);
  return next && *next < to && due.on < *next ? *next : to;
}

Result<std::vector<OverdueWage>> overdue_of(const std::vector<Due>& dues, const PaidBy& paid,
                                            const WageRules& rules, Day to, Warnings& warnings) {
  std::vector<OverdueWage> overdue;
  std::vector<DelayStep> steps;
  for (const Due& due : dues) {
    const std::vector<Unpaid> unpaid = TRY(unpaid_of(due, paid, to));
    if (unpaid.empty())
      continue;
    if (steps.empty())
      steps = TRY(delay_steps(rules, {due.on + 1, to}, warnings));
    overdue.push_back(TRY(delay_of(due.on, unpaid, last_open_day(due, unpaid, paid, to), steps)));
  }
  return overdue;
}

}  // namespace

Result<WageClaim> wage_claim(const LawfulView& view, const WageRules& rules, const Frame& frame,
                             Currency currency, int tax_percent, bool after_tax,
                             Warnings& warnings) {
  const Amount none = nothing(currency);
  WageClaim claim{{Owed::To::nobody, none, none, none, none, none}, {}};
  const auto at = [&](End end) {
    return settled(view, rules, currency, tax_percent, after_tax, end);
  };
  const Settling least = TRY(at(End::least_owed));
  const Settling most = is_exact(view) ? least : TRY(at(End::most_owed));
  const PaidBy paid = TRY(PaidBy::of(view.payments, currency));
  const std::vector<Due> dues = TRY(dues_of(view, least, most, currency));
  Owed& owed = claim.owed;
  for (const Due& due : dues)
    owed.wages = TRY(plus(owed.wages, TRY(open_of(due, paid.by(frame.to)))));
  claim.overdue = TRY(overdue_of(dues, paid, rules, frame.to, warnings));
  for (const OverdueWage& wage : claim.overdue)
    owed.delay_compensation = TRY(plus(owed.delay_compensation, wage.total));
  owed.handed_back = {least.handed_back, most.handed_back};
  owed.debt_left = {most.debt_left, least.debt_left};
  owed.total = TRY(plus(TRY(plus(owed.wages, owed.delay_compensation)), owed.handed_back));
  owed.to = direction(owed);
  return claim;
}

Result<Clearance> lawful_clearance(const LawfulView& view, const WageRules& rules,
                                   const Ledger& ledger, Currency currency, int tax_percent) {
  Clearance clearance;
  if (ledger.opening.high.minor_units() <= 0)
    return clearance;
  clearance.owed_at_all = true;
  const int known = static_cast<int>(ledger.months.size());
  const auto month_of_end = [&](End end) -> Result<std::optional<int>> {
    const Settling at = TRY(settled(view, rules, currency, tax_percent, true, end));
    if (at.cleared_in_month)
      return at.cleared_in_month;
    const std::int64_t step = at.last_deduction.minor_units();
    if (step == 0)
      return std::optional<int>();
    clearance.projected = true;
    const std::int64_t left = at.debt_left.minor_units();
    const std::int64_t more = left / step + (left % step > 0 ? 1 : 0);
    return std::optional<int>(known + static_cast<int>(std::min<std::int64_t>(more, 1'000'000)));
  };
  clearance.earliest = TRY(month_of_end(End::most_owed));
  clearance.latest = TRY(month_of_end(End::least_owed));
  if (!clearance.earliest) {
    const Money none(0, currency);
    clearance.never_because = Never{NeverRule::no_credit, none, none, std::nullopt, none};
  }
  return clearance;
}

}  // namespace manumit::debt
