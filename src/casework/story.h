// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/fold.h"

namespace manumit::casework {

/// One line of the story of a case: what happened, when, and the statements that say so.
struct Moment {
  std::optional<PartialDate> when;  ///< empty: told without a date
  RecordId subject;
  SubjectKind kind = SubjectKind::event;
  std::string title;                    ///< the subject's own words, or empty: use the fact's label
  std::vector<const Told*> statements;  ///< of that subject at that time; the first leads
};

/// The story as a timeline: events, movements, authority steps, payments and every statement that
/// carries a `when`, earliest first, undated last. A wide interval sorts by its first day, then
/// narrower first. Pointers live as long as `of`.
[[nodiscard]] std::vector<Moment> story_by_date(const Case& of);

/// The same, in the order in which it was told.
[[nodiscard]] std::vector<Moment> story_as_told(const Case& of);

}  // namespace manumit::casework
