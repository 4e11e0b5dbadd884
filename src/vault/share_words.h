// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "share_symbols.h"

namespace manumit::vault {

enum class WordLanguage : std::uint8_t { english, russian };

/// The 256 words of definitions/recovery in that language, each at the place of its byte.
[[nodiscard]] const std::array<std::string_view, 256>& share_words(WordLanguage language);

/// All 44 with a blank between.
[[nodiscard]] Secret<std::string> in_words(const ShareSymbols& symbols, WordLanguage language);

/// Words as typed, each already turned into its symbol.
struct TypedWords {
  Secret<Bytes> symbols;
  std::vector<MendedWord> faults;  ///< those without a symbol (0 stands there), by place
};

/// Refused: letters that are no UTF-8, and a word in another script than those before it. Words
/// that are in no list are among the faults. What stands beyond the 64th word is only counted.
[[nodiscard]] Result<TypedWords> read_words(std::string_view text);

}  // namespace manumit::vault
