// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hourly.h"

namespace manumit::debt {

/// What one wage line earns on some days of one month by law. Hourly wages found on the way are
/// added to `hours`.
struct LawfulWage {
  const Account& account;
  const WageRules& rules;
  Warnings& warnings;
  std::vector<HourlyWage>& hours;

  [[nodiscard]] Result<Amount> of(const Line& line, const Amount& agreed_for_days, Days days,
                                  Days month);

 private:
  [[nodiscard]] Result<Amount> of_piece(const WageLine& wage, const Piece& piece, Days month);
  [[nodiscard]] Result<Amount> without_hours(const WageLine& wage, const Amount& agreed_for_days,
                                             Days days, Days month);
};

}  // namespace manumit::debt
