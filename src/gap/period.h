// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/interval.h"
#include "base/result.h"

namespace manumit::gap {

/// The time that a figure speaks of, as it was written and as days.
struct Period {
  std::string words;  ///< "2019", "2016-2020", "15 years"; empty: not recorded
  std::optional<Interval<Day>> days;
  double years = 0;  ///< how long, in years; 0: not known
};

/// Reads "2019", "2019-05", "2019-05-31", two of these with a slash between ("2016/2020"),
/// "2016-2020" and a mere length, "15 years". Nothing written is a period that is not recorded.
/// Anything else is refused, and so is an end before its beginning.
[[nodiscard]] Result<Period> read_period(std::string_view words, const std::string& where);

/// From a first to a last day, or "2019" where that is a whole year.
[[nodiscard]] std::string in_words(const Interval<Day>& days);

/// The year in which the period ends; 0 when nobody recorded it.
[[nodiscard]] int last_year(const Period& period);

}  // namespace manumit::gap
