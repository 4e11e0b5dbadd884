// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "base/partial_date.h"

namespace manumit::text {

/// A date of birth as it can be compared with another list's.
struct BirthDate {
  PartialDate written;
  /// 1 January or 1 July: what clerks put down when only the year is known. Counts as its year.
  bool is_default = false;
  /// The days that it can be: of a default date its whole year.
  [[nodiscard]] Interval<Day> days() const;
};

[[nodiscard]] BirthDate birth_date(const PartialDate& written);

/// How two dates of birth stand to each other, the best first. For each a list has its own share
/// among pairs that are the same and among strangers, to be learned from it.
enum class DateAgreement : std::uint8_t {
  same_day,
  swapped,         ///< Day and month exchanged: 2001-03-04, 2001-04-03.
  one_digit,       ///< One digit of the eight is another one.
  may_coincide,    ///< At least one is not exact, and a day fits both.
  other_calendar,  ///< One is in the Persian, Islamic or Buddhist calendar: 1365, 1986.
  near,            ///< At most 31 days apart.
  next_year,       ///< At most 366 days apart: an age that was rounded.
  differs,
};

/// Nothing where one says too little to be compared: "before 2010", or more than 30 years wide.
[[nodiscard]] std::optional<DateAgreement> date_agreement(const BirthDate& a, const BirthDate& b);

}  // namespace manumit::text
