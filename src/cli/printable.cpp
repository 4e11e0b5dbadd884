// SPDX-License-Identifier: Apache-2.0
#include "printable.h"

#include <wchar.h>

#include <cstdint>

namespace manumit::cli {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr char32_t kNoLetter = 0xFFFFFFFF;

struct Letter {
  char32_t code = kNoLetter;  ///< kNoLetter: no well-formed UTF-8 here
  std::size_t bytes = 1;
};

bool is_continuation(char byte) {
  return (static_cast<std::uint8_t>(byte) & 0xC0) == 0x80;
}

/// The first letter of a text that is not empty.
Letter first_letter(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text[0]);
  if (lead < 0x80)
    return {.code = lead, .bytes = 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes)
    return {};
  char32_t code = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!is_continuation(text[i]))
      return {};
    code = code << 6 | (static_cast<std::uint8_t>(text[i]) & 0x3FU);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kLeast[bytes] || code > 0x10FFFF || is_surrogate)
    return {};
  return {.code = code, .bytes = bytes};
}

bool is_space(char32_t code) {
  return code == '\n' || code == '\r' || code == '\t' || code == 0x2028 || code == 0x2029;
}

bool is_unsafe(char32_t code) {
  const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool turns_direction = code == 0x061C || code == 0x200E || code == 0x200F ||
                               (code >= 0x202A && code <= 0x202E) ||
                               (code >= 0x2066 && code <= 0x2069);
  return code == kNoLetter || is_control || turns_direction;
}

std::size_t width_of(char32_t code) {
  const int width = wcwidth(static_cast<wchar_t>(code));
  return width < 0 ? 1 : static_cast<std::size_t>(width);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    if (is_space(letter.code))
      out += ' ';
    else if (is_unsafe(letter.code))
      out += kReplacement;
    else
      out += text.substr(0, letter.bytes);
    text.remove_prefix(letter.bytes);
  }
  return out;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    columns += letter.code == kNoLetter ? 1 : width_of(letter.code);
    text.remove_prefix(letter.bytes);
  }
  return columns;
}

std::string cut_to(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns)
    return std::string(text);
  std::string out;
  std::size_t taken = 0;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    const std::size_t width = letter.code == kNoLetter ? 1 : width_of(letter.code);
    if (taken + width + 1 > columns)
      break;
    out += text.substr(0, letter.bytes);
    taken += width;
    text.remove_prefix(letter.bytes);
  }
  return columns == 0 ? std::string() : out + "…";
}

}  // namespace manumit::cli
