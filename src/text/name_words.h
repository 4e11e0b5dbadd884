// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace manumit::text {

/// What a word of a name is by itself (definitions/names/name_words.csv).
enum class NameWord : std::uint8_t { other, title, particle, son, daughter, generation };

[[nodiscard]] NameWord name_word(std::string_view folded);

}  // namespace manumit::text
