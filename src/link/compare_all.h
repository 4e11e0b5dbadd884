// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/surroundings.h"
#include "block_scorer.h"
#include "engine.h"
#include "linkage.h"

namespace manumit::link {

/// All pairs that the rules find and that reach the floor of evidence.
struct Compared {
  std::vector<Edge> edges;
  EvidenceCounts counts;
  std::vector<RuleFound> rules;
  std::vector<EvidenceCounts> counts_by_rule;
  std::uint64_t pairs = 0;
};

/// Walks the blocks of each rule and scores their pairs as they are met. Blocks of more than
/// `most_in_block` are passed over, and named in the rule that they belong to.
[[nodiscard]] Result<Compared> compare_all(Engine& engine, const Scorer& scorer,
                                           const Settings& settings, double floor,
                                           const Progress& progress);

/// How many pairs rules find that are not scored: those for the prior. Those of blocks that are
/// passed over are in it, once for each rule.
[[nodiscard]] std::uint64_t count_pairs(const Fields& fields, std::vector<RuleKeys>& rules,
                                        std::uint32_t most_in_block, unsigned threads);

}  // namespace manumit::link
