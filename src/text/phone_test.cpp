// SPDX-License-Identifier: Apache-2.0
#include "text/phone.h"

#include <doctest/doctest.h>

using namespace manumit::text;

namespace {

std::string number(std::string_view written, std::string_view country = {}) {
  const auto phone = phone_in(written, country);
  return phone ? phone->number : "";
}

}  // namespace

// Numbers of the ranges that are kept for films and tests, or with digits that nobody has.
TEST_CASE("phone_in: one number, however it is written") {
  CHECK(number("+7 916 000-00-01") == "+79160000001");
  CHECK(number("8 (916) 000-00-01") == "+79160000001");
  CHECK(number("007 916 0000001") == "+79160000001");
  CHECK(number("тел.: 8-916-000-00-01, доб. 12") == "+79160000001");
  CHECK(number("9160000001", "RU") == "+79160000001");
  CHECK(number("79160000001", "RU") == "+79160000001");
  CHECK(number("+998 90 000 00 01") == "+998900000001");
  CHECK(number("90 000 00 01", "UZ") == "+998900000001");
  CHECK(number("0555 000 001", "KG") == "+996555000001");
}

TEST_CASE("phone_in: a number whose country nobody told is marked") {
  CHECK(phone_in("+996 555 000 001")->is_certain);
  CHECK(phone_in("+996 555 000 001")->country == "KG");
  CHECK_FALSE(phone_in("996 555 000 001")->is_certain);
  CHECK(phone_in("+7 916 000 00 01")->country.empty());
}

TEST_CASE("phone_in: what is no number is none") {
  CHECK_FALSE(phone_in(""));
  CHECK_FALSE(phone_in("нет"));
  CHECK_FALSE(phone_in("12-34"));
  CHECK_FALSE(phone_in("+7 916"));
  CHECK_FALSE(phone_in("1234567890123456789"));
}
