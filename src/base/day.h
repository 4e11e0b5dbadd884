// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manumit {

/// One calendar day, without a clock or a time zone: days since 1970-01-01 in the Gregorian
/// calendar, carried back before its invention as ISO 8601 does (proleptic).
struct Day {
  std::int32_t number = 0;

  friend constexpr auto operator<=>(const Day&, const Day&) = default;
  friend constexpr Day operator+(Day day, std::int32_t days) { return {day.number + days}; }
  friend constexpr Day operator-(Day day, std::int32_t days) { return {day.number - days}; }
  friend constexpr std::int32_t operator-(Day a, Day b) { return a.number - b.number; }
};

/// The first and the last day that the program can hold: 0000-01-01 and 9999-12-31.
inline constexpr Day kFirstDay{-719528};
inline constexpr Day kLastDay{2932896};

/// A day as people write it.
struct CalendarDate {
  int year = 1970;
  int month = 1;  ///< 1 to 12.
  int day = 1;    ///< 1 to 31.
  friend constexpr bool operator==(const CalendarDate&, const CalendarDate&) = default;
};

[[nodiscard]] constexpr bool is_leap_year(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// 28 to 31. The month must be 1 to 12.
[[nodiscard]] int days_in_month(int year, int month);

/// The day with that date. Says which part is wrong: year outside 0 to 9999, month 13,
/// 29 February in a year that has none, 31 April.
[[nodiscard]] Result<Day> day_of(CalendarDate date);

[[nodiscard]] CalendarDate calendar_date(Day day);

/// "2015-03-05".
[[nodiscard]] std::string to_iso(Day day);

/// Reads exactly what `to_iso` writes.
[[nodiscard]] Result<Day> day_from_iso(std::string_view text);

/// The day in Greenwich at that moment (milliseconds since 1970-01-01 UTC), brought inside the
/// days that the program can hold.
[[nodiscard]] Day day_at(std::int64_t milliseconds);

/// Whole years completed on `on` by someone born on `born`; negative if not yet born. A person
/// born on 29 February completes a year on 1 March when there is no 29th.
[[nodiscard]] int whole_years(Day born, Day on);

}  // namespace manumit
