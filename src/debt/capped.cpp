// SPDX-License-Identifier: Apache-2.0
#include "capped.h"

#include <algorithm>

namespace manumit::debt {
namespace {

constexpr std::int64_t kMostMonths = 1'000'000;

/// The first exact wage by the month.
std::optional<Money> monthly_wage(const Account& account) {
  for (const Line& line : account.lines) {
    if (line.kind != Kind::wage || line.per != Per::month)
      continue;
    const Said told = told_by(line, Teller::evidenced, account.currency).said;
    if (told.low && told.high && *told.low == *told.high)
      return told.low;
  }
  return std::nullopt;
}

}  // namespace

Result<CappedRepayment> capped_repayment(const Money& debt, const Money& wage, int percent,
                                         int tax_percent, bool after_tax) {
  const Money base = after_tax ? TRY(wage.posting({100 - tax_percent, 100})) : wage;
  const Money monthly = TRY(base.posting({percent, 100}));
  if (monthly.minor_units() <= 0)
    return fail(Error::Kind::refused, "the wage is too small to repay anything from it");
  const std::int64_t months = debt.minor_units() / monthly.minor_units() +
                              (debt.minor_units() % monthly.minor_units() > 0 ? 1 : 0);
  CappedRepayment repayment{.percent = percent,
                            .after_tax = after_tax,
                            .monthly = monthly,
                            .months = static_cast<int>(std::min(months, kMostMonths)),
                            .rows = {}};
  Money left = debt;
  for (int month = 1; month <= std::min(repayment.months, kMostCappedRows); ++month) {
    const Money taken(std::min(left.minor_units(), monthly.minor_units()), debt.currency());
    left = TRY(left.minus(taken));
    const Money paid = TRY(base.minus(taken));
    repayment.rows.push_back({month, taken, paid, left});
  }
  return repayment;
}

Result<std::vector<CappedRepayment>> capped_repayments(const Ledger& claimed,
                                                       const Account& account,
                                                       const WageRules& rules, int tax_percent) {
  std::vector<CappedRepayment> found;
  const std::optional<Money> wage = monthly_wage(account);
  const Money& debt = claimed.opening.low;
  if (!wage || wage->minor_units() < 100 || !claimed.opening.is_exact() || debt.minor_units() <= 0)
    return found;
  for (const Cap& cap : rules.caps) {
    for (const bool after_tax : {false, true})
      found.push_back(TRY(capped_repayment(debt, *wage, cap.percent, tax_percent, after_tax)));
  }
  return found;
}

}  // namespace manumit::debt
