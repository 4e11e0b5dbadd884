// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "block_scorer.h"
#include "comparator.h"
#include "rule_keys.h"
#include "scorer.h"

namespace manumit::link {

// Pairs are counted in so many groups, each of whole blocks: pairs of one block hang together, so
// the groups, not the pairs, are what is resampled.
inline constexpr std::size_t kGroups = 48;

/// Pairs that agree and differ in the same way.
struct Pattern {
  std::array<std::uint8_t, kMostComparisons> level{};  ///< `kNoEvidence` where one is missing.
  double bits = 0;  ///< What the words that agree tell together, to half a bit.
  std::array<std::uint32_t, kGroups> pairs{};
};

/// The pairs that one rule finds, by how they agree.
struct PatternTable {
  std::vector<Pattern> patterns;  ///< In an order that only their levels decide.
  std::uint64_t pairs = 0;
  std::uint64_t all_pairs = 0;  ///< With those that were not looked at.
};

/// Compares the pairs of a rule, at most about `most` of them: whole blocks, chosen by chance that
/// depends on the texts of their keys alone. Blocks of more than `most_in_block` are left out,
/// unless the rule is every pair.
///
/// Comparisons that are not `taught`, those on the columns of the rule itself, are left out of the
/// patterns: that they agree is no news. `blocks` is memory to be used again.
[[nodiscard]] PatternTable patterns_of(const Fields& fields,
                                       const std::vector<Comparator>& comparators,
                                       const RuleKeys& rule, const std::vector<bool>& taught,
                                       std::uint64_t most, std::uint32_t most_in_block,
                                       unsigned threads, Blocks& blocks);

}  // namespace manumit::link
