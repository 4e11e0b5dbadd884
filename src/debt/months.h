// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/day.h"
#include "base/interval.h"
#include "base/money.h"

namespace manumit::debt {

using Days = Interval<Day>;

[[nodiscard]] inline std::int32_t length_of(const Days& days) {
  return days.most - days.least + 1;
}

/// The same date so many months later; the last day of a month that is too short for it.
[[nodiscard]] Day months_later(Day day, int months);

/// The months of an account: each begins on the date on which the account begins. The last one is
/// cut where the account ends.
[[nodiscard]] std::vector<Days> account_months(Days whole);

/// A month of the account as it would be if the account did not end in it.
[[nodiscard]] Days whole_month(const std::vector<Days>& months, std::size_t month);

/// Whether a month of the account was not cut.
[[nodiscard]] bool is_whole(const std::vector<Days>& months, std::size_t month);

/// Which month holds the day. The day must lie in one of them.
[[nodiscard]] std::size_t month_of(const std::vector<Days>& months, Day day);

/// The month of the calendar in which the day lies.
[[nodiscard]] Days calendar_month(Day day);

}  // namespace manumit::debt
