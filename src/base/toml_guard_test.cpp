// SPDX-License-Identifier: Apache-2.0
#include "base/toml_guard.h"

#include <doctest/doctest.h>

namespace manumit {
namespace {

/// The text that the parser gets, or where it is refused.
std::string bearable(std::string_view toml) {
  const auto out = bearable_toml(toml, "a.toml");
  return out ? *out : out.error().where;
}

void check_untouched(std::string_view toml) {
  CHECK(bearable(toml) == toml);
}

TEST_CASE("bearable_toml: letters inside quotes and comments are where they belong") {
  check_untouched("a = \"Ё\" # Ё\nb = 'Ё'\nc = \"\"\"\nЁ \" Ё\n\"\"\"\nd = '''Ё'Ё'''\n");
  check_untouched(
      "\xEF\xBB\xBF"
      "a = 1\n");
  check_untouched("a = \"\\\"Ё\"\n");
  check_untouched("");
}

TEST_CASE("bearable_toml: a letter outside of quotes is refused with its line and column") {
  CHECK(bearable("Ё = 1\n") == "a.toml, line 1, column 1");
  CHECK(bearable("\na = Ё\n") == "a.toml, line 2, column 5");
  CHECK(bearable("a = \"Ж\" Ё\n") == "a.toml, line 1, column 9");
  CHECK(bearable("a = \"not closed\nЁ\n") == "a.toml, line 2, column 1");
  // Single quotes know no backslash.
  CHECK(bearable("a = 'a\\' Ё\n") == "a.toml, line 1, column 10");
  CHECK(bearable("a = \"\"\"x\"\"\"\" Ё\n") == "a.toml, line 1, column 14");
}

TEST_CASE("bearable_toml: the first letter after a folded line is written as an escape") {
  // Ё is U+0401, 日 is U+65E5, 😀 is U+1F600.
  CHECK(bearable("a = \"\"\"b \\\n  Ёж Ё\"\"\"\n") == "a = \"\"\"b \\\n  \\U00000401ж Ё\"\"\"\n");
  CHECK(bearable("a = \"\"\"\\ \t\r\n \n日\"\"\"") == "a = \"\"\"\\ \t\r\n \n\\U000065E5\"\"\"");
  CHECK(bearable("a = \"\"\"\\\n😀\\\n😀\"\"\"") == "a = \"\"\"\\\n\\U0001F600\\\n\\U0001F600\"\"\"");
  check_untouched("a = \"\"\"b \\\n  c Ё\"\"\"\n");
  check_untouched("a = \"\"\"b \\\\\n  Ё\"\"\"\n");  // An escaped backslash folds nothing.
  check_untouched("a = '''b \\\n  Ё'''\n");
}

TEST_CASE("bearable_toml: a backslash that folds nothing is refused before a letter") {
  CHECK(bearable("a = \"\"\"b\\Ё\"\"\"\n") == "a.toml, line 1, column 10");
  CHECK(bearable("a = \"\"\"b\\ Ё\"\"\"\n") == "a.toml, line 1, column 11");
}

TEST_CASE("bearable_toml: a quotation mark inside of a bare value opens nothing") {
  CHECK(bearable("a = 0'Ё'\n") == "a.toml, line 1, column 7");
  CHECK(bearable("U=0='ﻸ\n") == "a.toml, line 1, column 6");
  CHECK(bearable("a = [ 0='Ё' ]\n") == "a.toml, line 1, column 10");
  CHECK(bearable("a = [1]'Ё'\n") == "a.toml, line 1, column 9");
}

TEST_CASE("bearable_toml: keys and values in quotes are taken wherever they may stand") {
  check_untouched("['Ё'.\"Ж\"]\n[[ a.'Ё' ]]\n'Ё'='Ж'\n\"Ё\".b.'Ж' = 1\n");
  check_untouched("a = {b='Ё', 'Ж'=\"Ё\", c = ['Ё',\"Ж\", {d='Ё'}]}\n'Ё' = 1\n");
  check_untouched(
      "a = [\n  'Ё', # \"Ё\n  [ \"Ж\" ],\n  {b='Ё'}\n]\n'Ё' = 2015-06-01 07:30:00\n'Ж'='Ё'\n");
}

TEST_CASE("bearable_toml: what is no UTF-8 is refused where it stops being so") {
  CHECK(bearable("a = 1\nb = \"\xFF\"\n") == "a.toml, line 2, column 6");
}

}  // namespace
}  // namespace manumit
