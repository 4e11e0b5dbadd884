// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "text/romanise.h"

namespace manumit::text {

/// How one lower-case Cyrillic letter is written.
struct SchemeLetter {
  char32_t letter = 0;
  std::string_view usual;
  std::string_view first = {};  ///< At the start of a word, if that differs.
  bool after_vowels = false;    ///< `first` also stands after a vowel, й, ъ and ь.
};

/// What a letter becomes; a scheme's own letters come before the Russian ones that it shares.
[[nodiscard]] std::span<const SchemeLetter> own_letters(Scheme scheme);
[[nodiscard]] std::span<const SchemeLetter> shared_letters();

}  // namespace manumit::text
