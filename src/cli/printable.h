// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace manumit::cli {

/// The text on one line, harmless on a terminal: line breaks and tabs become spaces; control
/// letters (a name could hold the escape sequence that retitles the window), bytes that are no
/// UTF-8 and letters that turn the reading direction are shown as �.
[[nodiscard]] std::string printable(std::string_view text);

/// How many columns of a terminal a printable text takes: two for most Chinese, Japanese and
/// Korean letters, none for combining marks.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// The text, cut to that many columns; a cut text ends in "…".
[[nodiscard]] std::string cut_to(std::string_view text, std::size_t columns);

}  // namespace manumit::cli
