// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace manumit::text {

enum class Script : std::uint8_t {
  none,  ///< No letters.
  latin,
  cyrillic,
  arabic,
  han,
  hangul,
  other,  ///< Compared by what ICU makes of it in Latin letters.
};

/// One word in the letters of its own script, as the tables of spellings know them
/// (text/spelling.h): lower case, without marks and presentation forms.
///
/// Cyrillic keeps the letters of all its languages. Of Arabic the letters that Persian and Arabic
/// keyboards exchange (ی ي ى, ک ك, ہ ه) are one. Chinese characters are the simplified ones. A
/// syllable of Hangul is its two or three jamo. Latin and what ICU romanises are folded.
struct NativeWord {
  Script script = Script::none;
  std::u32string letters = {};
  std::string folded = {};  ///< a–z and digits alone (text/fold.h); may be empty.
  bool mixed = false;       ///< Mixes letters of two scripts that look alike; they were put right.

  friend bool operator==(const NativeWord&, const NativeWord&) = default;
};

/// The text as one word: blanks and punctuation are left out. Words of several scripts that do
/// not look alike are of the script that has the most letters, and only those letters count.
/// Chinese and scripts that ICU romanises cost tens of microseconds, the others less than one.
[[nodiscard]] NativeWord native_word(std::string_view text);

/// Letters as text.
[[nodiscard]] std::string utf8_of(std::u32string_view letters);

}  // namespace manumit::text
