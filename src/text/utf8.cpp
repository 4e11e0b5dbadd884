// SPDX-License-Identifier: Apache-2.0
#include "utf8.h"

#include <array>

namespace manumit::text {
namespace {

/// How many bytes a letter has by its first one; 0 for a byte that begins none.
std::size_t length_by(unsigned char first) {
  if (first < 0x80)
    return 1;
  if (first < 0xC2 || first > 0xF4)
    return 0;
  if (first < 0xE0)
    return 2;
  return first < 0xF0 ? 3 : 4;
}

// The least letter that needs that many bytes: a longer form of a smaller one is ill-formed.
constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};

}  // namespace

char32_t take_letter(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = length_by(first);
  char32_t letter = length <= 1 ? first : first & (0xFFU >> (length + 1));
  bool well_formed = length > 0 && length <= text.size();
  for (std::size_t i = 1; well_formed && i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    well_formed = (byte & 0xC0) == 0x80;
    letter = letter << 6 | (byte & 0x3FU);
  }
  const bool is_surrogate = letter >= 0xD800 && letter <= 0xDFFF;
  if (!well_formed || letter < kLeast[length] || is_surrogate || letter > 0x10FFFF) {
    text.remove_prefix(1);
    return kNoLetter;
  }
  text.remove_prefix(length);
  return letter;
}

void append_letter(std::string& out, char32_t letter) {
  const auto low = [](char32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (letter < 0x80) {
    out += static_cast<char>(letter);
  } else if (letter < 0x800) {
    out += static_cast<char>(0xC0 | letter >> 6);
    out += low(letter);
  } else if (letter < 0x10000) {
    out += static_cast<char>(0xE0 | letter >> 12);
    out += low(letter >> 6);
    out += low(letter);
  } else {
    out += static_cast<char>(0xF0 | letter >> 18);
    out += low(letter >> 12);
    out += low(letter >> 6);
    out += low(letter);
  }
}

}  // namespace manumit::text
