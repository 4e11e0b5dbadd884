// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/interval.h"
#include "debt/wage_rules.h"
#include "months.h"

namespace manumit::debt {

/// How many of so many days in a row were worked, at so many days a week: thirty days at six days a
/// week hold 25 or 26.
[[nodiscard]] Interval<int> days_worked(int days, Interval<int> per_week);

/// Working days of the calendar.
struct WorkingDays {
  Interval<int> working;
  Interval<int> shorter;  ///< Of these, the eves of holidays.
};

/// How many working days a part of a month can hold. For the whole month it is exactly what the
/// calendar says; for a part, what the weekdays leave open, as the calendar does not say on which
/// days the holidays fall.
[[nodiscard]] WorkingDays working_days_in(Days part, Days month, const CalendarMonth& calendar);

/// What was worked, in hundredths of a minute at the plain hourly wage.
///
/// Days worked fill the working days first; what is beyond them was worked on rest days. Overtime
/// and nights are counted day by day. More hours never count less.
struct Work {
  Interval<int> days;
  Interval<int> minutes_per_day;
  Interval<int> night_minutes_per_day;
};
[[nodiscard]] Interval<std::int64_t> weighted_hundredths(const Work& work,
                                                         const WorkingDays& calendar,
                                                         const HoursRule& rule);

}  // namespace manumit::debt
