// SPDX-License-Identifier: Apache-2.0
#include "text/address_parts.h"

#include <doctest/doctest.h>

using namespace manumit::text;

TEST_CASE("address_parts: an address as Russians write it") {
  const AddressParts address =
      address_parts("107065, г. Москва, Щёлковское ш., д. 9, корп. 2, кв. 17");
  CHECK(address.postcode == "107065");
  CHECK(address.places == std::vector<std::string>{"moskva"});
  CHECK(address.street == "shchelkovskoe");
  CHECK(address.house == "9");
  CHECK(address.building == "2");
  CHECK(address.flat == "17");
}

TEST_CASE("address_parts: figures without words are the house and the flat") {
  const AddressParts address = address_parts("ул. Лесная 5-17");
  CHECK(address.street == "lesnaya");
  CHECK(address.house == "5");
  CHECK(address.flat == "17");
}

TEST_CASE("address_parts: the words may stand behind what they name") {
  const AddressParts uzbek = address_parts("Toshkent shahri, Navoiy ko‘chasi, 5-uy, 12-xonadon");
  CHECK(uzbek.places == std::vector<std::string>{"toshkent"});
  CHECK(uzbek.street == "navoiy");
  CHECK(uzbek.house == "5");
  CHECK(uzbek.flat == "12");
  const AddressParts english = address_parts("12a Lesnaya street, flat 3");
  CHECK(english.street == "lesnaya");
  CHECK(english.house == "12a");
  CHECK(english.flat == "3");
}

TEST_CASE("address_parts: a street may have a figure in its name") {
  const AddressParts address = address_parts("ул. 8 Марта, 10/1");
  CHECK(address.street == "8 marta");
  CHECK(address.house == "10/1");
}

TEST_CASE("address_parts: a stall has only its market and its number") {
  const AddressParts address = address_parts("рынок Северный, пав. 24");
  CHECK(address.places == std::vector<std::string>{"severnyy"});
  CHECK(address.flat == "24");
}

TEST_CASE("address_parts: an empty address has no parts") {
  CHECK(address_parts("") == AddressParts{});
  CHECK(address_parts(" , ; / - ") == AddressParts{});
  CHECK(address_parts("\xFF\xFE") == AddressParts{});
}
