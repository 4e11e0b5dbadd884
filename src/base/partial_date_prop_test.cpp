// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <chrono>

#include "base/partial_date.h"

using namespace manumit;

namespace {

rc::Gen<Day> day() {
  return rc::gen::map(rc::gen::inRange(kFirstDay.number, kLastDay.number + 1),
                      [](int number) { return Day{number}; });
}

PartialDate any_date() {
  const Day a = *day();
  const Day b = *day();
  const auto precision = *rc::gen::inRange(0, static_cast<int>(Precision::age) + 1);
  return {.first = std::min(a, b),
          .last = std::max(a, b),
          .precision = static_cast<Precision>(precision),
          .ambiguous = *rc::gen::arbitrary<bool>()};
}

}  // namespace

TEST_CASE("PartialDate: the stored form comes back exactly") {
  CHECK(rc::check([] {
    const PartialDate date = any_date();
    const auto read = partial_date_from_iso(to_iso(date));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == date);
  }));
}

TEST_CASE("Day: agrees with the calendar of the C++ library") {
  CHECK(rc::check([] {
    const Day any = *day();
    const CalendarDate date = calendar_date(any);
    const std::chrono::sys_days theirs = std::chrono::year{date.year} /
                                         std::chrono::month{static_cast<unsigned>(date.month)} /
                                         std::chrono::day{static_cast<unsigned>(date.day)};
    RC_ASSERT(theirs.time_since_epoch().count() == any.number);
    RC_ASSERT(day_of(date).value() == any);
    RC_ASSERT(day_from_iso(to_iso(any)).value() == any);
  }));
}

TEST_CASE("parse_partial_date: an interval is never empty and keeps its words") {
  CHECK(rc::check([] {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "about", "5", "31", "March", "весной", "2015", "2016", "0000", "9999", "-", "/", ".",
        "before", "после", "between", "and", "с", "по", "early", "winter", "aged", "17", "5th",
        "1990s", "02", "first", "half", "until", "мая", "12", "999999999999"));
    std::string text;
    for (const std::string& word : words)
      text += word + *rc::gen::element<std::string>(" ", "");
    const auto date = parse_partial_date(text, {.reference = Day{16500}});
    if (!date)
      return;
    RC_ASSERT(date->first <= date->last);
    RC_ASSERT(date->first >= kFirstDay);
    RC_ASSERT(date->last <= kLastDay);
    RC_ASSERT(date->words == text);
  }));
}

TEST_CASE("parse_partial_date: every day that is written out is read back as that day") {
  CHECK(rc::check([] {
    const Day any = *day();
    const CalendarDate date = calendar_date(any);
    const std::string iso = to_iso(any);
    const std::string points = iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4);
    RC_ASSERT(parse_partial_date(iso).value().first == any);
    RC_ASSERT(parse_partial_date(points).value().first == any);
    const std::string slashes = iso.substr(5, 2) + "/" + iso.substr(8, 2) + "/" + iso.substr(0, 4);
    const auto american = parse_partial_date(slashes, {.order = DayOrder::month_first}).value();
    RC_ASSERT(american.first == any);
    RC_ASSERT(american.ambiguous == (date.day <= 12 && date.day != date.month));
  }));
}

TEST_CASE("born_if_aged: everybody in the interval has that age on some day, nobody else has") {
  CHECK(rc::check([] {
    const Day on =
        *rc::gen::map(rc::gen::inRange(0, 40000), [](int number) { return Day{number}; });
    const int years = *rc::gen::inRange(0, 120);
    const PartialDate born = born_if_aged(years, exactly(on)).value();
    RC_ASSERT(whole_years(born.first, on) == years);
    RC_ASSERT(whole_years(born.last, on) == years);
    RC_ASSERT(whole_years(born.first - 1, on) == years + 1);
    RC_ASSERT(whole_years(born.last + 1, on) == years - 1);
  }));
}

TEST_CASE("earlier_in_line: is a strict order") {
  CHECK(rc::check([] {
    const PartialDate a = any_date();
    const PartialDate b = any_date();
    RC_ASSERT(!earlier_in_line(a, a));
    RC_ASSERT(!(earlier_in_line(a, b) && earlier_in_line(b, a)));
  }));
}
