// SPDX-License-Identifier: Apache-2.0
#include "assess_source.h"

#include <doctest/doctest.h>

namespace manumit::cli {
namespace {

std::string time_of(std::string_view words) {
  const auto time = time_from_words(words);
  return time ? to_iso(time->least) + " " + to_iso(time->most) : time.error().what;
}

TEST_CASE("time_from_words: a day, a month or a year, from its first to its last day") {
  CHECK(time_of("2015-06-30") == "2015-06-30 2015-06-30");
  CHECK(time_of("2015-06") == "2015-06-01 2015-06-30");
  CHECK(time_of("2016-02") == "2016-02-01 2016-02-29");
  CHECK(time_of("2015") == "2015-01-01 2015-12-31");
}

TEST_CASE("time_from_words: two of them reach from the first day of one to the last of the other") {
  CHECK(time_of("2015/2016") == "2015-01-01 2016-12-31");
  CHECK(time_of("2015-06/2015-06-15") == "2015-06-01 2015-06-30");
  CHECK(time_of("2011-12-07/2011-12-08") == "2011-12-07 2011-12-08");
}

TEST_CASE("time_from_words: what is turned round or no time at all is refused") {
  CHECK(time_of("2016/2015") == "the time of the facts ends before it begins");
  for (const char* words : {"", "/", "2015/", "/2015", "15", "2015-13", "2015-02-30", "2015/16",
                            "2015/2016/2017", "20150630", "+015", "2015-6"})
    CHECK_MESSAGE(time_of(words) == "this is no time of the facts", words);
}

TEST_CASE("country_from_words: two capital letters") {
  CHECK(country_from_words("KZ").value() == "KZ");
  for (const char* words : {"", "K", "kz", "KAZ", "K1", "ЖЖ"})
    CHECK_FALSE_MESSAGE(country_from_words(words).has_value(), words);
}

}  // namespace
}  // namespace manumit::cli
