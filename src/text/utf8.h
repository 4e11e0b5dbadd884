// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace manumit::text {

/// Stands for a byte that is no well-formed UTF-8.
inline constexpr char32_t kNoLetter = 0xFFFFFFFF;

/// Takes the first letter off the text. An ill-formed byte is taken alone, as `kNoLetter`. The
/// text must not be empty.
[[nodiscard]] char32_t take_letter(std::string_view& text);

void append_letter(std::string& out, char32_t letter);

}  // namespace manumit::text
