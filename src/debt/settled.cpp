// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "claim.h"

namespace manumit::debt {
namespace {

/// Walks through the wages in the order in which they fell due, at one end of what is known.
class Settler {
 public:
  Settler(const LawfulView& view, const WageRules& rules, Currency currency, int tax_percent,
          bool after_tax, End end)
      : view_(view),
        rules_(rules),
        tax_percent_(tax_percent),
        caps_after_tax_(rules.cap_base == "after_tax"),
        after_tax_(after_tax),
        end_(end),
        none_(0, currency),
        left_(rules.caps.size(), none_),
        by_percent_(rules.caps.size()) {
    std::iota(by_percent_.begin(), by_percent_.end(), std::size_t{0});
    std::sort(by_percent_.begin(), by_percent_.end(), [&](std::size_t a, std::size_t b) {
      return rules.caps[a].percent < rules.caps[b].percent;
    });
  }

  Result<Settling> settle() {
    Settling settling{{}, none_, none_, std::nullopt, none_};
    settling.due.reserve(view_.wages.size());
    for (const DueWage& wage : view_.wages) {
      TRY(take_in_until(wage.due, settling));
      TRY(settle_one(wage, settling));
    }
    TRY(take_in_until(kLastDay, settling));
    for (const Flow& flow : view_.ransoms)
      settling.handed_back = TRY(settling.handed_back.plus(owed_end(flow.amount)));
    settling.debt_left = TRY(debt_left());
    return settling;
  }

 private:
  /// The end of a wage or of what the worker handed back; debts and payments have the other.
  const Money& owed_end(const Amount& amount) const {
    return end_ == End::most_owed ? amount.high : amount.low;
  }
  const Money& debt_end(const Amount& amount) const {
    return end_ == End::most_owed ? amount.low : amount.high;
  }

  Result<Money> debt_left() const {
    Money sum = none_;
    for (const Money& each : left_)
      sum = TRY(sum.plus(each));
    return sum;
  }

  /// Debts and repayments up to a day, each in its order.
  Result<void> take_in_until(Day day, Settling& settling) {
    for (; debt_ < view_.debts.size() && view_.debts[debt_].on <= day; ++debt_) {
      Money& left = left_[view_.debts[debt_].cap];
      left = TRY(left.plus(debt_end(view_.debts[debt_].amount)));
    }
    for (; repayment_ < view_.repayments.size() && view_.repayments[repayment_].on <= day;
         ++repayment_)
      TRY(repay(owed_end(view_.repayments[repayment_].amount), settling));
    return {};
  }

  Result<void> repay(Money amount, Settling& settling) {
    for (const std::size_t cap : by_percent_)
      amount = TRY(take(cap, amount, amount));
    settling.handed_back = TRY(settling.handed_back.plus(amount));
    return {};
  }

  /// Takes at most so much off one kind of debt; gives back what is left of `from`.
  Result<Money> take(std::size_t cap, Money most, Money from) {
    const std::int64_t taken = std::min(left_[cap].minor_units(), most.minor_units());
    const Money amount(std::max<std::int64_t>(0, taken), none_.currency());
    left_[cap] = TRY(left_[cap].minus(amount));
    return from.minus(amount);
  }

  Result<void> settle_one(const DueWage& wage, Settling& settling) {
    const Money gross = owed_end(wage.wages);
    Money net = gross;
    if (after_tax_ || caps_after_tax_)
      net = TRY(gross.posting({100 - tax_percent_, 100}));
    const Money& base = caps_after_tax_ ? net : gross;
    const Money before = after_tax_ ? net : gross;
    Money open = before;
    for (const std::size_t cap : by_percent_) {
      if (left_[cap].minor_units() == 0)
        continue;
      // All deductions of one payment together stay within the cap of the last of them.
      const Money limit = TRY(base.posting({rules_.caps[cap].percent, 100}));
      const Money taken = TRY(before.minus(open));
      open = TRY(take(cap, TRY(limit.minus(taken)), open));
    }
    settling.last_deduction = TRY(before.minus(open));
    settling.due.push_back(open);
    if (!settling.cleared_in_month && TRY(debt_left()).minor_units() == 0)
      settling.cleared_in_month = wage.month;
    return {};
  }

  const LawfulView& view_;
  const WageRules& rules_;
  int tax_percent_;
  bool caps_after_tax_;
  bool after_tax_;
  End end_;
  Money none_;
  std::vector<Money> left_;
  std::vector<std::size_t> by_percent_;
  std::size_t debt_ = 0;
  std::size_t repayment_ = 0;
};

}  // namespace

Result<Settling> settled(const LawfulView& view, const WageRules& rules, Currency currency,
                         int tax_percent, bool after_tax, End end) {
  return Settler(view, rules, currency, tax_percent, after_tax, end).settle();
}

}  // namespace manumit::debt
