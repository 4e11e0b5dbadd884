// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "word_lists.h"

namespace manumit::link {

/// Which words stand together more often than chance would put them: "nguyen" and "van", a name
/// and the other half of a double name. Two such words that agree tell less than each by itself.
class WordPairs {
 public:
  [[nodiscard]] static WordPairs of(const WordLists& lists, const Values& values,
                                    const std::vector<std::uint32_t>& counts);

  /// Records of one person have the same words together, which is no tie between the words: so many
  /// are left out of each count. At first `kOwnRecords`.
  void leave_out(double own_records);

  /// By how many bits two words tell less together: log2 of how many times as often as chance
  /// they stand together; 0 if not more often.
  [[nodiscard]] float excess(std::uint32_t a, std::uint32_t b) const;

 private:
  struct Slot {
    std::uint64_t pair = 0;  ///< 0: free.
    std::uint32_t records = 0;
    float by_chance = 0;
    float excess = 0;
  };
  void keep(std::uint64_t pair, std::uint32_t records, float by_chance);

  std::vector<Slot> slots_;  ///< As many as a power of two, at most half of them taken.
};

}  // namespace manumit::link
