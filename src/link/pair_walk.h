// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "blocks.h"
#include "rule_keys.h"

namespace manumit::link {

/// Which pairs of a block belong to a rule: not those that an earlier rule finds, nor those that
/// meet in another block of this one first, nor two records of a list on which nobody stands twice.
/// So each pair is met once, and no pair needs to be stored to know that.
class PairFilter {
 public:
  /// `rules[which]` is the rule; its blocks that are too large, and those of the rules before it,
  /// are named by then. All must outlive the filter.
  PairFilter(const Fields& fields, std::span<const RuleKeys> rules, std::size_t which);

  /// Before the rows of a block.
  void begin(std::span<const Keyed> block);
  /// Sets `known[j]`, for j > row, to 0 where the pair of records `row` and j of the block belongs
  /// to the rule and to 1 where it does not. Gives how many belong.
  std::uint64_t mark(std::size_t row, std::vector<std::uint8_t>& known);
  /// The same for a single pair of a block with this key, without `begin`.
  [[nodiscard]] bool belongs(std::uint64_t key, const RecordRow& a, const RecordRow& b) const;

 private:
  [[nodiscard]] bool found_by_lists_of_keys(std::uint64_t key, const RecordRow& a,
                                            const RecordRow& b) const;
  [[nodiscard]] bool on_same_strict_list(std::size_t a, std::size_t b) const;

  const Fields& fields_;
  std::span<const RuleKeys> earlier_;
  const RuleKeys& rule_;
  bool has_strict_lists_ = false;   ///< Some list is deduplicated.
  bool has_lists_of_keys_ = false;  ///< Some rule has many keys.
  std::span<const Keyed> block_;
  std::vector<std::vector<std::uint64_t>> keys_;  ///< By earlier rule of single keys, of the block.
  std::vector<std::uint32_t> lists_;
};

}  // namespace manumit::link
