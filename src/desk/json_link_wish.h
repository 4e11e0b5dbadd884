// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "casework/casebook.h"
#include "casework/link_records.h"
#include "http.h"

namespace manumit::desk {

/// "people" or "organisations", under `kind` of the query.
[[nodiscard]] Result<casework::LinkedKind> kind_asked(const Target& target);

/// Reads {"kind","roles","deduplicated"}.
[[nodiscard]] Result<casework::LinkRecordsWanted> read_link_wish(std::string_view json);

/// What a page wants decided.
struct DecisionsWish {
  std::string run;  ///< The comparison that proposed the pairs, or empty.
  /// As the page says it; whether a word is blind is for the desk to say, not for the page alone.
  std::vector<casework::NewDecision> decisions;
};
/// Reads {"run","pairs":[{"a","b","verdict","reason","by_hand","blind_to_score","blind_to_others",
/// "settles","takes_back"}]}: at least one pair.
[[nodiscard]] Result<DecisionsWish> read_decisions(std::string_view json);

}  // namespace manumit::desk
