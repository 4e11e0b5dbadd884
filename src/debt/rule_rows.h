// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "debt/account.h"
#include "debt/wage_rules.h"
#include "entries.h"

namespace manumit::debt {

/// The row that holds on a day. Refuses a day before the first row or beyond what is known, and
/// says which; warns when the row was not fully checked.
[[nodiscard]] Result<const MinimumStep*> minimum_on(const WageRules& rules, Day day,
                                                    Warnings& warnings);
[[nodiscard]] Result<const DelayRule*> delay_on(const WageRules& rules, Day day,
                                                Warnings& warnings);
[[nodiscard]] Result<const HoursRule*> hours_rule_on(const WageRules& rules, Day day,
                                                     Warnings& warnings);

/// The rate of that kind on a day, and the last day on which it surely stays the same.
struct RateOn {
  const RateStep* step = nullptr;
  Day until;
};
[[nodiscard]] Result<RateOn> rate_on(const WageRules& rules, std::string_view kind, Day day,
                                     Warnings& warnings);

/// The working days of a month of the calendar: of the account's own, else of the rules; nothing if
/// neither knows it.
[[nodiscard]] std::optional<CalendarMonth> norm_of(const Account& account, const WageRules& rules,
                                                   Day day, Warnings& warnings);

/// What is taken from wages for the state on a day, in percent; 0 without a row.
[[nodiscard]] int tax_on(const WageRules& rules, Day day, Warnings& warnings);

/// The minimum wage for a full month on a day: that of the rules or, if higher, the account's own.
[[nodiscard]] Result<Money> minimum_for(const Account& account, const WageRules& rules, Day day,
                                        Warnings& warnings);

}  // namespace manumit::debt
