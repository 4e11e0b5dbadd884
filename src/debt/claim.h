// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check_account.h"
#include "lawful.h"

namespace manumit::debt {

/// How the lawful debts were paid off by deductions within the caps, at one end of what is known.
struct Settling {
  std::vector<Money> due;  ///< Wages to be paid in cash, beside LawfulView::wages.
  Money debt_left;
  Money handed_back;                    ///< By the worker without a lawful debt.
  std::optional<int> cleared_in_month;  ///< When the debts of the opening were paid off.
  Money last_deduction;                 ///< Of the last wage: what a further month would take.
};

/// One end of what is known: the end at which the worker is owed least, or most.
enum class End : std::uint8_t { least_owed, most_owed };

/// Takes lawful debts out of each wage, within the caps. `keep_percent` is what is left of a wage
/// before it is owed: 100, or 87 after a tax of 13 %.
[[nodiscard]] Result<Settling> settled(const LawfulView& view, const WageRules& rules,
                                       Currency currency, int tax_percent, bool after_tax, End end);

/// What is owed to the worker on the last day, with the compensation for delay.
[[nodiscard]] Result<WageClaim> wage_claim(const LawfulView& view, const WageRules& rules,
                                           const Frame& frame, Currency currency, int tax_percent,
                                           bool after_tax, Warnings& warnings);

/// When the deductions that the law allows have paid off the debts of the opening.
[[nodiscard]] Result<Clearance> lawful_clearance(const LawfulView& view, const WageRules& rules,
                                                 const Ledger& ledger, Currency currency,
                                                 int tax_percent);

}  // namespace manumit::debt
