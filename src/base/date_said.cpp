// SPDX-License-Identifier: Apache-2.0
#include "date_said.h"

#include <algorithm>

namespace manumit {
namespace {

// How far "about" reaches. Chosen wide: an interval that is too narrow contradicts a true
// document, one that is too wide only asks for more.
constexpr int kAboutDays = 5;
constexpr int kAboutMonthDays = 31;
constexpr int kAboutYearDays = 366;

tl::unexpected<Error> incomplete() {
  return fail(Error::Kind::bad_input, "a part of the date is missing", {},
              "write it as 2015-03-05, March 2015, spring 2019, before May 2014 or about 2012");
}

Result<Interval<Day>> month_days(int year, int month) {
  const Day first = TRY(day_of({year, month, 1}));
  return Interval<Day>{first, first + (days_in_month(year, month) - 1)};
}

Result<Interval<Day>> months_days(int year, int from, int to) {
  return Interval<Day>{TRY(month_days(year, from)).least, TRY(month_days(year, to)).most};
}

Result<Interval<Day>> winter_days(int begins) {
  const Day first = TRY(day_of({begins, 12, 1}));
  if (begins == 9999)
    return Interval<Day>{first, kLastDay};
  return Interval<Day>{first, TRY(month_days(begins + 1, 2)).most};
}

/// Seasons of the northern half of the earth, as its calendars have them. "Winter 2019" may be
/// the one that begins or the one that ends in 2019, so it is both and is marked ambiguous.
Result<Interval<Day>> season_days(Said& said) {
  const int year = *said.year;
  switch (*said.season) {
    case Season::spring:
      return months_days(year, 3, 5);
    case Season::summer:
      return months_days(year, 6, 8);
    case Season::autumn:
      return months_days(year, 9, 11);
    case Season::winter:
      break;
  }
  if (said.winter_of_two_years)
    return winter_days(year);
  said.ambiguous = true;
  return Interval<Day>{TRY(winter_days(std::max(year - 1, 0))).least, TRY(winter_days(year)).most};
}

/// A third or a half of some whole months, in whole months where they divide.
Interval<Day> part_of(const Interval<Day>& whole, Part part, bool by_months) {
  if (part == Part::whole)
    return whole;
  const bool halves = part == Part::first_half || part == Part::second_half;
  const int parts = halves ? 2 : 3;
  const int which = halves ? (part == Part::first_half ? 0 : 1)
                           : static_cast<int>(part) - static_cast<int>(Part::early);
  if (!by_months) {
    // Tens of days, the last with what is left: 1 to 10, 11 to 20, 21 to the end.
    const int length = halves ? 15 : 10;
    const Day first = whole.least + which * length;
    return {first, which == parts - 1 ? whole.most : first + (length - 1)};
  }
  const CalendarDate from = calendar_date(whole.least);
  const CalendarDate to = calendar_date(whole.most);
  const int months = (to.year - from.year) * 12 + to.month - from.month + 1;
  const auto month_start = [&](int passed) {
    const int month = from.year * 12 + from.month - 1 + passed;
    return day_of({month / 12, month % 12 + 1, 1}).value_or(kLastDay);
  };
  const Day first = month_start(months * which / parts);
  return {first, which == parts - 1 ? whole.most : month_start(months * (which + 1) / parts) - 1};
}

struct Reach {
  Precision precision;
  Interval<Day> days;
  int about;  ///< How far "about" widens it.
  bool by_months;
};

/// The days of what was said, before "early" and "about".
Result<Reach> reach_of(Said& said) {
  if (!said.year)
    return fail(Error::Kind::bad_input, "the date has no year", {},
                "add the year, or say around which year it was");
  const int year = *said.year;
  if (said.season) {
    return Reach{Precision::season, TRY(season_days(said)), kAboutMonthDays, true};
  }
  if (said.decade) {
    const int last = std::min(year + 9, 9999);
    return Reach{Precision::years,
                 {TRY(day_of({year, 1, 1})), TRY(day_of({last, 12, 31}))},
                 kAboutYearDays,
                 true};
  }
  if (!said.month) {
    if (said.day)
      return incomplete();
    return Reach{Precision::year, TRY(months_days(year, 1, 12)), kAboutYearDays, true};
  }
  if (!said.day) {
    return Reach{Precision::month, TRY(month_days(year, *said.month)), kAboutMonthDays, false};
  }
  const Day day = TRY(day_of({year, *said.month, *said.day}));
  return Reach{Precision::day, {day, day}, kAboutDays, false};
}

}  // namespace

Day held(std::int64_t number) {
  return Day{static_cast<std::int32_t>(
      std::clamp<std::int64_t>(number, kFirstDay.number, kLastDay.number))};
}

Result<PartialDate> resolved(Said said) {
  const Reach reach = TRY(reach_of(said));
  if (said.part != Part::whole && reach.precision == Precision::day)
    return incomplete();
  Interval<Day> days = part_of(reach.days, said.part, reach.by_months);
  Precision precision = said.part == Part::whole ? reach.precision : Precision::part_of_year;
  if (said.about) {
    days = {held(days.least.number - reach.about), held(days.most.number + reach.about)};
    precision = Precision::about;
  }
  return PartialDate{days.least, days.most, precision, said.ambiguous};
}

void share_between(Said& from, Said& to) {
  const bool ends_a_month = from.month && !from.day && !to.ordinal;
  if (ends_a_month && to.day && !to.month && !to.year) {
    to.month = to.day;
    to.day.reset();
  }
  if (!from.year)
    from.year = to.year;
  if (!to.year)
    to.year = from.year;
  if (from.day && !from.month)
    from.month = to.month;
  if (to.day && !to.month)
    to.month = from.month;
}

Result<void> complete(Said& said, const DateContext& context) {
  const bool is_bare_day = said.day && !said.month && !said.year;
  if (!is_bare_day)
    return {};
  if (!said.ordinal && !said.about)
    return incomplete();
  if (!context.reference) {
    return fail(Error::Kind::bad_input, "the date has no month", {}, "add the month and the year");
  }
  const CalendarDate reference = calendar_date(*context.reference);
  said.month = reference.month;
  said.year = reference.year;
  return {};
}

}  // namespace manumit
