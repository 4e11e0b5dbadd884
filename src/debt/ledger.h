// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "entries.h"

namespace manumit::debt {

/// Interest by a rate, month by month.
struct MonthlyInterest {
  Ratio least;
  Ratio most;
  bool compound = true;
  bool by_rate = false;  ///< No interest at all otherwise.
};

/// What a rate by the day, the week or the year is in an average month (365/12 days).
[[nodiscard]] MonthlyInterest monthly(const std::optional<Interest>& interest);

/// The interest of a month that opens with this balance; nothing where nothing is owed. `debts` is
/// what the account opened with.
[[nodiscard]] Result<Amount> interest_on(const MonthlyInterest& interest, const Amount& balance,
                                         const Amount& debts);

/// Posts entries that stand in order and carries the balance: a month's interest on the balance
/// with which it opens, then charges, then what was paid, then what was earned.
[[nodiscard]] Result<Ledger> posted(Teller teller, const std::vector<Entry>& entries,
                                    const MonthlyInterest& interest, const Account& account,
                                    const Frame& frame);

}  // namespace manumit::debt
