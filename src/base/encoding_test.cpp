// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"

#include <doctest/doctest.h>

using namespace manumit;

namespace {
// "Каримова" and "محمد" by the code charts of windows-1251 and windows-1256.
constexpr std::string_view kRussian1251 = "\xCA\xE0\xF0\xE8\xEC\xEE\xE2\xE0";
constexpr std::string_view kArabic1256 = "\xE3\xCD\xE3\xCF";
// "Ж1" in UTF-16.
constexpr std::string_view kLittle("\xFF\xFE\x16\x04\x31\x00", 6);
constexpr std::string_view kBig("\xFE\xFF\x04\x16\x00\x31", 6);
}  // namespace

TEST_CASE("to_utf8: every encoding gives the same letters") {
  CHECK(to_utf8("Каримова", Encoding::utf8).value() == "Каримова");
  CHECK(to_utf8("\xEF\xBB\xBFx", Encoding::utf8).value() == "x");
  CHECK(to_utf8(kRussian1251, Encoding::windows_1251).value() == "Каримова");
  CHECK(to_utf8(kArabic1256, Encoding::windows_1256).value() == "محمد");
  CHECK(to_utf8(kLittle, Encoding::utf16_le).value() == "Ж1");
  CHECK(to_utf8(kBig, Encoding::utf16_be).value() == "Ж1");
  CHECK(to_utf8("", Encoding::utf16_le).value().empty());
}

TEST_CASE("to_utf8: says at which byte the text stops") {
  const auto refused = to_utf8("ab\xFFz", Encoding::utf8);
  REQUIRE_FALSE(refused);
  CHECK(in_english(refused.error()) ==
        "byte 2 is no text in the encoding UTF-8; choose another encoding for this file");
  // 0x98 is the one byte that windows-1251 does not use; ICU maps it to a control, as the WHATWG
  // does, so it is found by find_invisible instead.
  CHECK_FALSE(to_utf8(std::string_view("\x41\xD8\x41\x00", 4), Encoding::utf16_le));
  CHECK_FALSE(to_utf8(std::string_view("\x41\x00\x41", 3), Encoding::utf16_le));
}

TEST_CASE("first_bad_utf8: overlong forms, surrogates and letters beyond Unicode are ill-formed") {
  CHECK_FALSE(first_bad_utf8("plain, Каримова, 王, 😀"));
  CHECK(first_bad_utf8("a\xC0\x80") == 1);
  CHECK(first_bad_utf8("\xE0\x80\x80") == 0);
  CHECK(first_bad_utf8("\xED\xA0\x80") == 0);
  CHECK(first_bad_utf8("\xF4\x90\x80\x80") == 0);
  CHECK(first_bad_utf8("\xF0\x8F\xBF\xBF") == 0);
  CHECK(first_bad_utf8("ab\xE2\x82") == 2);
  CHECK(first_bad_utf8("\x80") == 0);
}

TEST_CASE("first_bad_utf8: a bad byte is found wherever it stands") {
  for (const std::string_view letter : {"a", "я", "王", "😀"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      std::string text;
      for (std::size_t i = 0; i < before; ++i)
        text += letter;
      const std::size_t bad = text.size();
      CHECK_FALSE(first_bad_utf8(text));
      CHECK(first_bad_utf8(text + "\xFF") == bad);
      CHECK(first_bad_utf8(text + "\xD0") == bad);
      CHECK(first_bad_utf8(text + "\x80 and eight more") == bad);
      CHECK(first_bad_utf8(text + "\xD0z and eight more") == bad);
    }
  }
}

TEST_CASE("guess_encoding: marks and well-formed UTF-8 are certain, letters decide the rest") {
  CHECK(guess_encoding("plain").encoding == Encoding::utf8);
  CHECK(guess_encoding("Каримова").certain);
  CHECK(guess_encoding(kLittle).encoding == Encoding::utf16_le);
  CHECK(guess_encoding(kBig).encoding == Encoding::utf16_be);
  CHECK(guess_encoding(kLittle.substr(2)).encoding == Encoding::utf16_le);
  const EncodingGuess russian = guess_encoding(kRussian1251);
  CHECK(russian.encoding == Encoding::windows_1251);
  CHECK_FALSE(russian.certain);
  // "КАРИМОВА ГУЛЬНАРА" in capitals, which lie where Arabic letters do.
  CHECK(guess_encoding("\xCA\xC0\xD0\xC8\xCC\xCE\xC2\xC0 \xC3\xD3\xCB\xDC\xCD\xC0\xD0\xC0")
            .encoding == Encoding::windows_1251);
  // "محمد علي السيد".
  CHECK(guess_encoding("\xE3\xCD\xE3\xCF \xDA\xE1\xED \xC7\xE1\xD3\xED\xCF").encoding ==
        Encoding::windows_1256);
}

TEST_CASE("guess_encoding: a sample cut inside a letter is still UTF-8") {
  const std::string text = "имя: Каримова";
  CHECK(guess_encoding(std::string_view(text).substr(0, text.size() - 1)).encoding ==
        Encoding::utf8);
  // One odd byte at the end of plain ASCII is no cut letter of anything known.
  CHECK_FALSE(guess_encoding("abc \xD0").certain);
}

TEST_CASE("find_invisible: bidi overrides, zero-width letters and controls are found") {
  const std::string text = "a\u202Eb\u200Bc\u0007\u00AD\uFEFF";
  const auto found = find_invisible(text);
  REQUIRE(found.size() == 5);
  CHECK(found[0].offset == 1);
  CHECK(found[0].letter == 0x202E);
  CHECK(found[0].kind == InvisibleLetter::Kind::bidi_control);
  CHECK(found[1].kind == InvisibleLetter::Kind::zero_width);
  CHECK(found[2].kind == InvisibleLetter::Kind::control);
  CHECK(find_invisible("plain\ttext\r\nКаримова محمد 王").empty());
  CHECK(find_invisible(std::string_view("a\0b", 3)).size() == 1);
  CHECK(find_invisible("\u2066\u2069\u200F\u061C").size() == 4);
}

TEST_CASE("nfc: one written name is one string of bytes") {
  CHECK(nfc("e\u0301").value() == "\u00E9");
  CHECK(nfc("и\u0306").value() == "й");
  CHECK(nfc("plain").value() == "plain");
  CHECK(nfc("Каримова").value() == "Каримова");
  CHECK(nfc("\uD55C").value() == "\uD55C");
  CHECK_FALSE(nfc("a\xFF"));
}
