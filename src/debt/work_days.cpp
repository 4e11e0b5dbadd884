// SPDX-License-Identifier: Apache-2.0
#include "work_days.h"

#include <algorithm>

namespace manumit::debt {
namespace {

constexpr int kWeek = 7;
constexpr int kThursday = 4;  // 1970-01-01, with Monday as 1.

/// 1 is Monday.
int weekday(Day day) {
  const int since = (day.number + kThursday - 1) % kWeek;
  return (since < 0 ? since + kWeek : since) + 1;
}

int mondays_to_fridays(Days days) {
  int count = 0;
  for (Day day = days.least; day <= days.most; day = day + 1)
    count += weekday(day) <= 5 ? 1 : 0;
  return count;
}

/// Days off among so many, at so many days of work in a week.
Interval<int> days_off(int days, int worked_per_week) {
  const int off = kWeek - worked_per_week;
  const int weeks = days / kWeek * off;
  const int rest = days % kWeek;
  return {weeks + std::max(0, rest - worked_per_week), weeks + std::min(rest, off)};
}

/// One working day of so many minutes, in hundredths.
std::int64_t day_hundredths(int minutes, int norm, const HoursRule& rule) {
  const int overtime = std::max(0, minutes - norm);
  const int first = std::min(overtime, rule.first_overtime_minutes);
  return static_cast<std::int64_t>(minutes - overtime) * 100 +
         static_cast<std::int64_t>(first) * rule.first_overtime_percent +
         static_cast<std::int64_t>(overtime - first) * rule.further_overtime_percent;
}

/// What was worked, all numbers exact.
std::int64_t hundredths(int days, int minutes, int night, int working, int shorter,
                        const HoursRule& rule) {
  const int on_working_days = std::min(days, working);
  const int on_rest_days = days - on_working_days;
  const int on_eves = std::min(on_working_days, shorter);
  const int norm = rule.norm_minutes_per_day;
  return (on_working_days - on_eves) * day_hundredths(minutes, norm, rule) +
         on_eves * day_hundredths(minutes, norm - rule.shorter_by_minutes, rule) +
         static_cast<std::int64_t>(on_rest_days) * minutes * rule.rest_day_percent +
         static_cast<std::int64_t>(days) * std::min(night, minutes) * rule.night_percent;
}

}  // namespace

Interval<int> days_worked(int days, Interval<int> per_week) {
  return {days - days_off(days, per_week.least).most, days - days_off(days, per_week.most).least};
}

WorkingDays working_days_in(Days part, Days month, const CalendarMonth& calendar) {
  if (part == month)
    return {{calendar.working_days, calendar.working_days},
            {calendar.short_days, calendar.short_days}};
  const int holidays = mondays_to_fridays(month) - calendar.working_days;
  const int weekdays = mondays_to_fridays(part);
  const int least = std::max(0, weekdays - std::max(0, holidays));
  const int most = std::min({weekdays + std::max(0, -holidays), calendar.working_days,
                             static_cast<int>(length_of(part))});
  return {{std::min(least, most), most}, {0, std::min(calendar.short_days, most)}};
}

Interval<std::int64_t> weighted_hundredths(const Work& work, const WorkingDays& calendar,
                                           const HoursRule& rule) {
  // A rest day counts at least as much as a working day, and a shorter day has more overtime.
  return {hundredths(work.days.least, work.minutes_per_day.least, work.night_minutes_per_day.least,
                     calendar.working.most, calendar.shorter.least, rule),
          hundredths(work.days.most, work.minutes_per_day.most, work.night_minutes_per_day.most,
                     calendar.working.least, calendar.shorter.most, rule)};
}

}  // namespace manumit::debt
