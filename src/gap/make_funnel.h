// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "funnel.h"
#include "shelf.h"

namespace manumit::gap {

/// The funnel of a year, or of the year that has most stages and of those the latest. `labour`
/// takes the figures for labour trafficking alone, where they are given apart.
[[nodiscard]] Funnel make_funnel(const Shelf& shelf, std::optional<int> year, bool labour);

/// The years in which at least one stage after the estimate has a figure, the earliest first.
[[nodiscard]] std::vector<int> funnel_years(const Shelf& shelf);

/// An estimate that is nearest in time: overlapping, or else the fewest days away.
struct NearEstimate {
  Sum sum;
  int days_apart = 0;
};
[[nodiscard]] std::optional<NearEstimate> estimate_near(const Shelf& shelf,
                                                        const Interval<Day>& days);

/// The range without a number that is nearest in time, if there is one: it stands before estimates
/// with a number, as somebody reckoned it from lists of their own.
struct NearRange {
  std::size_t figure = 0;
  int days_apart = 0;
};
[[nodiscard]] std::optional<NearRange> range_near(const Shelf& shelf, const Interval<Day>& days);

/// How many are estimated for each one, with the range that the two counts leave.
struct ForEach {
  double value = 0;
  std::optional<Interval<double>> interval;
};
[[nodiscard]] std::optional<ForEach> for_each(const Sum& estimate, const Sum& count);

}  // namespace manumit::gap
