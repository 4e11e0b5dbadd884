// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "entries.h"
#include "hourly.h"
#include "work_days.h"

namespace manumit::debt {
namespace {

constexpr std::int64_t kMinutesInHour = 60;

/// Goods are charged for every day, work is paid by the days worked.
Interval<int> days_that_count(const Line& line, Days days, const Hours* hours) {
  const int all = length_of(days);
  if (line.kind != Kind::wage)
    return {all, all};
  return days_worked(all, hours == nullptr ? Interval<int>{1, 7} : hours->days_per_week);
}

Result<Times> by_the_hour(const Line& line, Interval<int> days, const Hours* hours) {
  if (hours == nullptr)
    return fail(Error::Kind::refused, "the wage is by the hour and no hours are given for {0}",
                line.where, "give the hours of a day and the days of a week, from least to most",
                {to_iso(line.from)});
  const auto minutes = [](int count, int each) { return static_cast<std::int64_t>(count) * each; };
  return Times{{minutes(days.least, hours->minutes_per_day.least), kMinutesInHour},
               {minutes(days.most, hours->minutes_per_day.most), kMinutesInHour}};
}

}  // namespace

Result<Times> times_in(const Line& line, Days days, Days month, const Account& account) {
  const auto exactly_times = [](std::int64_t count, std::int64_t of) {
    return Times{{count, of}, {count, of}};
  };
  if (line.per == Per::once)
    return exactly_times(1, 1);
  if (line.per == Per::month)
    return exactly_times(length_of(days), length_of(month));
  if (line.per == Per::week)
    return exactly_times(length_of(days), 7);
  const Hours* hours = hours_on(account, days.least);
  const Interval<int> counted = days_that_count(line, days, hours);
  if (line.per == Per::hour)
    return by_the_hour(line, counted, hours);
  return Times{{counted.least, 1}, {counted.most, 1}};
}

}  // namespace manumit::debt
