// SPDX-License-Identifier: Apache-2.0
#include "text/register_number.h"

#include <doctest/doctest.h>

using namespace manumit::text;

// Numbers that handbooks of the rule and the tests of other programs give as examples; all are of
// organisations, or in the case of INN 500100732259 and OGRNIP 304500116000157 of nobody known.
TEST_CASE("register_number: published examples have the check digits of the rule") {
  for (const char* inn : {"7830002293", "7736050003"}) {
    REQUIRE(register_number(inn));
    CHECK(register_number(inn)->kind == Register::inn_organisation);
    CHECK(register_number(inn)->is_right);
  }
  CHECK(register_number("500100732259")->kind == Register::inn_person);
  CHECK(register_number("500100732259")->is_right);
  CHECK(register_number("1117746358608")->kind == Register::ogrn);
  CHECK(register_number("1117746358608")->is_right);
  CHECK(register_number("1037739010891")->is_right);
  CHECK(register_number("304500116000157")->kind == Register::ogrnip);
  CHECK(register_number("304500116000157")->is_right);
}

TEST_CASE("register_number: the check digit of a hand calculation") {
  // 111774635860 = 11 · 10161330532 + 8.
  CHECK(register_number("1117746358608")->is_right);
  CHECK_FALSE(register_number("1117746358609")->is_right);
}

TEST_CASE("register_number: one digit wrong is found in every place") {
  for (std::string number : {"7830002293", "1117746358608"}) {
    for (char& digit : number) {
      const char kept = digit;
      digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
      CHECK_FALSE(register_number(number)->is_right);
      digit = kept;
    }
  }
}

TEST_CASE("register_number: signs and words around the digits do not matter, another length does") {
  CHECK(register_number("ИНН 7830 002 293")->digits == "7830002293");
  CHECK_FALSE(register_number(""));
  CHECK_FALSE(register_number("783000229"));
  CHECK_FALSE(register_number("7830002293 / 7736050003"));
}
