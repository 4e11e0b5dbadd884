// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace manumit::text {

/// The value of figures ("07"), of a number word ("forty", "первый", "2nd") or, in capitals, of
/// Roman figures. The word must be folded. Figures of more than nine digits are no number but a
/// registration, and have none.
[[nodiscard]] std::optional<std::uint32_t> number_of(std::string_view folded, bool in_capitals);

}  // namespace manumit::text
