// SPDX-License-Identifier: Apache-2.0
#include "text/romanise.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "letters.h"
#include "romanise_tables.h"
#include "utf8.h"

namespace manumit::text {
namespace {

constexpr std::u32string_view kVowels = U"аеёиоуыэюяіїєўәөүұӣӯ";
constexpr std::u32string_view kVowelsAndSigns = U"аеёиоуыэюяіїєўәөүұӣӯйъь";

/// The lower-case form of the Cyrillic letters that the schemes know.
char32_t lower(char32_t letter) {
  if (letter >= U'А' && letter <= U'Я')
    return letter + 0x20;
  if (letter >= 0x0400 && letter <= 0x040F)
    return letter + 0x50;
  const bool in_pairs =
      (letter >= 0x048A && letter <= 0x04BF) || (letter >= 0x04D0 && letter <= 0x04FF);
  return in_pairs && letter % 2 == 0 ? letter + 1 : letter;
}

char32_t upper(char32_t letter) {
  if (letter >= U'а' && letter <= U'я')
    return letter - 0x20;
  if (letter >= 0x0450 && letter <= 0x045F)
    return letter - 0x50;
  const bool in_pairs =
      (letter >= 0x048A && letter <= 0x04BF) || (letter >= 0x04D0 && letter <= 0x04FF);
  return in_pairs && letter % 2 == 1 ? letter - 1 : letter;
}

bool is_capital(char32_t letter) {
  return lower(letter) != letter;
}

char upper_ascii(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_one_of(char32_t letter, std::u32string_view letters) {
  return letters.find(letter) != std::u32string_view::npos;
}

const SchemeLetter* row_of(char32_t letter, Scheme scheme) {
  for (const auto table : {own_letters(scheme), shared_letters()}) {
    const auto found = std::find_if(table.begin(), table.end(), [letter](const SchemeLetter& row) {
      return row.letter == letter;
    });
    if (found != table.end())
      return &*found;
  }
  return nullptr;
}

bool is_word_letter(char32_t letter) {
  const LetterClass kind = class_of(letter);
  return kind == LetterClass::cyrillic || kind == LetterClass::latin ||
         kind == LetterClass::nothing;
}

/// How the letter is written after `before` (0 at the start of a word), all in lower case.
std::optional<std::string_view> written(char32_t letter, char32_t before, Scheme scheme) {
  const SchemeLetter* row = row_of(letter, scheme);
  if (row == nullptr)
    return std::nullopt;
  // Resolution 55 keeps зг apart from ж, which is zh.
  if (scheme == Scheme::ukrainian_2010 && letter == U'г' && before == U'з')
    return "gh";
  if (scheme == Scheme::uzbek_1995 && letter == U'ц' && is_one_of(before, kVowels))
    return "ts";
  const bool takes_first = before == 0 || (row->after_vowels && is_one_of(before, kVowelsAndSigns));
  return takes_first && !row->first.empty() ? row->first : row->usual;
}

/// "Shch" or "SHCH": capitals run on if the letters around are capitals.
void append_in_case(std::string& out, std::string_view latin, bool first_big, bool all_big) {
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const bool big = i == 0 ? first_big : all_big;
    out += big ? upper_ascii(latin[i]) : latin[i];
  }
}

/// One way to read Latin letters back.
struct Reading {
  std::string_view latin;
  char32_t cyrillic;
};

/// All readings of a scheme, the longest first. Where letters share a form, the first stands: the
/// scheme's own before the shared ones, but а, и, е before rarer letters with the same form.
std::vector<Reading> readings(Scheme scheme) {
  std::vector<Reading> all;
  const auto add = [&](std::string_view latin, char32_t cyrillic) {
    const bool known = std::any_of(all.begin(), all.end(),
                                   [latin](const Reading& each) { return each.latin == latin; });
    if (!latin.empty() && !known)
      all.push_back({latin, cyrillic});
  };
  for (const SchemeLetter& row : shared_letters()) {
    // й is found by what stands before it (is_short_i), ё gives way to е, which is more common.
    const bool is_shared_form = row_of(row.letter, scheme) == &row;
    if (is_shared_form && row.letter != U'й')
      add(row.usual, row.letter);
  }
  for (const SchemeLetter& row : own_letters(scheme)) {
    if (row.letter == U'й')
      continue;
    add(row.usual, row.letter);
    add(row.first, row.letter);
  }
  const SchemeLetter* short_i = row_of(U'й', scheme);
  if (short_i != nullptr)
    add(short_i->usual, U'й');
  std::stable_sort(all.begin(), all.end(), [](const Reading& a, const Reading& b) {
    return a.latin.size() > b.latin.size();
  });
  return all;
}

/// й writes as another letter does in every scheme: y is й after a vowel, i only at the end of a
/// word too (Sergei), as Said has и.
bool is_short_i(std::string_view latin, char32_t before, std::string_view rest, Scheme scheme) {
  const SchemeLetter* row = row_of(U'й', scheme);
  if (row == nullptr || row->usual != latin || !is_one_of(before, kVowels))
    return false;
  return latin == "y" || rest.empty() || !is_word_letter(take_letter(rest));
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_beginning) {
  if (text.size() < lower_beginning.size())
    return false;
  return std::equal(lower_beginning.begin(), lower_beginning.end(), text.begin(),
                    [](char a, char b) { return a == lower_ascii(b); });
}

}  // namespace

std::string romanise(std::string_view text, Scheme scheme) {
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;  // The letter before in the same word, in lower case.
  bool before_big = false;
  while (!text.empty()) {
    const std::string_view here = text;
    const char32_t letter = take_letter(text);
    const auto latin = written(lower(letter), before, scheme);
    if (!latin) {
      out += here.substr(0, here.size() - text.size());
      before = is_word_letter(letter) ? letter : 0;
      before_big = false;
      continue;
    }
    std::string_view rest = text;
    const char32_t next = rest.empty() ? 0 : take_letter(rest);
    const bool next_is_word = next != 0 && row_of(lower(next), scheme) != nullptr;
    const bool big = is_capital(letter);
    append_in_case(out, *latin, big, big && (next_is_word ? is_capital(next) : before_big));
    before = lower(letter);
    before_big = big;
  }
  return out;
}

std::string cyrillise(std::string_view text, Scheme scheme) {
  const std::vector<Reading> all = readings(scheme);
  std::string out;
  char32_t before = 0;  // The Cyrillic letter before, in lower case.
  while (!text.empty()) {
    const auto found = std::find_if(all.begin(), all.end(), [text](const Reading& each) {
      return starts_with_ignoring_case(text, each.latin);
    });
    if (found == all.end()) {
      const std::string_view here = text;
      before = lower(take_letter(text));
      out += here.substr(0, here.size() - text.size());
      continue;
    }
    const bool big = lower_ascii(text.front()) != text.front();
    text.remove_prefix(found->latin.size());
    const bool short_i = is_short_i(found->latin, before, text, scheme);
    before = short_i ? U'й' : found->cyrillic;
    append_letter(out, big ? upper(before) : before);
  }
  return out;
}

}  // namespace manumit::text
