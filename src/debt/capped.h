// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "rule_rows.h"

namespace manumit::debt {

/// How long a debt takes to repay from a monthly wage within one cap. Neither may be nothing.
[[nodiscard]] Result<CappedRepayment> capped_repayment(const Money& debt, const Money& wage,
                                                       int percent, int tax_percent,
                                                       bool after_tax);

/// The same for every cap of the rules, before and after tax, for the debt that the employer claims
/// at the start and the first monthly wage; none where one of the two is not exact.
[[nodiscard]] Result<std::vector<CappedRepayment>> capped_repayments(const Ledger& claimed,
                                                                     const Account& account,
                                                                     const WageRules& rules,
                                                                     int tax_percent);

}  // namespace manumit::debt
