// SPDX-License-Identifier: Apache-2.0
#include "base/day.h"

#include <algorithm>
#include <chrono>

#include "base/check.h"

namespace manumit {
namespace {

constexpr int kLastYear = 9999;
constexpr std::int64_t kMillisecondsPerDay = 86'400'000;

void append_padded(std::string& out, int number, int digits) {
  int scale = 1;
  for (int i = 1; i < digits; ++i)
    scale *= 10;
  for (; scale > 0; scale /= 10)
    out += static_cast<char>('0' + number / scale % 10);
}

/// The number that `text` is made of, or -1 if anything but digits stands in it.
int all_digits(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9')
      return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

int days_in_month(int year, int month) {
  MANUMIT_CHECK(month >= 1 && month <= 12);
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

Result<Day> day_of(CalendarDate date) {
  const auto [year, month, day] = date;
  if (year < 0 || year > kLastYear) {
    return fail(Error::Kind::bad_input, "the year must lie between 0 and 9999");
  }
  if (month < 1 || month > 12) {
    return fail(Error::Kind::bad_input, "there is no month {0}", {}, "months go from 1 to 12",
                {std::to_string(month)});
  }
  if (month == 2 && day == 29 && !is_leap_year(year)) {
    return fail(Error::Kind::bad_input, "the year {0} has no 29 February", {}, {},
                {std::to_string(year)});
  }
  if (day < 1 || day > days_in_month(year, month)) {
    return fail(Error::Kind::bad_input, "that month has no day {0}", {},
                "days go from 1 to {1} in it",
                {std::to_string(day), std::to_string(days_in_month(year, month))});
  }
  const std::chrono::sys_days days = std::chrono::year{year} /
                                     std::chrono::month{static_cast<unsigned>(month)} /
                                     std::chrono::day{static_cast<unsigned>(day)};
  return Day{static_cast<std::int32_t>(days.time_since_epoch().count())};
}

CalendarDate calendar_date(Day day) {
  MANUMIT_CHECK(day >= kFirstDay && day <= kLastDay);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number}}};
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::string to_iso(Day day) {
  const CalendarDate date = calendar_date(day);
  std::string out;
  append_padded(out, date.year, 4);
  out += '-';
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
  return out;
}

Result<Day> day_from_iso(std::string_view text) {
  const bool has_shape = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const int year = has_shape ? all_digits(text.substr(0, 4)) : -1;
  const int month = has_shape ? all_digits(text.substr(5, 2)) : -1;
  const int day = has_shape ? all_digits(text.substr(8, 2)) : -1;
  if (year < 0 || month < 0 || day < 0) {
    return fail(Error::Kind::bad_input, "this is not a day in the form 2015-03-05");
  }
  return day_of({year, month, day});
}

Day day_at(std::int64_t milliseconds) {
  std::int64_t days = milliseconds / kMillisecondsPerDay;
  if (milliseconds % kMillisecondsPerDay < 0)
    --days;
  days = std::clamp<std::int64_t>(days, kFirstDay.number, kLastDay.number);
  return Day{static_cast<std::int32_t>(days)};
}

int whole_years(Day born, Day on) {
  const CalendarDate birth = calendar_date(born);
  const CalendarDate now = calendar_date(on);
  const bool birthday_to_come =
      now.month < birth.month || (now.month == birth.month && now.day < birth.day);
  return now.year - birth.year - (birthday_to_come ? 1 : 0);
}

}  // namespace manumit
