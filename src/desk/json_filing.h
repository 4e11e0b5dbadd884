// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

#include "casework/filing.h"
#include "casework/vocabulary.h"

namespace manumit::desk {

/// Reads what a page wants to save: {"subjects","sources","statements","withdrawals"}.
///
/// A page cannot make ids, so it writes "$1", "$2" … where it opens a person, event or source, and
/// the same where a statement speaks of it; "$0" is the case. Dates and amounts come as words and
/// are read here. A fault is named by its JSON path; nothing is guessed. What the answer must be
/// for its fact is checked by casework, not here.
[[nodiscard]] Result<casework::Filing> read_filing(
    std::string_view json, const casework::RecordId& case_id,
    const casework::Vocabulary& vocabulary, const std::function<casework::RecordId()>& new_id);

}  // namespace manumit::desk
