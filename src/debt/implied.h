// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "check_account.h"
#include "debt/reckoning.h"

namespace manumit::debt {

/// What must have been deducted between the start and the day on which the worker was told what was
/// still owed; nothing where the claimed ledger explains it. Deductions that nobody knows are not
/// in the ledger's low end, so they are what is found here.
[[nodiscard]] Result<std::optional<Implied>> implied_by(const Told& told, std::size_t index,
                                                        const Ledger& claimed, const Frame& frame);

}  // namespace manumit::debt
