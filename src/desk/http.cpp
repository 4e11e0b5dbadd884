// SPDX-License-Identifier: Apache-2.0
#include "http.h"

#include "base/encoding.h"

namespace manumit::desk {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9')
    return digit - '0';
  if (digit >= 'a' && digit <= 'f')
    return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F')
    return digit - 'A' + 10;
  return -1;
}

tl::unexpected<Error> bad_address() {
  return fail(Error::Kind::bad_input, "this address cannot be read");
}

Result<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char letter = text[i];
    if (letter == '%') {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0)
        return bad_address();
      letter = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (letter == '+' && plus_is_blank) {
      letter = ' ';
    }
    const auto code = static_cast<unsigned char>(letter);
    if (code < 0x20 || code == 0x7f)
      return bad_address();
    out.push_back(letter);
  }
  if (first_bad_utf8(out))
    return bad_address();
  return out;
}

bool climbs(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view part = path.substr(0, path.find('/'));
    if (part == "." || part == "..")
      return true;
    path.remove_prefix(part.size());
  }
  return false;
}

}  // namespace

std::string_view Target::asked(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name)
      return value;
  }
  return {};
}

Result<Target> parse_target(std::string_view target) {
  const std::size_t mark = target.find('?');
  Target out;
  out.path = TRY(decoded(target.substr(0, mark), false));
  if (!out.path.starts_with('/') || out.path.find('\\') != std::string::npos || climbs(out.path))
    return bad_address();
  std::string_view rest = mark == std::string_view::npos ? "" : target.substr(mark + 1);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    const std::string_view value = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
    out.query.emplace_back(TRY(decoded(pair.substr(0, equals), true)), TRY(decoded(value, true)));
  }
  return out;
}

}  // namespace manumit::desk
