// SPDX-License-Identifier: Apache-2.0
#include "utf8.h"

#include <cstdint>
#include <cstring>
#include <optional>

#include "base/encoding.h"

namespace manumit {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);

/// Whether the eight bytes from here are all below 128.
bool is_ascii_word(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, kWord);
  return (word & 0x8080808080808080U) == 0;
}

}  // namespace

std::size_t utf8_letter_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto goes_on = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0x80)
    return 1;
  if (first < 0xC2 || first > 0xF4 || !goes_on(1))
    return 0;
  if (first < 0xE0)
    return 2;
  if (first < 0xF0) {
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F))
      return 0;
    return goes_on(2) ? 3 : 0;
  }
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
    return 0;
  return goes_on(2) && goes_on(3) ? 4 : 0;
}

std::optional<std::size_t> first_bad_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    // Nearly all of a text in most scripts is of one or two bytes a letter.
    if (at + kWord <= text.size() && is_ascii_word(text.data() + at)) {
      at += kWord;
      continue;
    }
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
      ++at;
      continue;
    }
    if (first >= 0xC2 && first < 0xE0 && at + 1 < text.size() &&
        (static_cast<unsigned char>(text[at + 1]) & 0xC0U) == 0x80U) {
      at += 2;
      continue;
    }
    const std::size_t length = utf8_letter_length(text.substr(at, 4));
    if (length == 0)
      return at;
    at += length;
  }
  return std::nullopt;
}

}  // namespace manumit
