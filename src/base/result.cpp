// SPDX-License-Identifier: Apache-2.0
#include "base/result.h"

#include <charconv>

namespace manumit {

std::string filled(std::string_view sentence, const std::vector<std::string>& fills) {
  std::string out;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    out += sentence.substr(0, open);
    if (open == std::string_view::npos)
      break;
    sentence.remove_prefix(open);
    std::size_t number = 0;
    const char* end = sentence.data() + sentence.size();
    const auto [stop, error] = std::from_chars(sentence.data() + 1, end, number);
    const bool is_mark = error == std::errc{} && stop != end && *stop == '}';
    if (is_mark && number < fills.size()) {
      out += fills[number];
      sentence.remove_prefix(static_cast<std::size_t>(stop - sentence.data()) + 1);
    } else {
      out += '{';
      sentence.remove_prefix(1);
    }
  }
  return out;
}

std::string in_english(const Error& error) {
  std::string out;
  // Of many places the reason stands first: it would be looked for behind a hundred of them.
  const bool in_many = error.where.find("; ") != std::string::npos;
  if (!error.where.empty() && !in_many)
    out += error.where + ": ";
  out += filled(error.what, error.fills);
  if (!error.next.empty())
    out += "; " + filled(error.next, error.fills);
  if (in_many)
    out += " (" + error.where + ")";
  return out;
}

}  // namespace manumit
