// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comparator.h"
#include "fields.h"

namespace manumit::link {

/// How often chance makes values agree.
struct Chance {
  std::vector<double> u;            ///< By level; they add up to 1.
  std::vector<std::uint64_t> seen;  ///< Random pairs that were seen with each level.
  std::uint64_t drawn = 0;          ///< Random pairs in all; 0: none was needed.
  NearBits near;                    ///< What words tell that nearly agree.
};

/// Of each comparator: equal values exactly, from how many records have each; other levels by
/// drawing pairs of records, until each level was seen a hundred times or `most` pairs were drawn.
///
/// Whoever draws two records draws now and then one person twice: what `matches` pairs in all and
/// the levels of one person's pairs, `m`, add is taken off. The draw depends on the seed and on the
/// values, not on the order of the records or the number of threads.
[[nodiscard]] std::vector<Chance> chance_of(const Fields& fields,
                                            std::span<const Comparator> comparators,
                                            std::uint64_t seed, std::uint64_t most,
                                            unsigned threads);

/// The same, with what pairs of one person add taken off: they are `share` of all pairs, and have
/// the levels as `m` says.
[[nodiscard]] std::vector<double> without_matches(const Chance& chance, double share,
                                                  const std::vector<double>& m);

}  // namespace manumit::link
