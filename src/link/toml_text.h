// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// How values are written in TOML.
namespace manumit::link {

/// A text in quotation marks, in one line.
[[nodiscard]] std::string in_quotes(std::string_view text);
/// The shortest digits that read back as the same number.
[[nodiscard]] std::string toml_real(double value);

template <typename Items, typename Say>
[[nodiscard]] std::string listed(const Items& items, Say say) {
  std::string text = "[";
  for (const auto& item : items)
    text += (text.size() == 1 ? "" : ", ") + say(item);
  return text + "]";
}
[[nodiscard]] std::string listed(const std::vector<std::string>& texts);

}  // namespace manumit::link
