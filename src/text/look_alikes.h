// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "letters.h"

namespace manumit::text {

/// Which scripts stand in a word.
struct Scripts {
  std::size_t latin = 0;
  std::size_t cyrillic = 0;
  std::size_t greek = 0;
  std::size_t other = 0;

  void count(char32_t letter, LetterClass kind) {
    if (kind == LetterClass::latin)
      ++latin;
    if (kind == LetterClass::cyrillic)
      ++cyrillic;
    if (kind == LetterClass::other)
      ++(is_greek(letter) ? greek : other);
  }
  [[nodiscard]] bool mixed() const { return (latin > 0) + (cyrillic > 0) + (greek > 0) > 1; }
};

/// A word of Latin and Cyrillic letters, put into the script that it was most likely meant in; as
/// it is where a letter has no look-alike there.
[[nodiscard]] std::u32string unmixed(const std::u32string& word, const Scripts& scripts);

}  // namespace manumit::text
