// SPDX-License-Identifier: Apache-2.0
#include "text/script.h"

#include <doctest/doctest.h>

using namespace manumit::text;

TEST_CASE("native_word: a word keeps the letters of its own script in their plain form") {
  CHECK(native_word("ҒОФУР") == NativeWord{Script::cyrillic, U"ғофур", "gofur"});
  CHECK(native_word("Юлія") == NativeWord{Script::cyrillic, U"юлія", "yuliya"});
  CHECK(native_word("Ӌ").letters == U"ӌ");
  CHECK(native_word("Trökes") == NativeWord{Script::latin, U"trokes", "trokes"});
  CHECK(native_word("O‘g‘iloy").letters == U"ogiloy");
}

TEST_CASE("native_word: й and ў written with a mark of their own are one letter") {
  CHECK(native_word("Андре\u0438\u0306").letters == native_word("Андрей").letters);
  CHECK(native_word("\u0443\u0306").letters == U"ў");
}

TEST_CASE("native_word: letters that Persian and Arabic keyboards exchange are one") {
  CHECK(native_word("علی").letters == native_word("علي").letters);
  CHECK(native_word("کریم").letters == native_word("كريم").letters);
  CHECK(native_word("ﻣﺤﻤﺪ").letters == native_word("محمد").letters);
  CHECK(native_word("مُحَمَّد").letters == native_word("محمد").letters);
}

TEST_CASE("native_word: a syllable of Hangul is its jamo") {
  // 한 U+D55C is 0x1112 0x1161 0x11AB (Unicode 15, section 3.12); 가 U+AC00 has no final.
  CHECK(native_word("한").letters == U"\u1112\u1161\u11AB");
  CHECK(native_word("가").letters == U"\u1100\u1161");
}

TEST_CASE("native_word: traditional characters are read as the simplified ones") {
  CHECK(native_word("劉").letters == U"刘");
  CHECK(native_word("刘").folded == "liu");
}

TEST_CASE("native_word: look-alike letters of the other script are put right and flagged") {
  const NativeWord word = native_word("Кapимoвa");  // Latin a, p, o, a.
  CHECK(word.mixed);
  CHECK(word.script == Script::cyrillic);
  CHECK(word.letters == U"каримова");
}

TEST_CASE("native_word: what has no letters has no script") {
  CHECK(native_word("").script == Script::none);
  CHECK(native_word(" - ").script == Script::none);
  CHECK(native_word("12").script == Script::none);
  CHECK(native_word("\xFF\xFE").script == Script::none);
}
