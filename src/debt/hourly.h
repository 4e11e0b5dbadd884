// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "rule_rows.h"
#include "work_days.h"

namespace manumit::debt {

/// The statement of hours that covers a day, if one does.
[[nodiscard]] const Hours* hours_on(const Account& account, Day day);

/// Days of one wage line, all in one month of the calendar and under one statement of hours or
/// none.
struct Piece {
  Days days;
  const Hours* hours = nullptr;
};
[[nodiscard]] std::vector<Piece> pieces_of(const Account& account, Days days);

/// What is paid in that time, and what for.
struct WageLine {
  const Line& line;
  Amount agreed;  ///< As the evidence says, for each of its periods.
};

/// The wage by the hour on these days: promised, least lawful, due with overtime, nights and rest
/// days. What was paid is not known here and is nothing. Empty when neither the rules nor the
/// account know the working days of the month and no hours are in evidence; with hours it is
/// refused.
[[nodiscard]] Result<std::optional<HourlyWage>> hourly_wage(const Account& account,
                                                            const WageRules& rules,
                                                            const WageLine& wage,
                                                            const Piece& piece, Warnings& warnings);

/// Fills in what was paid on the days of each, and what follows from it.
[[nodiscard]] Result<void> set_paid(std::vector<HourlyWage>& hours,
                                    const std::vector<Entry>& payments);

}  // namespace manumit::debt
