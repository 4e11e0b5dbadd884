// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "values.h"

namespace manumit::link {

inline constexpr std::size_t kPackedLetters = 16;
inline constexpr std::size_t kSizes = kPackedLetters + 1;  ///< Of packed texts, the empty one too.
inline constexpr std::size_t kPrefixes = 5;                ///< That two share: up to four letters.

/// A short text in one register, and what can be known of it at a glance.
struct PackedText {
  alignas(kPackedLetters) std::array<char, kPackedLetters> letters{};  ///< Zero behind the end.
  /// Which of 32 classes of letters it has, and which of them at least twice.
  std::uint32_t once = 0;
  std::uint32_t twice = 0;
  std::uint8_t size = 0;
  std::uint8_t more = 0;  ///< Letters beyond the second of their class.
  bool fits = false;      ///< It is ASCII and not longer: the packed kernels may have it.
  std::uint8_t unused = 0;
  std::uint32_t first_four = 0;  ///< Its first four letters, zero behind the end.
};
static_assert(sizeof(PackedText) == 32);

/// Which class each letter belongs to: the 31 commonest letters of a column have one each, all
/// others share the last.
using LetterClasses = std::array<std::uint8_t, 256>;
[[nodiscard]] LetterClasses letter_classes(const Values& values);

[[nodiscard]] PackedText packed(std::string_view text, const LetterClasses& classes);
/// All values of a column, by number.
[[nodiscard]] std::vector<PackedText> packed(const Values& values, const LetterClasses& classes);

/// The number of bits, by operations that every processor has and that can be done for many numbers
/// at once.
[[nodiscard]] [[gnu::always_inline]] inline std::uint32_t bits_in(std::uint32_t word) {
  word -= word >> 1 & 0x55555555U;
  word = (word & 0x33333333U) + (word >> 2 & 0x33333333U);
  word = (word + (word >> 4)) & 0x0F0F0F0FU;
  return word * 0x01010101U >> 24;
}

/// How many letters two packed texts share at most, each counted as often as both have it.
[[nodiscard]] inline unsigned most_shared(const PackedText& a, const PackedText& b) {
  const unsigned more = a.more < b.more ? a.more : b.more;
  return bits_in(a.once & b.once) + bits_in(a.twice & b.twice) + more;
}

/// Jaro–Winkler of two texts that fit: what text::name_similarity, the reference, says of the
/// shorter and the longer one (of equally long ones the first in the order of bytes). Symmetric.
/// Some tens of cycles.
[[nodiscard]] double packed_similarity(const PackedText& a, const PackedText& b);

/// How many slips lie between two texts that fit, as text::edit_distance counts them (two
/// neighbours exchanged are one slip); without `exchanges` they are two.
[[nodiscard]] int packed_distance(const PackedText& a, const PackedText& b, bool exchanges);

}  // namespace manumit::link
