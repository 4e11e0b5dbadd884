// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "casework/all_authorities.h"
#include "gap/tables.h"

namespace manumit::casework {

/// The steps of all cases as the gap takes them (docs/formats/claims.md), so that nobody is shown:
/// an office and never a person, no number of a case or a paper, no words of a complaint; in the
/// order of their days, those of no day last, so that no order of cases shows either. An office's
/// own name as somebody wrote it stands there: it may itself say too much, and is to be read before
/// it leaves.
///
/// A step that is two things is two rows, as `refusals_in` counts it: an opening that was decided
/// on the paper of the complaint, say. What the gap has no word for keeps the vocabulary's.
[[nodiscard]] std::vector<gap::Step> gap_steps(const AllAuthorities& all);

}  // namespace manumit::casework
