// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "spelling_counts.h"

namespace manumit::learn {

/// Every context of the pairs, from the general to the particular, with how the table calls it.
struct NamedContexts {
  struct Named {
    std::string name;  ///< "л", "ла", "^ла", "{si}"
    std::uint64_t key = 0;
    text::SpellingContext chain;  ///< The levels that lead to it, itself the last.
    std::size_t level = 0;
  };
  std::vector<Named> contexts;  ///< The general ones first, then by name.
};
[[nodiscard]] NamedContexts named_contexts(const std::vector<Pair>& pairs);

struct Pruning {
  double least_times = 8;  ///< A particular context seen less often is left out …
  double least_gain = 12;  ///< … and one that saves fewer bits on what it was learned from.
  double least_chance = 0.002;
};

/// The lines of a table (docs/formats/spelling-table.md), without its heading.
[[nodiscard]] std::string written_rows(const NamedContexts& contexts, const SpellingCounts& counts,
                                       const Pruning& pruning);

}  // namespace manumit::learn
