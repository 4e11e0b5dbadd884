// SPDX-License-Identifier: Apache-2.0
#include "text/birth_date.h"

#include <doctest/doctest.h>

using namespace manumit;
using namespace manumit::text;

namespace {

BirthDate born(std::string_view words) {
  const auto date = parse_partial_date(words);
  REQUIRE(date);
  return birth_date(*date);
}

std::optional<DateAgreement> between(std::string_view a, std::string_view b) {
  const auto forth = date_agreement(born(a), born(b));
  CHECK(forth == date_agreement(born(b), born(a)));
  return forth;
}

}  // namespace

TEST_CASE("date_agreement: exact days agree, are swapped, or differ by a digit") {
  CHECK(between("1998-03-04", "1998-03-04") == DateAgreement::same_day);
  CHECK(between("1998-03-04", "1998-04-03") == DateAgreement::swapped);
  CHECK(between("1998-03-04", "1988-03-04") == DateAgreement::one_digit);
  CHECK(between("1998-03-04", "1998-03-14") == DateAgreement::one_digit);
}

TEST_CASE("date_agreement: what is not exact may coincide, and never counts as the same day") {
  CHECK(between("1998", "1998-03-04") == DateAgreement::may_coincide);
  CHECK(between("March 1998", "1998-03-04") == DateAgreement::may_coincide);
  CHECK(between("1998", "1998") == DateAgreement::may_coincide);
  CHECK(between("aged 17 on 2015-06-01", "1998-03-04") == DateAgreement::may_coincide);
}

TEST_CASE("date_agreement: the first of January and of July stand for their year") {
  CHECK(born("1998-01-01").is_default);
  CHECK(born("1998-07-01").is_default);
  CHECK_FALSE(born("1998-07-02").is_default);
  CHECK(between("1998-01-01", "1998-11-20") == DateAgreement::may_coincide);
  CHECK(between("1998-01-01", "1998-01-01") == DateAgreement::may_coincide);
}

TEST_CASE("date_agreement: near dates and rounded ages are kept apart from others") {
  CHECK(between("1998-03-04", "1998-03-25") == DateAgreement::near);
  CHECK(between("1998-03-04", "1999-02-15") == DateAgreement::next_year);
  CHECK(between("1998-03-04", "2007-11-15") == DateAgreement::differs);
}

TEST_CASE("date_agreement: a year of the Persian, Islamic or Buddhist calendar") {
  // 1 Farvardin 1365 was 21 March 1986, and 1 Muharram 1400 by arithmetic 21 November 1979.
  CHECK(between("1365", "1986-08-01") == DateAgreement::other_calendar);
  CHECK(between("1365-01-01", "1986-03-22") == DateAgreement::other_calendar);
  CHECK(between("1400", "1979-12-01") == DateAgreement::other_calendar);
  CHECK(between("2529", "1986-08-01") == DateAgreement::other_calendar);
  CHECK(between("1365", "1995-08-01") == DateAgreement::differs);
}

TEST_CASE("date_agreement: what says too little is no evidence") {
  CHECK_FALSE(between("before 2010", "1998-03-04"));
  CHECK_FALSE(between("between 1940 and 2000", "1998-03-04"));
}
