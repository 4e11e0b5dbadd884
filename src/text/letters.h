// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace manumit::text {

/// What a letter of Unicode is to a search.
enum class LetterClass : std::uint8_t {
  latin,     ///< Has a form in `latin_form`, marks stripped.
  cyrillic,  ///< Has a form in `latin_form`, romanised.
  digit,     ///< ASCII, Arabic, Persian and full-width; has a form.
  nothing,   ///< A mark, an apostrophe or an invisible letter: belongs to the word, says nothing.
  gap,       ///< A blank, punctuation, a symbol: ends the word.
  other,     ///< A letter of another script, which ICU romanises.
};

[[nodiscard]] LetterClass class_of(char32_t letter);

/// How a Latin or Cyrillic letter or digit is folded: "a", "shch", "", "7". Empty for others.
[[nodiscard]] std::string_view latin_form(char32_t letter);

/// The Cyrillic letter that a base letter and a combining mark make and that folds otherwise than
/// its base (й of и and U+0306), or 0.
[[nodiscard]] char32_t composed_cyrillic(char32_t base, char32_t mark);

/// The letter of the other script that looks the same: Latin "a" and Cyrillic "а".
[[nodiscard]] std::optional<char32_t> cyrillic_twin(char32_t latin);
[[nodiscard]] std::optional<char32_t> latin_twin(char32_t cyrillic);

[[nodiscard]] bool is_greek(char32_t letter);
[[nodiscard]] bool is_arabic(char32_t letter);
/// Chinese characters, kana and Hangul: scripts that are searched by pairs of letters.
[[nodiscard]] bool is_cjk(char32_t letter);
[[nodiscard]] bool is_han(char32_t letter);

}  // namespace manumit::text
