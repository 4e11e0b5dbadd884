// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "records.h"
#include "settings.h"

namespace manumit::link {

/// Rules by which pairs are found, and rules to learn from.
struct GuessedRules {
  std::vector<RuleSetting> rules;
  std::vector<RuleSetting> training;
};

/// Chooses rules by how many pairs they would find, which is counted for single keys and reckoned
/// for several together: the widest keys that a budget of pairs allows, alone; all others by two
/// and three. Lists of up to two thousand records are compared pair by pair, without rules.
[[nodiscard]] GuessedRules guess_rules(const RecordTable& table, unsigned threads);

}  // namespace manumit::link
