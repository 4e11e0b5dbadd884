// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace manumit::debt {

/// The name of an enumerator in a table that holds the names in order.
template <std::size_t Count, typename Enum>
[[nodiscard]] constexpr std::string_view name_in(const std::array<std::string_view, Count>& names,
                                                 Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

/// The enumerator with that name, or nothing.
template <typename Enum, std::size_t Count>
[[nodiscard]] constexpr std::optional<Enum> named(const std::array<std::string_view, Count>& names,
                                                  std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end())
    return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

}  // namespace manumit::debt
