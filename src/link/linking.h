// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "compare_all.h"
#include "link.h"

namespace manumit::link {

/// Who scores the pairs of a linking, once its weights are known: this process, or shards that have
/// done so before. Engine and scorer outlive what is made of them.
using MakeScoring = std::function<ScoreRule(const Engine& engine, const Scorer& scorer)>;

/// As `link`, whoever scores.
[[nodiscard]] Result<Linkage> link_with(const RecordTable& table, const Settings& settings,
                                        const LinkOptions& options, const MakeScoring& scoring);

/// The evidence from which pairs count, for the prior and the rules, when those from a weight of
/// `at_least` on can link. A prior that is a guess may end up a few bits higher.
[[nodiscard]] double counted_from(double at_least, double prior_bits, bool prior_is_guess);

}  // namespace manumit::link
