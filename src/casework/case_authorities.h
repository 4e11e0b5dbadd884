// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "casework/all_authorities.h"
#include "casework/link_fold.h"

namespace manumit::casework {

/// One authority, official or place of work as one case has it.
struct FoundInCase {
  RecordId record;  ///< all zero: words alone
  std::string words;
  std::string role;
  bool is_sealed = false;
  RefusalCounts counts;  ///< of their own steps; a place of work has none
};

/// What one case tells of authorities.
struct CaseAuthorities {
  StepsOfCase steps;
  std::vector<FoundInCase> authorities, officials, premises;
};

/// O(statements + steps²).
[[nodiscard]] CaseAuthorities authorities_in(const Case& of, std::string number, Day today);

/// A find with the place of its case.
using FoundAt = std::pair<std::size_t, FoundInCase>;

/// Puts together what the cases have, in the order of the cases: the same record, or linked ones,
/// are one. In no order that means anything.
[[nodiscard]] std::vector<InCases> joined_by(const Links& links, const std::vector<FoundAt>& found);

/// In most cases first, then with most refusals, then by the first case.
void put_most_first(std::vector<InCases>& all);

}  // namespace manumit::casework
