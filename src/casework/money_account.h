// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "casework/fold.h"
#include "debt/account.h"

namespace manumit::casework {

/// What a case holds of one person's money, as the debt engine takes it.
struct MoneyAccount {
  debt::Account account;
  std::string country;  ///< "ru": where the work was, for the wage rules; empty if not recorded
  /// For each of `account.lines`, the statements it was made from (`Told::id`).
  std::vector<std::vector<std::string>> line_statements;
  std::vector<Error> left_out;     ///< what could not go into the reckoning, and what to record
  std::vector<Error> assumptions;  ///< what the reckoning takes for granted
};

/// The works, debts, charges and payments of a case as one account.
///
/// Of several statements about one amount the account takes the whole range, of several about one
/// day the one that says most exactly. Where only a span is known its first day is taken, or the
/// beginning of the work if that lies in it, for an end its last day, and `assumptions` says so. An
/// amount that is not known stays a range to the end (debt/line.h); payments of which nobody was
/// asked are not made up.
///
/// `to` is the day to reckon to; without it, the last day named. Fails with not_found when there
/// is nothing to reckon with. O(statements × subjects of money).
[[nodiscard]] Result<MoneyAccount> account_of(const Case& of, std::optional<Day> to);

}  // namespace manumit::casework
