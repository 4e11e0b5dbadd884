// SPDX-License-Identifier: Apache-2.0
#include "share_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

using namespace manumit;
using namespace manumit::vault;

namespace {

std::u32string letters_of(std::string_view word) {
  std::u32string out;
  for (const char byte : word) {
    const auto bits = static_cast<unsigned char>(byte);
    if ((bits & 0xC0) == 0x80)
      out.back() = (out.back() << 6) | (bits & 0x3FU);
    else
      out += bits < 0x80 ? bits : bits & 0x1FU;
  }
  return out;
}

/// Levenshtein (1966): letters put in, taken out or replaced.
std::size_t changes_between(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = corner + (a[i - 1] == b[j - 1] ? 0U : 1U);
      corner = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

std::vector<std::u32string> list_of(WordLanguage language) {
  std::vector<std::u32string> out;
  for (const std::string_view word : share_words(language))
    out.push_back(letters_of(word));
  return out;
}

constexpr std::array kBoth{WordLanguage::english, WordLanguage::russian};

Bytes symbols_read(std::string_view text) {
  const auto typed = read_words(text);
  REQUIRE_MESSAGE(typed.has_value(), (typed ? "" : in_english(typed.error())));
  CHECK(typed->faults.empty());
  return typed->symbols.reveal();
}

}  // namespace

TEST_CASE("the words are 256 in order, of 4 to 8 small letters of one script") {
  for (const WordLanguage language : kBoth) {
    const auto words = list_of(language);
    CHECK(words.size() == 256);
    CHECK(std::is_sorted(words.begin(), words.end()));
    for (const auto& word : words) {
      CHECK(word.size() >= 4);
      CHECK(word.size() <= 8);
      CHECK(std::all_of(word.begin(), word.end(), [language](char32_t letter) {
        return language == WordLanguage::english ? letter >= U'a' && letter <= U'z'
                                                 : letter >= U'\u0430' && letter <= U'\u044F';
      }));
    }
  }
}

TEST_CASE("the first four letters tell each word, and three changes lie between any two") {
  for (const WordLanguage language : kBoth) {
    const auto words = list_of(language);
    std::set<std::u32string> beginnings;
    std::size_t nearest = 99;
    for (std::size_t i = 0; i < words.size(); ++i) {
      beginnings.insert(words[i].substr(0, 4));
      for (std::size_t j = 0; j < i; ++j)
        nearest = std::min(nearest, changes_between(words[i], words[j]));
    }
    CHECK(beginnings.size() == 256);
    CHECK(nearest >= 3);
  }
}

TEST_CASE("every word is read as its own byte, whole or by its first four letters") {
  for (const WordLanguage language : kBoth) {
    for (std::size_t i = 0; i < 256; ++i) {
      const std::string word(share_words(language)[i]);
      const std::size_t four = language == WordLanguage::english ? 4 : 8;  // bytes
      CHECK(symbols_read(word) == Bytes{static_cast<std::uint8_t>(i)});
      CHECK(symbols_read(word.substr(0, four)) == Bytes{static_cast<std::uint8_t>(i)});
    }
  }
}

TEST_CASE("reading words forgives capitals, numbers, commas, blanks and how ё and й are written") {
  const Bytes expected{0, 1, 2};
  CHECK(symbols_read("acorn almond anchor") == expected);
  CHECK(symbols_read("  1. ACORN,\n\t2) Almonds;   3 - anchor.\r\n") == expected);
  CHECK(symbols_read("\xEF\xBB\xBF№ 1: «acorn»\u00A0— al\u00ADmond\u2009… “anch”") == expected);
  const Bytes river = symbols_read("ежевика тополь чайник");
  CHECK(symbols_read("ЁЖЕВИКА, Тополя, Чайник") == river);
  // Ё and й as a letter with a mark of its own.
  CHECK(symbols_read("Е\u0308жевика тополь чаи\u0306ник") == river);
  CHECK(symbols_read("") == Bytes{});
  CHECK(symbols_read(" 1. 2. 3. ") == Bytes{});
}

TEST_CASE("what is not in the list or cannot be read is told by its place") {
  const auto typed = read_words("acorn ? almond zzzzzz anch?? anc?or tree élan");
  REQUIRE(typed);
  CHECK(typed->symbols.reveal().size() == 8);
  std::vector<std::pair<unsigned, MendedWord::Why>> found;
  for (const MendedWord& fault : typed->faults)
    found.emplace_back(fault.place, fault.why);
  using Why = MendedWord::Why;
  CHECK(found == decltype(found){{2, Why::illegible},
                                 {4, Why::unknown},
                                 {6, Why::illegible},
                                 {7, Why::unknown},
                                 {8, Why::unknown}});
  CHECK(typed->symbols.reveal()[4] == 2);
}

TEST_CASE("a mix of two languages is refused, and the place of the first strange word said") {
  const auto mixed = read_words("acorn, ?, almond, якорь, anchor");
  REQUIRE_FALSE(mixed);
  CHECK(mixed.error().kind == Error::Kind::bad_input);
  CHECK(mixed.error().fills == std::vector<std::string>{"4"});
  CHECK_FALSE(read_words("абрикос acorn"));
}

TEST_CASE("what is no text or far too long is refused") {
  CHECK_FALSE(read_words("acorn \xD0"));
  std::string long_text;
  for (int i = 0; i < 65; ++i)
    long_text += "acorn ";
  CHECK_FALSE(read_words(long_text));
}
