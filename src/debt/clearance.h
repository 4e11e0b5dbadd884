// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ledger.h"

namespace manumit::debt {

/// When the debt of a ledger ends. Where its months do not show it, the last whole month is taken
/// to go on, and whether it ends at all is decided by what a month leaves against the interest:
///
///   compound  interest is never less than that of the first such month while the debt does not
///             shrink, so a credit up to the first interest never ends it; a greater one shrinks
///             the debt by at least one minor unit a month, and the interest with it;
///   simple    the interest is the same every month, so the same holds against that;
///   none      any credit above nothing ends it, no other does.
///
/// All three hold with every posting rounded, as rounding keeps order.
[[nodiscard]] Result<Clearance> clearance_of(const Ledger& ledger, const MonthlyInterest& interest,
                                             const Frame& frame);

}  // namespace manumit::debt
