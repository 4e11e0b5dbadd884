// SPDX-License-Identifier: Apache-2.0
#include "months.h"

#include <algorithm>

#include "base/check.h"

namespace manumit::debt {
namespace {

constexpr int kMonthsInYear = 12;

/// A day that is known to be on the calendar.
Day sure(int year, int month, int day) {
  const Result<Day> found = day_of({.year = year, .month = month, .day = day});
  MANUMIT_CHECK(found.has_value());
  return *found;
}

}  // namespace

Day months_later(Day day, int months) {
  const CalendarDate date = calendar_date(day);
  const int count = date.year * kMonthsInYear + date.month - 1 + months;
  const int year = count / kMonthsInYear;
  const int month = count % kMonthsInYear + 1;
  if (year > 9999)
    return kLastDay;
  return sure(year, month, std::min(date.day, days_in_month(year, month)));
}

std::vector<Days> account_months(Days whole) {
  std::vector<Days> months;
  Day begin = whole.least;
  while (begin <= whole.most) {
    const Day next = months_later(whole.least, static_cast<int>(months.size()) + 1);
    const Day last = next > begin ? next - 1 : begin;
    months.push_back({begin, std::min(last, whole.most)});
    begin = last + 1;
  }
  return months;
}

Days whole_month(const std::vector<Days>& months, std::size_t month) {
  const Day next = months_later(months.front().least, static_cast<int>(month) + 1);
  return {months[month].least, std::max(next - 1, months[month].most)};
}

bool is_whole(const std::vector<Days>& months, std::size_t month) {
  return months[month] == whole_month(months, month);
}

std::size_t month_of(const std::vector<Days>& months, Day day) {
  const auto after =
      std::upper_bound(months.begin(), months.end(), day,
                       [](Day wanted, const Days& month) { return wanted < month.least; });
  MANUMIT_CHECK(after != months.begin());
  return static_cast<std::size_t>(after - months.begin()) - 1;
}

Days calendar_month(Day day) {
  const CalendarDate date = calendar_date(day);
  return {sure(date.year, date.month, 1),
          sure(date.year, date.month, days_in_month(date.year, date.month))};
}

}  // namespace manumit::debt
