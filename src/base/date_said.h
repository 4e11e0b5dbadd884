// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "base/partial_date.h"
#include "date_words.h"

namespace manumit {

enum class Part : std::uint8_t { whole, early, middle, late, first_half, second_half };

/// What was said of one date, before anything is filled in.
struct Said {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<Season> season;
  bool winter_of_two_years = false;  ///< "winter 2018/2019": no doubt which.
  bool decade = false;
  bool ordinal = false;  ///< "the 5th": surely a day.
  bool about = false;
  bool ambiguous = false;
  Part part = Part::whole;
};

/// The days that were meant. The year must have been said, and the month if a day was.
[[nodiscard]] Result<PartialDate> resolved(Said said);

/// What the first of two dates leaves unsaid is said with the second, and a bare number at the
/// end of a range is what the first date ended with: "2010-06/07", "5-10 March 2015".
void share_between(Said& from, Said& to);

/// A bare "5th" belongs to the month of the reference day.
[[nodiscard]] Result<void> complete(Said& said, const DateContext& context);

/// The nearest day that the program can hold.
[[nodiscard]] Day held(std::int64_t number);

}  // namespace manumit
