// SPDX-License-Identifier: Apache-2.0
#include "base/partial_date.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace manumit;

namespace {
PartialDate date(std::string_view words) {
  return parse_partial_date(words).value();
}
}  // namespace

TEST_CASE("age_at: a birth year gives an age between two numbers") {
  // Born in 1998: on 1 June 2015 the 17th birthday may lie behind or ahead.
  const auto age = age_at(date("1998"), date("2015-06-01"));
  REQUIRE(age);
  CHECK(age->least == 16);
  CHECK(age->most == 17);
}

TEST_CASE("age_at: an exact birth on an exact day gives one number") {
  CHECK(age_at(date("1998-06-01"), date("2015-06-01"))->least == 17);
  CHECK(age_at(date("1998-06-02"), date("2015-06-01"))->most == 16);
  CHECK(age_at(date("2000-02-29"), date("2018-02-28"))->most == 17);
  CHECK(age_at(date("2000-02-29"), date("2018-03-01"))->least == 18);
}

TEST_CASE("age_at: a child who may not yet be born is at least 0, one who cannot be is refused") {
  CHECK(age_at(date("2015"), date("2015-06-01"))->least == 0);
  CHECK(age_at(date("2015"), date("2015-06-01"))->most == 0);
  const auto refused = age_at(date("2016"), date("2015-06-01"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::bad_input);
}

TEST_CASE("age_at: born before a year means any age up to the oldest ever") {
  const auto age = age_at(date("before 1990"), date("2015"));
  CHECK(age->least == 25);
  CHECK(age->most == 150);
}

TEST_CASE("born_if_aged: gives back exactly those who have that age") {
  const PartialDate born = born_if_aged(17, date("2015-06-01")).value();
  CHECK(age_at(born, date("2015-06-01")) == Interval<int>{17, 17});
  CHECK(age_at(exactly(born.first - 1), date("2015-06-01"))->least == 18);
  CHECK(age_at(exactly(born.last + 1), date("2015-06-01"))->most == 16);
  CHECK_FALSE(born_if_aged(-1, date("2015")));
  CHECK_FALSE(born_if_aged(151, date("2015")));
}

TEST_CASE("born_if_aged: counts from 29 February as a calendar does") {
  CHECK(to_iso(born_if_aged(1, date("2016-02-29")).value()) == "2014-03-01/2015-02-28~age");
  CHECK(to_iso(born_if_aged(0, date("2016-02-29")).value()) == "2015-03-01/2016-02-29~age");
}

TEST_CASE("partial_date_from_iso: accepts one form of each date and nothing else") {
  for (const std::string& form :
       std::vector<std::string>{"2015-03-05", "2015-03-05?", "2019-03-01/2019-05-31~season",
                                "2013-01-01/2015-12-31~between?", "2015-03-05/2015-03-05~about"}) {
    CAPTURE(form);
    const auto read = partial_date_from_iso(form);
    REQUIRE(read);
    CHECK(to_iso(*read) == form);
  }
  for (const std::string& form : std::vector<std::string>{
           "", "2015", "2015-3-5", "2015-03-05~day", "2015-03-05/2015-03-05~day",
           "2015-03-06/2015-03-05~about", "2015-03-05/2015-03-06", "2015-03-05/2015-03-06~later",
           "2015-03-05/2015-03-06~about??", "2015-02-29", " 2015-03-05",
           "2015-03-05~x/2015-03-06"}) {
    CAPTURE(form);
    CHECK_FALSE(partial_date_from_iso(form));
  }
}

TEST_CASE("time lines: what is known to lie before comes before, doubt is kept") {
  CHECK(surely_before(date("2013"), date("March 2014")));
  CHECK_FALSE(surely_before(date("2014"), date("March 2014")));
  CHECK(may_coincide(date("2014"), date("March 2014")));
  CHECK_FALSE(may_coincide(date("2013"), date("March 2014")));

  std::vector<PartialDate> line = {date("2014"), date("before May 2014"), date("March 2014"),
                                   date("2014-01-01"), date("2013-12-31")};
  std::stable_sort(line.begin(), line.end(), earlier_in_line);
  CHECK(line[0].words == "2013-12-31");
  CHECK(line[1].words == "2014-01-01");
  CHECK(line[2].words == "2014");
  CHECK(line[3].words == "March 2014");
  CHECK(line[4].words == "before May 2014");
}
