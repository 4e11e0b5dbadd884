// SPDX-License-Identifier: Apache-2.0
#include "words.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/result.h"

using namespace manumit::estimate;

TEST_CASE("people_in_words: whole below a thousand, then three digits that count") {
  CHECK(people_in_words(0) == "0");
  CHECK(people_in_words(141.99) == "142");
  CHECK(people_in_words(999.4) == "999");
  CHECK(people_in_words(2483.38) == "2480");
  CHECK(people_in_words(14341.66) ==
        "14\xC2\xA0"
        "300");
  CHECK(people_in_words(75380.25) ==
        "75\xC2\xA0"
        "400");
  CHECK(people_in_words(1234567) ==
        "1\xC2\xA0"
        "230\xC2\xA0"
        "000");
  CHECK(people_in_words(HUGE_VAL) == "∞");
}

TEST_CASE(
    "people_in_words: beside people who were counted it has the digits that tell them apart") {
  // 123,450 were seen: three digits would say 123,000, fewer than that.
  CHECK(people_in_words(123'456.7, 123'450) ==
        "123\xC2\xA0"
        "457");
  CHECK(people_in_words(125'456, 123'450) ==
        "125\xC2\xA0"
        "500");
  CHECK(people_in_words(14341.66, 4400) == people_in_words(14341.66));
  CHECK(people_in_words(1449.6, 1449) == "1450");
}

TEST_CASE(
    "range_in_words: the range in words holds the range, and never people fewer than were seen") {
  const RangeInWords western = range_in_words(1293.4, 4887.2, 345);
  CHECK(western.low == "1290");
  CHECK(western.high == "4890");
  const RangeInWords near = range_in_words(123'456.7, 123'512, 123'450);
  CHECK(near.low ==
        "123\xC2\xA0"
        "457");
  CHECK(near.high ==
        "123\xC2\xA0"
        "512");
  CHECK(range_in_words(1301, 1308).low == "1300");
  CHECK(range_in_words(1301, 1308).high == "1310");
}

TEST_CASE("range_in_words: whole people below a thousand, and ends that are one in words stay so") {
  CHECK(range_in_words(141.99, 268.78, 123).low == "142");
  CHECK(range_in_words(141.99, 268.78, 123).high == "269");
  CHECK(range_in_words(2483.38, 2483.9, 345).low == "2480");
  CHECK(range_in_words(2483.38, 2483.9, 345).high == "2480");
  CHECK(range_in_words(2480, HUGE_VAL).high == "∞");
}

TEST_CASE("counted_in_words: people who were counted keep all digits") {
  CHECK(counted_in_words(4400) == "4400");
  CHECK(counted_in_words(14341) ==
        "14\xC2\xA0"
        "341");
}

TEST_CASE("decimal and percent: as many places as asked, any size") {
  CHECK(decimal(0.8934, 3) == "0.893");
  CHECK(decimal(-1.2784, 2) == "-1.28");
  CHECK(decimal(1e300, 0).size() == 301);
  CHECK(percent(0.614) == "61");
}

TEST_CASE("in_words: every method has words of its own") {
  for (std::size_t a = 0; a < kMethods; ++a) {
    CHECK_FALSE(in_words(static_cast<Method>(a)).empty());
    for (std::size_t b = 0; b < a; ++b)
      CHECK(in_words(static_cast<Method>(a)) != in_words(static_cast<Method>(b)));
  }
}
