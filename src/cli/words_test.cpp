// SPDX-License-Identifier: Apache-2.0
#include "words.h"

#include <doctest/doctest.h>

namespace manumit::cli {
namespace {

TEST_CASE("words: English by default, Russian when the locale says so") {
  CHECK(Words::for_locale("").of("nav.cases") == "Cases");
  CHECK(Words::for_locale("C.UTF-8").of("nav.cases") == "Cases");
  CHECK(Words::for_locale("ru_RU.UTF-8").of("nav.cases") == "Дела");
  CHECK(Words::for_locale("ru").of("fact.case.number") != "fact.case.number");
}

TEST_CASE("words: an id without a word shows as itself") {
  CHECK(Words::for_locale("en").of("no.such.word") == "no.such.word");
}

TEST_CASE("words: an error without a translation is still said, in English") {
  const Error error{.kind = Error::Kind::bad_input,
                    .what = "nobody ever wrote this sentence {0}",
                    .where = "row 3",
                    .next = "",
                    .fills = {"7"}};
  CHECK(Words::for_locale("ru").of(error) == "row 3: nobody ever wrote this sentence 7");
}

TEST_CASE("words: an error is said in the reader's language") {
  const Error error{.kind = Error::Kind::not_allowed,
                    .what = "there is a file of that name already",
                    .where = "",
                    .next = "nothing was changed; choose another name",
                    .fills = {}};
  CHECK(Words::for_locale("ru").of(error) !=
        "there is a file of that name already; nothing was changed; choose another name");
}

}  // namespace
}  // namespace manumit::cli
