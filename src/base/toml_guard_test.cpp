// SPDX-License-Identifier: Apache-2.0
#include "base/toml_guard.h"

#include <doctest/doctest.h>

namespace manumit {
namespace {

TEST_CASE("stray_letter: letters inside quotes and comments are where they belong") {
  CHECK_FALSE(stray_letter("a = \"Ё\" # Ё\nb = 'Ё'\nc = \"\"\"\nЁ \" Ё\n\"\"\"\nd = '''Ё'Ё'''\n"));
  CHECK_FALSE(
      stray_letter("\xEF\xBB\xBF"
                   "a = 1\n"));
  CHECK_FALSE(stray_letter("a = \"\\\"Ё\"\n"));
  CHECK_FALSE(stray_letter(""));
}

TEST_CASE("stray_letter: a letter outside of quotes is found at its byte") {
  CHECK(stray_letter("Ё = 1\n") == 0);
  CHECK(stray_letter("a = Ё\n") == 4);
  CHECK(stray_letter("a = \"b\" Ё\n") == 8);
  CHECK(stray_letter("a = \"not closed\nЁ\n") == 16);
  CHECK(stray_letter("a = 'a\\' Ё\n") == 9);  // Single quotes know no backslash.
  CHECK(stray_letter("a = \"\"\"x\"\"\"\" Ё\n") == 13);
}

TEST_CASE("stray_letter: right after a folded line a letter is found, further on it is not") {
  CHECK(stray_letter("a = \"\"\"b \\\n  Ё\"\"\"\n") == 13);
  CHECK_FALSE(stray_letter("a = \"\"\"b \\\n  c Ё\"\"\"\n"));
  CHECK_FALSE(
      stray_letter("a = \"\"\"b \\\\\n  Ё\"\"\"\n"));  // An escaped backslash folds nothing.
  CHECK_FALSE(stray_letter("a = '''b \\\n  Ё'''\n"));
}

}  // namespace
}  // namespace manumit
