// SPDX-License-Identifier: Apache-2.0
#include "toml_text.h"

#include <array>
#include <charconv>

namespace manumit::link {

std::string in_quotes(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += letter;
    }
  }
  return out + '"';
}

std::string toml_real(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  std::string text(digits.data(), end);
  // TOML needs a point or an exponent.
  if (text.find_first_of(".en") == std::string::npos)
    text += ".0";
  return text;
}

std::string listed(const std::vector<std::string>& texts) {
  return listed(texts, [](const std::string& text) { return in_quotes(text); });
}

}  // namespace manumit::link
