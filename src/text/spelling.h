// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/script.h"

namespace manumit::text {

/// A word ready to be compared with Latin spellings of it.
struct SpellableWord {
  Script script = Script::none;
  /// For each letter, where the learned table knows it best.
  std::vector<std::uint32_t> rows = {};
};

/// Whether spellings of words of this script were learned: Latin, Cyrillic, Arabic, Chinese and
/// Hangul.
[[nodiscard]] bool can_be_spelled(Script script);

/// Loads the script's table at the first use (some milliseconds). Of a script that was not
/// learned the word has no rows.
[[nodiscard]] SpellableWord spellable(const NativeWord& word);

/// log2 of the chance that somebody who writes this word in Latin letters writes it so.
///
/// "Каримова" is written "karimova" by most, "karimowa" by some, "smith" by nobody: about -1, -6,
/// -80. Learned from pairs of names in two scripts (docs/decisions/0050); the sum over all ways to
/// cut the Latin word into pieces that the letters stand for. A Latin word is spelled anew: "julia"
/// for "yulia". `latin` must be folded to a–z; what is longer than 40 letters is cut there.
/// Minus infinity for a word without rows. Time O(letters · letters), a microsecond or two; with
/// `at_least` ways that are less likely than that are given up at once, which makes strangers'
/// words some times cheaper, and the answer for them minus infinity.
[[nodiscard]] double log2_spelled_so(const SpellableWord& word, std::string_view latin,
                                     double at_least = -1000);

}  // namespace manumit::text
