// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace manumit::text {

/// The text as it is compared and searched: lower-case Latin words of a–z and 0–9 with one space
/// between them.
///
/// One name reaches a case file in several scripts and spellings. "Каримова", "KARIMOVA" and
/// "Kari’mova" all become "karimova"; "Gʻofur oʻgʻli" becomes "gofur ogli". Compatibility forms
/// and case are folded, marks stripped, apostrophes inside words dropped, other punctuation
/// becomes a space. Cyrillic goes through our own table (romanise.h gives exact schemes), so that
/// the letters of Russian, Ukrainian, Uzbek, Kyrgyz, Tajik and Kazakh need no outside data; the
/// other scripts go through ICU. A letter that has no Latin form stays as it is. A Latin letter
/// mistaken for its Cyrillic look-alike inside a word (or the other way round) is put right.
///
/// Bytes that are no UTF-8 become spaces. fold(fold(x)) == fold(x). Not for showing to people.
/// Millions of short Latin or Cyrillic names a second; other scripts are some 25 to 250 times
/// slower, and their first word loads some megabytes of ICU's tables (bench/text_bench.cpp).
[[nodiscard]] std::string fold(std::string_view text);

/// The words of a folded text, as views into it.
[[nodiscard]] std::vector<std::string_view> folded_words(std::string_view folded);

/// A word that mixes letters of two scripts that look alike, such as a Latin "a" in "Каримова".
struct MixedWord {
  std::size_t offset = 0;  ///< In bytes.
  std::size_t length = 0;  ///< In bytes.
};

/// All words that mix Latin, Cyrillic or Greek letters: a slip of the keyboard, or a name made so
/// that no search finds it. Worth a flag on the cell.
[[nodiscard]] std::vector<MixedWord> find_mixed_words(std::string_view text);

}  // namespace manumit::text
