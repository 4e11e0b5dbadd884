// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "series.h"
#include "shelf.h"
#include "tables.h"

namespace manumit::gap {

/// All measures of the shelf with a number for two years or more, in the order of the definitions,
/// then those that the definitions do not know, by name.
[[nodiscard]] std::vector<Series> make_series(const Shelf& shelf, std::span<const LawDate> laws);

/// The exact interval of a count below a hundred; larger ones have none of their own.
[[nodiscard]] std::optional<Interval<double>> small_count_interval(double value);

}  // namespace manumit::gap
