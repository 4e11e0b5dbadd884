// SPDX-License-Identifier: Apache-2.0
#include "text/misspelling.h"

#include <doctest/doctest.h>

using namespace manumit::text;

TEST_CASE("name_similarity: agrees with Winkler's published pairs") {
  // Winkler (2006), "Overview of Record Linkage and Current Research Directions", U.S. Census
  // Bureau, Research Report Series (Statistics 2006-2).
  CHECK(name_similarity("shackleford", "shackelford") == doctest::Approx(0.982).epsilon(0.001));
  CHECK(name_similarity("dunningham", "cunnigham") == doctest::Approx(0.896).epsilon(0.001));
  CHECK(name_similarity("nichleson", "nichulson") == doctest::Approx(0.956).epsilon(0.001));
  CHECK(name_similarity("jones", "johnson") == doctest::Approx(0.832).epsilon(0.001));
  CHECK(name_similarity("massey", "massie") == doctest::Approx(0.933).epsilon(0.001));
  CHECK(name_similarity("abroms", "abrams") == doctest::Approx(0.922).epsilon(0.001));
  CHECK(name_similarity("michelle", "michael") == doctest::Approx(0.921).epsilon(0.001));
  CHECK(name_similarity("julies", "julius") == doctest::Approx(0.933).epsilon(0.001));
  CHECK(name_similarity(U"martha", U"marhta") == doctest::Approx(0.961).epsilon(0.001));
  CHECK(name_similarity(U"dixon", U"dicksonx") == doctest::Approx(0.813).epsilon(0.001));
}

TEST_CASE("name_similarity: a missing name is no evidence") {
  CHECK(name_similarity("", "") == 0);
  CHECK(name_similarity("karimova", "") == 0);
  CHECK(name_similarity(U"", U"karimova") == 0);
  CHECK(name_similarity("abc", "xyz") == 0);
  CHECK(name_similarity("karimova", "karimova") == 1);
}

TEST_CASE("edit_distance: counts letters put in, left out, replaced and exchanged") {
  CHECK(edit_distance("kitten", "sitting", 5) == 3);  // Levenshtein's usual example.
  CHECK(edit_distance("karimova", "karmiova", 2) == 1);
  CHECK(edit_distance("karimova", "karimov", 2) == 1);
  CHECK(edit_distance("karimova", "karimovva", 2) == 1);
  CHECK(edit_distance("karimova", "karinova", 2) == 1);
  CHECK(edit_distance("ca", "abc", 3) == 3);  // Optimal string alignment; Damerau would say 2.
  CHECK(edit_distance(U"каримова", U"карнмова", 2) == 1);
  CHECK(edit_distance("", "", 0) == 0);
  CHECK(edit_distance("", "ab", 2) == 2);
}

TEST_CASE("edit_distance: says nothing beyond the bound") {
  CHECK_FALSE(edit_distance("kitten", "sitting", 2));
  CHECK_FALSE(edit_distance("a", "b", 0));
  CHECK_FALSE(edit_distance("", "abc", 2));
  CHECK_FALSE(edit_distance("a", "a", -1));
  CHECK(edit_distance("a", "a", 0) == 0);
}

TEST_CASE("forgiven_slips: none in short words, where each would be another name") {
  CHECK(forgiven_slips(3) == 0);
  CHECK(forgiven_slips(4) == 1);
  CHECK(forgiven_slips(6) == 1);
  CHECK(forgiven_slips(7) == 2);
}
