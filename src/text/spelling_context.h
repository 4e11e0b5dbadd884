// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/script.h"

namespace manumit::text {

/// What a table of spellings knows a letter by, from the general to the particular: the letter
/// alone, with the one that follows, with both neighbours. A Chinese character is known by its
/// reading and then by itself.
///
/// The learner (tools/names) and the program must agree on this, so both take it from here.
struct SpellingContext {
  static constexpr std::size_t kMostLevels = 3;

  /// Keys of the levels; 0 where there is none.
  std::array<std::uint64_t, kMostLevels> keys{};
};

inline constexpr char32_t kWordBegins = U'^';
inline constexpr char32_t kWordEnds = U'$';

/// The key of a context of one to three letters: "л", "ла", "^ла".
[[nodiscard]] std::uint64_t context_key(std::u32string_view letters);
/// The key of a reading in pinyin.
[[nodiscard]] std::uint64_t reading_key(std::string_view reading);

/// The context of the letter at `place`.
[[nodiscard]] SpellingContext context_at(const NativeWord& word, std::size_t place);

/// The reading of a Chinese character in pinyin, without its tone.
[[nodiscard]] std::string reading_of(char32_t character);

}  // namespace manumit::text
