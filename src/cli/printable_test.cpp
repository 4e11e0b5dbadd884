// SPDX-License-Identifier: Apache-2.0
#include "printable.h"

#include <doctest/doctest.h>

#include <clocale>
#include <sstream>

#include "table.h"

namespace manumit::cli {
namespace {

TEST_CASE("printable: an escape sequence in a name cannot reach the terminal") {
  CHECK(printable("\033]0;owned\007A") == "�]0;owned�A");
  CHECK(printable("a\xC2\x9B"
                  "31mb") == "a�31mb");  // C1 control sequence introducer
}

TEST_CASE("printable: letters that turn the reading direction are shown, not obeyed") {
  CHECK(printable("a\u202Eb") == "a�b");
  CHECK(printable("a\u2066b\u200F") == "a�b�");
}

TEST_CASE("printable: any script passes untouched, broken bytes do not") {
  CHECK(printable("Каримова 王 محمد") == "Каримова 王 محمد");
  CHECK(printable("a\xFF"
                  "b\xE2\x82") == "a�b��");
  CHECK(printable("\xC0\xAF") == "��");       // overlong
  CHECK(printable("\xED\xA0\x80") == "���");  // half of a surrogate pair
}

TEST_CASE("printable: one line stays one line") {
  CHECK(printable("a\nb\tc\r\u2028d") == "a b c  d");
}

TEST_CASE("columns_of: wide letters take two columns, combining marks none") {
  REQUIRE(std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr);
  CHECK(columns_of("Карим") == 5);
  CHECK(columns_of("王小明") == 6);
  CHECK(columns_of("e\u0301") == 1);
}

TEST_CASE("cut_to: never cuts a letter in two and says that it cut") {
  REQUIRE(std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr);
  CHECK(cut_to("Каримова", 8) == "Каримова");
  CHECK(cut_to("Каримова", 5) == "Кари…");
  CHECK(cut_to("王小明", 4) == "王…");
  CHECK(cut_to("abc", 0).empty());
}

TEST_CASE("table: columns line up whatever the script") {
  REQUIRE(std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr);
  Table table({"Name", "Place"});
  table.add({"王小", "A"});
  table.add({"Ева", "B\nC"});
  std::ostringstream out;
  table.print(out);
  CHECK(out.str() == "Name  Place\n王小  A\nЕва   B C\n");
}

}  // namespace
}  // namespace manumit::cli
