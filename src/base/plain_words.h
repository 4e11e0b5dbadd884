// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace manumit {

/// The words of a person made easy to read for a parser: Latin and Russian letters in lower case,
/// ё as е, every kind of blank as a space, every dash and minus as "-", Arabic and Persian digits
/// as 0 to 9, curly apostrophes as "'". Everything else stays.
[[nodiscard]] std::string plain_words(std::string_view words);

/// Without spaces at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace manumit
