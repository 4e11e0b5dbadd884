// SPDX-License-Identifier: Apache-2.0
#include "text/script.h"

#include <algorithm>
#include <array>
#include <utility>

#include "icu_latin.h"
#include "letters.h"
#include "look_alikes.h"
#include "text/fold.h"
#include "utf8.h"

namespace manumit::text {
namespace {

constexpr std::size_t kScripts = 7;

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;

bool is_syllable(char32_t letter) {
  return letter >= kFirstSyllable && letter <= kLastSyllable;
}

Script script_of(char32_t letter, LetterClass kind) {
  if (kind == LetterClass::latin)
    return Script::latin;
  if (kind == LetterClass::cyrillic)
    return Script::cyrillic;
  if (kind != LetterClass::other)
    return Script::none;
  if (is_arabic(letter))
    return Script::arabic;
  if (is_han(letter))
    return Script::han;
  return is_syllable(letter) ? Script::hangul : Script::other;
}

/// The letters of a text, marks that make another letter put on.
std::u32string letters_of(std::string_view text) {
  // Presentation forms of Arabic and full-width forms begin with this byte.
  const bool needs_plain_forms = text.find('\xEF') != text.npos;
  const std::string plain = needs_plain_forms ? plain_forms_by_icu(text) : std::string();
  std::string_view rest = needs_plain_forms ? std::string_view(plain) : text;
  std::u32string letters;
  while (!rest.empty()) {
    const char32_t letter = take_letter(rest);
    const LetterClass kind = class_of(letter);
    if (kind == LetterClass::gap)
      continue;
    if (kind != LetterClass::nothing) {
      letters += letter;
      continue;
    }
    const char32_t composed = letters.empty() ? 0 : composed_cyrillic(letters.back(), letter);
    if (composed != 0)
      letters.back() = composed;
  }
  return letters;
}

char32_t lower_cyrillic(char32_t letter) {
  if (letter >= 0x0400 && letter <= 0x040F)
    return letter + 0x50;
  if (letter >= 0x0410 && letter <= 0x042F)
    return letter + 0x20;
  // From here on small letters follow their capitals; between U+04C1 and U+04CE they are odd ones
  // out, the capital standing on the odd place.
  const bool odd_capitals = letter >= 0x04C1 && letter <= 0x04CE;
  const bool pairs = (letter >= 0x0460 && letter <= 0x0481) ||
                     (letter >= 0x048A && letter <= 0x04BF) ||
                     (letter >= 0x04D0 && letter <= 0x04FF) || odd_capitals;
  const bool is_capital = pairs && (letter % 2 == 1) == odd_capitals;
  return is_capital ? letter + 1 : letter;
}

/// Letters of Persian, Urdu and Arabic keyboards that stand for one another; 0 for vowel signs.
char32_t plain_arabic(char32_t letter) {
  if ((letter >= 0x064B && letter <= 0x065F) || letter == 0x0670 || letter == 0x0640)
    return 0;
  switch (letter) {
    case U'ی':
    case U'ى':
    case U'ې':
      return U'ي';
    case U'ک':
    case U'ڪ':
      return U'ك';
    case U'ہ':
    case U'ھ':
    case U'ە':
    case U'ۀ':
      return U'ه';
    case U'ټ':
    case U'ٹ':
      return U'ت';
    case U'ډ':
    case U'ڈ':
      return U'د';
    case U'ړ':
    case U'ڑ':
      return U'ر';
    case U'ں':
    case U'ڼ':
      return U'ن';
    case U'ګ':
      return U'گ';
    default:
      return letter;
  }
}

/// The jamo of a syllable (Unicode 15, section 3.12, "Hangul Syllable Decomposition").
void append_jamo(std::u32string& out, char32_t syllable) {
  constexpr char32_t kVowels = 21;
  constexpr char32_t kFinals = 28;
  const char32_t index = syllable - kFirstSyllable;
  out += 0x1100 + index / (kVowels * kFinals);
  out += 0x1161 + index % (kVowels * kFinals) / kFinals;
  if (index % kFinals != 0)
    out += 0x11A7 + index % kFinals;
}

std::string only_words(std::string_view folded) {
  std::string out;
  for (const char c : folded) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
  }
  return out;
}

std::string folded_of(const std::u32string& letters) {
  return only_words(fold(utf8_of(letters)));
}

struct Counts {
  std::array<std::size_t, kScripts> letters{};
  Scripts look_alikes;

  void count(char32_t letter) {
    const LetterClass kind = class_of(letter);
    ++letters[static_cast<std::size_t>(script_of(letter, kind))];
    look_alikes.count(letter, kind);
  }
  [[nodiscard]] Script most() const {
    const auto* found = std::max_element(letters.begin() + 1, letters.end());
    return *found == 0 ? Script::none : static_cast<Script>(found - letters.begin());
  }
};

Counts counts_of(const std::u32string& letters) {
  Counts counts;
  for (const char32_t letter : letters)
    counts.count(letter);
  return counts;
}

void append_native(std::u32string& out, char32_t letter, Script script) {
  if (script_of(letter, class_of(letter)) != script)
    return;
  if (script == Script::cyrillic) {
    out += lower_cyrillic(letter);
  } else if (script == Script::hangul) {
    append_jamo(out, letter);
  } else if (script == Script::arabic) {
    if (const char32_t plain = plain_arabic(letter); plain != 0)
      out += plain;
  } else {
    out += letter;
  }
}

std::u32string native_letters(const std::u32string& letters, const NativeWord& word) {
  if (word.script == Script::latin || word.script == Script::other) {
    std::u32string out;
    for (const char c : word.folded)
      out += static_cast<char32_t>(c);
    return out;
  }
  std::u32string out;
  for (const char32_t letter : word.script == Script::han ? simplified_by_icu(letters) : letters)
    append_native(out, letter, word.script);
  return out;
}

}  // namespace

NativeWord native_word(std::string_view text) {
  NativeWord word;
  std::u32string letters = letters_of(text);
  Counts counts = counts_of(letters);
  word.mixed = counts.look_alikes.mixed();
  if (word.mixed) {
    letters = unmixed(letters, counts.look_alikes);
    counts = counts_of(letters);
  }
  word.script = counts.most();
  word.folded = folded_of(letters);
  if (word.script != Script::none)
    word.letters = native_letters(letters, word);
  return word;
}

std::string utf8_of(std::u32string_view letters) {
  std::string text;
  for (const char32_t letter : letters)
    append_letter(text, letter);
  return text;
}

}  // namespace manumit::text
