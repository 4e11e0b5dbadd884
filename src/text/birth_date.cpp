// SPDX-License-Identifier: Apache-2.0
#include "text/birth_date.h"

#include <algorithm>
#include <string>

namespace manumit::text {
namespace {

constexpr std::int32_t kTooWide = 30 * 366;
constexpr std::int32_t kMonth = 31;
constexpr std::int32_t kYear = 366;

bool is_exact(const BirthDate& date) {
  return date.written.precision == Precision::day && !date.is_default;
}

CalendarDate date_of(const BirthDate& date) {
  return calendar_date(date.written.first);
}

Day first_of(int year) {
  return day_of({year, 1, 1}).value_or(kFirstDay);
}

bool is_swapped(CalendarDate a, CalendarDate b) {
  return a.year == b.year && a.month == b.day && a.day == b.month;
}

bool differs_by_a_digit(Day a, Day b) {
  const std::string one = to_iso(a);
  const std::string other = to_iso(b);
  int digits = 0;
  for (std::size_t i = 0; i < one.size(); ++i)
    digits += one[i] != other[i];
  return digits == 1;
}

/// How many days lie between two intervals; 0 if they share one.
std::int32_t apart(const Interval<Day>& a, const Interval<Day>& b) {
  return std::max({0, a.least - b.most, b.least - a.most});
}

// Nobody in a list was born before this or after that, unless in another calendar.
constexpr int kEarliestBirth = 1850;
constexpr int kLatestBirth = 2100;

struct InYear {
  int month = 1;
  int day = 1;
};

/// The Solar Hijri year begins at the spring equinox; reckoned from 21 March, a day more or less.
Day from_persian(int year, InYear in) {
  const int months = in.month - 1;
  const int days = months <= 6 ? 31 * months : 186 + 30 * (months - 6);
  const Day new_year = day_of({year + 621, 3, 21}).value_or(kFirstDay);
  return new_year + days + (in.day - 1);
}

/// The arithmetical Islamic calendar, by Reingold and Dershowitz, Calendrical Calculations,
/// "fixed-from-islamic"; what was seen of the moon may be a day or two off.
Day from_islamic(int year, InYear in) {
  constexpr std::int32_t kEpoch = 227015;  // 16 July 622, Julian, in their days.
  constexpr std::int32_t kFirstOf1970 = 719163;
  const std::int32_t days = kEpoch - 1 + (year - 1) * 354 + (3 + 11 * year) / 30 +
                            29 * (in.month - 1) + in.month / 2 + in.day;
  return {days - kFirstOf1970};
}

Day from_buddhist(int year, InYear in) {
  return day_of({year - 543, in.month, std::min(in.day, 28)}).value_or(kFirstDay);
}

/// The days of a date whose year is none of ours, if it is one of another calendar's.
template <typename From>
Interval<Day> converted(const BirthDate& date, From from, std::int32_t slack) {
  const CalendarDate first = calendar_date(date.days().least);
  const CalendarDate last = calendar_date(date.days().most);
  return {from(first.year, InYear{first.month, first.day}) - slack,
          from(last.year, InYear{last.month, last.day}) + slack};
}

bool is_foreign(const BirthDate& date) {
  const int year = calendar_date(date.days().least).year;
  return year < kEarliestBirth || year > kLatestBirth;
}

bool fit_in_other_calendar(const BirthDate& foreign, const BirthDate& ours) {
  // What is a day of a month of another length is one of the next days here.
  constexpr std::int32_t kSlack = 3;
  const Interval<Day> days = ours.days();
  return overlap(converted(foreign, from_persian, kSlack), days) ||
         overlap(converted(foreign, from_islamic, kSlack), days) ||
         overlap(converted(foreign, from_buddhist, kSlack), days);
}

bool says_too_little(const BirthDate& date) {
  const Interval<Day> days = date.days();
  return date.written.precision == Precision::before ||
         date.written.precision == Precision::after || days.most - days.least > kTooWide;
}

}  // namespace

Interval<Day> BirthDate::days() const {
  if (!is_default)
    return written.days();
  const int year = calendar_date(written.first).year;
  return {first_of(year), first_of(year + 1) - 1};
}

BirthDate birth_date(const PartialDate& written) {
  BirthDate date{written};
  const CalendarDate day = calendar_date(written.first);
  date.is_default =
      written.precision == Precision::day && day.day == 1 && (day.month == 1 || day.month == 7);
  return date;
}

std::optional<DateAgreement> date_agreement(const BirthDate& a, const BirthDate& b) {
  if (says_too_little(a) || says_too_little(b))
    return std::nullopt;
  if (is_exact(a) && is_exact(b)) {
    if (a.written.first == b.written.first)
      return DateAgreement::same_day;
    if (is_swapped(date_of(a), date_of(b)))
      return DateAgreement::swapped;
    if (differs_by_a_digit(a.written.first, b.written.first))
      return DateAgreement::one_digit;
  }
  const std::int32_t distance = apart(a.days(), b.days());
  if (distance == 0)
    return DateAgreement::may_coincide;
  if (is_foreign(a) != is_foreign(b) &&
      fit_in_other_calendar(is_foreign(a) ? a : b, is_foreign(a) ? b : a))
    return DateAgreement::other_calendar;
  if (distance <= kMonth)
    return DateAgreement::near;
  return distance <= kYear ? DateAgreement::next_year : DateAgreement::differs;
}

}  // namespace manumit::text
