// SPDX-License-Identifier: Apache-2.0
#include "filing_json.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "casework/filing.h"

namespace manumit::casework {
namespace {

constexpr std::array<std::string_view, 4> kCertainties = {"", "certain", "likely", "doubtful"};

void append_escape(std::string& out, char letter) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (letter) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default: {
      const auto byte = static_cast<unsigned char>(letter);
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    }
  }
}

}  // namespace

void append_json_text(std::string& out, std::string_view words) {
  out += '"';
  std::size_t from = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const char letter = words[at];
    if (letter != '"' && letter != '\\' && static_cast<unsigned char>(letter) >= 0x20)
      continue;
    out += words.substr(from, at - from);
    append_escape(out, letter);
    from = at + 1;
  }
  out += words.substr(from);
  out += '"';
}

std::string json_double(double number) {
  std::array<char, 40> room{};
  const auto end = std::to_chars(room.data(), room.data() + room.size(), number);
  std::string text(room.data(), end.ptr);
  if (text.find_first_of(".e") == std::string::npos)
    text += ".0";
  return text;
}

std::string_view name_of(Certainty certainty) {
  return kCertainties[static_cast<std::size_t>(certainty)];
}

std::optional<Certainty> certainty_from(std::string_view name) {
  const auto at = std::find(kCertainties.begin() + 1, kCertainties.end(), name);
  if (at == kCertainties.end())
    return std::nullopt;
  return static_cast<Certainty>(at - kCertainties.begin());
}

}  // namespace manumit::casework
