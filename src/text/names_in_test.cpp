// SPDX-License-Identifier: Apache-2.0
#include "text/names_in.h"

#include <doctest/doctest.h>

using namespace manumit::text;

using Names = std::vector<std::string>;

TEST_CASE("names_in: a cell with aliases holds several names") {
  CHECK(names_in("Samir Koda a.k.a. Samer Koda") == Names{"Samir Koda", "Samer Koda"});
  CHECK(names_in("Vera Belova; Vera Chernova") == Names{"Vera Belova", "Vera Chernova"});
  CHECK(names_in("Saeed Koda / Said Coda") == Names{"Saeed Koda", "Said Coda"});
  CHECK(names_in("Samir Koda, Samer Coda") == Names{"Samir Koda", "Samer Coda"});
}

TEST_CASE("names_in: a family name set before a comma is no second name") {
  CHECK(names_in("Koda, Samir") == Names{"Koda, Samir"});
  CHECK(names_in("AL KODA, Samir Tarif") == Names{"AL KODA, Samir Tarif"});
}

TEST_CASE("names_in: what stands in brackets is left out, and is a name if it has two words") {
  CHECK(names_in("Khalid (a.k.a. Khaled) Koda") == Names{"Khalid Koda"});
  CHECK(names_in("Elena Belova (Chernova)") == Names{"Elena Belova"});
  CHECK(names_in("Ndrangeti (A Long Remark)") == Names{"Ndrangeti", "A Long Remark"});
  CHECK(names_in("Elena Belova (Yelena Bielova)") == Names{"Elena Belova", "Yelena Bielova"});
}

TEST_CASE("names_in: the name in a second script is a name of its own") {
  CHECK(names_in("Samir Koda سمير قدا") == Names{"Samir Koda", "سمير قدا"});
  CHECK(names_in("Зухра Karimova") == Names{"Зухра Karimova"});
}

TEST_CASE("names_in: no letters, no names") {
  CHECK(names_in("").empty());
  CHECK(names_in(" ; / , ( ) ").empty());
  CHECK(names_in("((((").empty());
  CHECK(names_in("\xFF\xFE").empty());
}
