// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "gap/definitions.h"
#include "gap/figure.h"

namespace manumit::gap {

/// Why one of several figures for the same thing is preferred.
enum class Rule : std::uint8_t {
  none,         ///< nothing decides: all stand
  source_kind,  ///< what kind of source it has
  vintage,      ///< the later edition, or a revision
  confidence,   ///< how the number was come by
};
[[nodiscard]] std::string_view name_of(Rule rule);

/// Figures for the same measure, place, period, unit and population that do not say the same.
/// Places in `FigureTable::figures`.
struct Conflict {
  std::vector<std::size_t> figures;
  std::optional<std::size_t> preferred;
  Rule rule = Rule::none;
  double apart = 0;  ///< (largest − smallest) / largest
};

/// All conflicts, in the order of their first figure. Figures that say that nothing was published
/// and figures with ratings conflict with none. O(n log n).
[[nodiscard]] std::vector<Conflict> find_conflicts(const FigureTable& table,
                                                   const Definitions& definitions);

}  // namespace manumit::gap
