// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace manumit::vault {

/// Words and pieces that stand at the head of every published list of stolen passwords, in lower
/// case, the most common first; English, Russian, and Russian typed with the keyboard left in
/// Latin. Short on purpose: it teaches, it does not police.
[[nodiscard]] std::span<const std::u32string_view> common_passphrases();

/// Rows along which fingers and minds run: alphabets, digits, keyboards.
[[nodiscard]] std::span<const std::u32string_view> common_runs();

}  // namespace manumit::vault
