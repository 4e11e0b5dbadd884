// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "answer.h"
#include "settings.h"

namespace manumit::estimate {

/// Lets the summary lead with the sum over the strata, where a method that counts in each of them
/// carries it, and sets the estimate over all of them together beside it: pooled, lists that reach
/// the strata differently can be far off either way (notes, lesson 7). Where there is no such sum,
/// says so. One stratum is the whole, and is left alone. The strata and their sums must be there.
void lead_with_strata(const Settings& settings, Answer& answer);
/// `strata_differ`, where a method's sum and its pooled figure are more than a quarter apart.
void warn_when_strata_differ(const Settings& settings, Answer& answer);

/// What one draw of the linkage brings to the range over all of them.
struct DrawRange {
  std::uint64_t observed = 0;
  std::vector<Method> counted;
};
/// Lets the summary lead with the draws of the linkage combined, and says that what follows is of
/// the first. `answer.linkage` must be there.
void lead_with_linkages(const std::vector<DrawRange>& draws, Answer& answer);

}  // namespace manumit::estimate
