// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace manumit::gap {

/// One file of definitions/gap as it stood when the program was built. Views of the program itself.
struct BuiltIn {
  std::string_view name;
  std::string_view text;
};

/// Defined in the table that cmake/Embed.cmake writes.
[[nodiscard]] std::vector<BuiltIn> built_in_files();

}  // namespace manumit::gap
