// SPDX-License-Identifier: Apache-2.0
#include "base/toml_guard.h"

#include <algorithm>

namespace manumit {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The byte after a comment that begins here.
std::size_t after_comment(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

/// The byte after a text in quotes that begins here. One that is not closed on its line ends there:
/// the parser stops at the same place.
std::size_t after_quotes(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string_view three = text.substr(at, 3);
  const bool is_long = three.size() == 3 && three[1] == quote && three[2] == quote;
  const std::string_view closing = is_long ? three : text.substr(at, 1);
  at += closing.size();
  while (at < text.size()) {
    if (quote == '"' && text[at] == '\\') {
      at += 2;
    } else if (!is_long && text[at] == '\n') {
      return at;
    } else if (text.substr(at, closing.size()) == closing) {
      at += closing.size();
      // Up to two quotes may stand right before the three that close.
      while (is_long && at < text.size() && text[at] == quote)
        ++at;
      return at;
    } else {
      ++at;
    }
  }
  return text.size();
}

}  // namespace

std::optional<std::size_t> stray_letter(std::string_view toml) {
  std::size_t at = toml.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  while (at < toml.size()) {
    if (toml[at] == '#')
      at = after_comment(toml, at);
    else if (toml[at] == '"' || toml[at] == '\'')
      at = after_quotes(toml, at);
    else if ((static_cast<unsigned char>(toml[at]) & 0x80U) != 0)
      return at;
    else
      ++at;
  }
  return std::nullopt;
}

}  // namespace manumit
