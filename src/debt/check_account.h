// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "debt/account.h"
#include "debt/wage_rules.h"
#include "months.h"

namespace manumit::debt {

/// The time that an account covers, once it is known to make sense.
struct Frame {
  std::vector<Days> months;
  std::vector<Days> whole;  ///< The same, as if the account did not end in the last of them.
  Day last;                 ///< Of the last month: the last day that any line names, or earlier.
  Day to;                   ///< What is owed is owed on this day.
};

/// Refuses what cannot be reckoned with and names the line: two currencies, less than nothing, a
/// line before the start, wages that overlap, interest beyond reason.
[[nodiscard]] Result<Frame> checked(const Account& account, const WageRules* rules);

/// The last day on which a line counts.
[[nodiscard]] Day end_of(const Line& line, const Frame& frame);

}  // namespace manumit::debt
