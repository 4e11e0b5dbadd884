// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manumit {

/// All texts, one behind the other, with `between` between them.
[[nodiscard]] inline std::string joined(const std::vector<std::string>& texts,
                                        std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i)
    out.append(i == 0 ? std::string_view() : between).append(texts[i]);
  return out;
}

}  // namespace manumit
