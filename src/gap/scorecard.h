// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/interval.h"
#include "gap/definitions.h"
#include "gap/measure.h"

namespace manumit::gap {

/// One indicator as it stands between its two ends: 1 at the best, 0 at the worst.
struct Scored {
  std::string id;
  std::optional<double> value;  ///< as the measure has it
  std::optional<double> score;  ///< nothing when the measure cannot be computed
  double weight = 1;
  double best = 1;
  double worst = 0;
};

/// The indicators of one country and what they come to together, if there are enough of them.
struct Scorecard {
  std::string place;
  std::vector<Scored> indicators;
  std::size_t known = 0;
  std::size_t needed = 5;
  /// The weighted mean of those known; nothing when they are too few.
  std::optional<double> composite;
  /// The least and the largest that it becomes when each weight is halved, kept or doubled.
  std::optional<Interval<double>> under_weights;
  std::optional<Interval<std::size_t>> rank;  ///< among the countries that were asked for
};

/// Notes 4.3: a composite needs five of seven indicators, G2 standing for G2 and G3, and the law
/// beside it. Every combination of halved, kept and doubled weights is reckoned, so the range is
/// exact for these. 3^indicators steps; at most ten indicators are weighed.
[[nodiscard]] Scorecard make_scorecard(std::string place, std::span<const GapMeasure> measures,
                                       const Definitions& definitions);

/// The best and the worst place that each country takes over all those weights, 1 being the best.
/// Countries without a composite have none. Two countries with different gaps are ranked by what
/// each has.
void rank_scorecards(std::span<Scorecard> cards);

}  // namespace manumit::gap
