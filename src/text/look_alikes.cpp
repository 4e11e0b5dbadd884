// SPDX-License-Identifier: Apache-2.0
#include "look_alikes.h"

#include <optional>
#include <string_view>

namespace manumit::text {
namespace {

using Twin = std::optional<char32_t> (*)(char32_t);

/// The word with every letter of one class replaced by its look-alike, if all of them have one.
std::optional<std::u32string> all_twinned(std::u32string_view word, LetterClass from, Twin twin) {
  std::u32string out(word);
  for (char32_t& letter : out) {
    if (class_of(letter) != from)
      continue;
    const auto other = twin(letter);
    if (!other)
      return std::nullopt;
    letter = *other;
  }
  return out;
}

}  // namespace

std::u32string unmixed(const std::u32string& word, const Scripts& scripts) {
  auto as_cyrillic = all_twinned(word, LetterClass::latin, cyrillic_twin);
  auto as_latin = all_twinned(word, LetterClass::cyrillic, latin_twin);
  if (as_cyrillic && (scripts.cyrillic >= scripts.latin || !as_latin))
    return *as_cyrillic;
  return as_latin.value_or(word);
}

}  // namespace manumit::text
