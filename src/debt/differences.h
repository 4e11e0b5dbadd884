// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "entries.h"

namespace manumit::debt {

/// What each pair of ledgers does not agree about, named. What is nothing is left out; for exact
/// ledgers the amounts of a pair add up to the difference of the closing balances.
[[nodiscard]] Result<std::vector<Difference>> differences(const std::vector<Ledger>& ledgers,
                                                          const Account& account, Reasons& reasons);

}  // namespace manumit::debt
