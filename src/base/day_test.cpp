// SPDX-License-Identifier: Apache-2.0
#include "base/day.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace manumit;

TEST_CASE("day_of: known days have their numbers") {
  CHECK(day_of({1970, 1, 1})->number == 0);
  CHECK(day_of({2000, 3, 1})->number == 11017);  // 30 years of 365, 7 leap days, 60 days of 2000.
  CHECK(day_of({0, 1, 1}).value() == kFirstDay);
  CHECK(day_of({9999, 12, 31}).value() == kLastDay);
}

TEST_CASE("day_of: walks through every day of four centuries without a gap") {
  Day day = day_of({1897, 1, 1}).value();
  const Day last = day_of({2297, 1, 1}).value();
  CHECK(last - day == 146097);  // A Gregorian cycle of 400 years.
  CalendarDate expected{1897, 1, 1};
  for (; day < last; day = day + 1) {
    REQUIRE(calendar_date(day) == expected);
    if (++expected.day > days_in_month(expected.year, expected.month)) {
      expected.day = 1;
      if (++expected.month > 12) {
        expected.month = 1;
        ++expected.year;
      }
    }
  }
}

TEST_CASE("day_of: names what is wrong with a date") {
  CHECK(day_of({2015, 2, 29}).error().what == "the year {0} has no 29 February");
  CHECK(day_of({1900, 2, 29}).error().fills[0] == "1900");
  CHECK(day_of({2000, 2, 29}));
  CHECK(day_of({2015, 0, 1}).error().what == "there is no month {0}");
  CHECK(day_of({2015, 4, 31}).error().what == "that month has no day {0}");
  CHECK(day_of({2015, 4, 0}).error().what == "that month has no day {0}");
  CHECK(day_of({-1, 1, 1}).error().what == "the year must lie between 0 and 9999");
  CHECK_FALSE(day_of({10000, 1, 1}));
}

TEST_CASE("day_from_iso: reads the one form and no other") {
  CHECK(day_from_iso("2015-03-05").value() == day_of({2015, 3, 5}).value());
  CHECK(to_iso(day_of({7, 3, 5}).value()) == "0007-03-05");
  for (const std::string& text : std::vector<std::string>{
           "", "2015-3-05", "2015-03-05 ", "+015-03-05", "2015/03/05", "2015-03-xx"}) {
    CHECK_FALSE(day_from_iso(text));
  }
}

TEST_CASE("day_at: a moment before 1970 belongs to the day that it is in") {
  CHECK(day_at(0).number == 0);
  CHECK(day_at(-1).number == -1);
  CHECK(day_at(86'399'999).number == 0);
  CHECK(day_at(86'400'000).number == 1);
  CHECK(day_at(INT64_MAX) == kLastDay);
  CHECK(day_at(INT64_MIN) == kFirstDay);
}
