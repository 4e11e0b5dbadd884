// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/surroundings.h"
#include "block_scorer.h"
#include "blocks.h"
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

/// The pairs of one rule's blocks that no earlier rule finds and that reach the floor, in any
/// order.
using ScoreRule =
    std::function<Result<ScoredPairs>(std::size_t rule, const Blocks& blocks, double floor)>;

/// Which part of the work: number `number`, from 0, of so many.
struct WorkPart {
  std::uint32_t number = 0;
  std::uint32_t of = 1;
};

/// Scores the pairs as they are met, in this process. All must outlive it.
[[nodiscard]] ScoreRule scoring(const Engine& engine, const Scorer& scorer,
                                const Settings& settings, const Progress& progress,
                                WorkPart part = {});

/// Walks the blocks of each rule. Blocks of more than `most_in_block` are passed over, and named in
/// the rule that they belong to.
[[nodiscard]] Result<Compared> compare_all(Engine& engine, const Settings& settings, double floor,
                                           const ScoreRule& score);

/// How many pairs rules find that are not scored: those for the prior. Those of blocks that are
/// passed over are in it, once for each rule. `blocks` is memory to be used again.
[[nodiscard]] std::uint64_t count_pairs(const Fields& fields, std::vector<RuleKeys>& rules,
                                        std::uint32_t most_in_block, unsigned threads,
                                        Blocks& blocks);

}  // namespace manumit::link
