// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/partial_date.h"

using namespace manumit;

namespace {

/// The stored form of what the words mean, or "refused: " and why.
std::string read(std::string_view words, const DateContext& context = {}) {
  const auto date = parse_partial_date(words, context);
  if (!date)
    return "refused: " + date.error().what;
  CHECK(date->words == words);
  return to_iso(*date);
}

DateContext on_day(int year, int month, int day) {
  return {.reference = day_of({year, month, day}).value()};
}

}  // namespace

TEST_CASE("parse_partial_date: an exact day in figures and words, English and Russian") {
  for (const std::string& words : std::vector<std::string>{
           "2015-03-05", "05.03.2015", "5.3.2015", "5 March 2015", "March 5, 2015",
           "5th of March, 2015", "on 5 March 2015", "5 марта 2015", "5 марта 2015 г.",
           "5-го марта 2015 года", "5 мар. 2015", "2015 March 5", "5 MARCH 2015", "5 МАРТА 2015",
           "2015/03/05", "5\u00A0March\u00A02015"}) {
    CAPTURE(words);
    CHECK(read(words) == "2015-03-05");
  }
}

TEST_CASE("parse_partial_date: a month, a season, a year") {
  CHECK(read("March 2015") == "2015-03-01/2015-03-31~month");
  CHECK(read("2015-03") == "2015-03-01/2015-03-31~month");
  CHECK(read("03.2015") == "2015-03-01/2015-03-31~month");
  CHECK(read("март 2015") == "2015-03-01/2015-03-31~month");
  CHECK(read("в марте 2015 года") == "2015-03-01/2015-03-31~month");
  CHECK(read("spring 2019") == "2019-03-01/2019-05-31~season");
  CHECK(read("весна 2019") == "2019-03-01/2019-05-31~season");
  CHECK(read("весной 2019") == "2019-03-01/2019-05-31~season");
  CHECK(read("in the summer of 2010") == "2010-06-01/2010-08-31~season");
  CHECK(read("2015") == "2015-01-01/2015-12-31~year");
  CHECK(read("в 2015 году") == "2015-01-01/2015-12-31~year");
  CHECK(read("2016-02") == "2016-02-01/2016-02-29~month");
}

TEST_CASE("parse_partial_date: a winter named by one year may be either of two") {
  CHECK(read("winter 2019") == "2018-12-01/2020-02-29~season?");
  CHECK(read("winter 2018/2019") == "2018-12-01/2019-02-28~season");
  CHECK(read("зимой 2018-19") == "2018-12-01/2019-02-28~season");
}

TEST_CASE("parse_partial_date: parts of a year, a season and a month are thirds or halves") {
  CHECK(read("early 2015") == "2015-01-01/2015-04-30~part_of_year");
  CHECK(read("mid-2015") == "2015-05-01/2015-08-31~part_of_year");
  CHECK(read("at the end of 2015") == "2015-09-01/2015-12-31~part_of_year");
  CHECK(read("в начале 2015") == "2015-01-01/2015-04-30~part_of_year");
  CHECK(read("в середине 2015 года") == "2015-05-01/2015-08-31~part_of_year");
  CHECK(read("в конце марта 2015") == "2015-03-21/2015-03-31~part_of_year");
  CHECK(read("early March 2015") == "2015-03-01/2015-03-10~part_of_year");
  CHECK(read("late summer 2015") == "2015-08-01/2015-08-31~part_of_year");
  CHECK(read("the second half of 2015") == "2015-07-01/2015-12-31~part_of_year");
  CHECK(read("в первой половине марта 2015") == "2015-03-01/2015-03-15~part_of_year");
}

TEST_CASE("parse_partial_date: about widens as the door says") {
  CHECK(read("about 5 March 2015") == "2015-02-28/2015-03-10~about");
  CHECK(read("около 5 марта 2015") == "2015-02-28/2015-03-10~about");
  CHECK(read("about March 2015") == "2015-01-29/2015-05-01~about");
  CHECK(read("~2015") == "2013-12-31/2016-12-31~about");
  CHECK(read("примерно в марте 2015") == "2015-01-29/2015-05-01~about");
}

TEST_CASE("parse_partial_date: a bare day needs the month of the talk") {
  CHECK(read("about the 5th", on_day(2015, 3, 20)) == "2015-02-28/2015-03-10~about");
  CHECK(read("около 5-го числа", on_day(2015, 3, 20)) == "2015-02-28/2015-03-10~about");
  CHECK(read("the 5th", on_day(2015, 3, 20)) == "2015-03-05");
  CHECK(read("about the 5th") == "refused: the date has no month");
  CHECK(read("about the 31st", on_day(2015, 4, 20)) == "refused: that month has no day {0}");
}

TEST_CASE("parse_partial_date: from and to") {
  CHECK(read("2010-06/07") == "2010-06-01/2010-07-31~months");
  CHECK(read("2010-06/2010-07") == "2010-06-01/2010-07-31~months");
  CHECK(read("June to July 2010") == "2010-06-01/2010-07-31~months");
  CHECK(read("июнь-июль 2010") == "2010-06-01/2010-07-31~months");
  CHECK(read("between 2013 and 2015") == "2013-01-01/2015-12-31~between");
  CHECK(read("с 2013 по 2015") == "2013-01-01/2015-12-31~between");
  CHECK(read("с марта по май 2015 года") == "2015-03-01/2015-05-31~between");
  CHECK(read("между мартом и маем 2015") == "2015-03-01/2015-05-31~between");
  CHECK(read("2013-2015") == "2013-01-01/2015-12-31~years");
  CHECK(read("2013–2015 гг.") == "2013-01-01/2015-12-31~years");
  CHECK(read("5-10 March 2015") == "2015-03-05/2015-03-10~between");
  CHECK(read("March 5-10, 2015") == "2015-03-05/2015-03-10~between");
  CHECK(read("end of 2013 - early 2014") == "2013-09-01/2014-04-30~between");
  CHECK(read("the 1990s") == "1990-01-01/1999-12-31~years");
  CHECK(read("1990-е годы") == "1990-01-01/1999-12-31~years");
  CHECK(read("2015-2013") == "refused: the date ends before it begins");
}

TEST_CASE(
    "parse_partial_date: before and after leave the named date out, since and until keep it") {
  CHECK(read("before May 2014") == "0000-01-01/2014-04-30~before");
  CHECK(read("до мая 2014") == "0000-01-01/2014-04-30~before");
  CHECK(read("until May 2014") == "0000-01-01/2014-05-31~before");
  CHECK(read("after May 2014") == "2014-06-01/9999-12-31~after");
  CHECK(read("после 2014") == "2015-01-01/9999-12-31~after");
  CHECK(read("since 2014") == "2014-01-01/9999-12-31~after");
  CHECK(read("с мая 2014") == "2014-05-01/9999-12-31~after");
}

TEST_CASE("parse_partial_date: an age on a day is an interval of birth days") {
  // Who was 17 on 1 June 2015 had the 17th birthday by then and not yet the 18th.
  CHECK(read("aged 17 on 2015-06-01") == "1997-06-02/1998-06-01~age");
  CHECK(read("17 years old in 2015") == "1997-01-02/1998-12-31~age");
  CHECK(read("17 лет на 1 июня 2015") == "1997-06-02/1998-06-01~age");
  CHECK(read("в возрасте 21 года на 2015-06-01") == "1993-06-02/1994-06-01~age");
}

TEST_CASE("parse_partial_date: 03/04/2015 is read by the order of its place and says so") {
  CHECK(read("03/04/2015") == "2015-04-03?");
  CHECK(read("03/04/2015", {.order = DayOrder::month_first}) == "2015-03-04?");
  CHECK(read("03-04-2015") == "2015-04-03?");
  CHECK(read("13/04/2015", {.order = DayOrder::month_first}) == "2015-04-13");
  CHECK(read("04/13/2015") == "2015-04-13");
  CHECK(read("04/04/2015") == "2015-04-04");
  CHECK(read("03.04.2015", {.order = DayOrder::month_first}) == "2015-04-03");
}

TEST_CASE("parse_partial_date: a day that is in no calendar is named") {
  CHECK(read("29 February 2015") == "refused: the year {0} has no 29 February");
  CHECK(read("29 February 2016") == "2016-02-29");
  CHECK(read("31.04.2015") == "refused: that month has no day {0}");
  CHECK(read("2015-13-01") == "refused: there is no month {0}");
  CHECK(read("2015-00") == "refused: there is no month {0}");
  CHECK(read("05.03.15") == "refused: the year of a date must have four digits");
}

TEST_CASE("parse_partial_date: what it cannot read it refuses") {
  for (const std::string& words : std::vector<std::string>{"",
                                                           " ",
                                                           "yesterday",
                                                           "5",
                                                           "spring",
                                                           "March",
                                                           "the year",
                                                           "20150305",
                                                           "2015-03-05-07",
                                                           "between 2013",
                                                           "aged 17",
                                                           "early 5 March 2015",
                                                           "2015 2016",
                                                           "99999",
                                                           "12345678901234567890",
                                                           "1995s",
                                                           "марта 5",
                                                           "5/March",
                                                           "before",
                                                           "about",
                                                           "--",
                                                           "2015-",
                                                           "/",
                                                           "from"}) {
    CAPTURE(words);
    CHECK_FALSE(parse_partial_date(words));
  }
}

TEST_CASE("parse_partial_date: the years 0 and 9999 are the edge of time") {
  CHECK(read("0000") == "0000-01-01/0000-12-31~year");
  CHECK(read("9999") == "9999-01-01/9999-12-31~year");
  CHECK(read("winter 9999") == "9998-12-01/9999-12-31~season?");
  CHECK(read("about 0000") == "0000-01-01/0002-01-01~about");  // The year 1 has 365 days.
  CHECK_FALSE(parse_partial_date("before 0000"));
  CHECK_FALSE(parse_partial_date("after 9999"));
  CHECK_FALSE(parse_partial_date("aged 17 in 0005"));
}
