// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "rule_rows.h"

namespace manumit::debt {

/// Days on which neither the rate nor the rule changes.
struct DelayStep {
  Day from;
  Day to;
  std::int64_t percent_hundredths = 0;
  std::int64_t divisor = 300;
};

/// The steps that cover these days without a gap. Refuses a day outside of the tables.
[[nodiscard]] Result<std::vector<DelayStep>> delay_steps(const WageRules& rules, Days days,
                                                         Warnings& warnings);

/// What was unpaid from a day on.
struct Unpaid {
  Day from;
  Amount amount;
};

/// The compensation for one wage: from the day after it was due to the last day, both included, cut
/// wherever the rate, the rule or the unpaid amount may change, each segment rounded once.
/// `unpaid` stands in order, begins on the day after the wage was due, and is not empty.
[[nodiscard]] Result<OverdueWage> delay_of(Day due, const std::vector<Unpaid>& unpaid, Day to,
                                           const std::vector<DelayStep>& steps);

}  // namespace manumit::debt
