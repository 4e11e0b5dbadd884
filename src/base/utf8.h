// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace manumit {

/// How long a well-formed UTF-8 letter at the start of `text` is, or 0. Unicode 15, table 3-7.
[[nodiscard]] std::size_t utf8_letter_length(std::string_view text);

}  // namespace manumit
