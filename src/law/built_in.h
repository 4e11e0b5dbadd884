// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace manumit::law {

/// One file of definitions/law as it stood when the program was built. Views of the program itself.
struct BuiltIn {
  std::string_view name;
  std::string_view text;
};

/// Defined in the table that embed.cmake writes.
[[nodiscard]] std::vector<BuiltIn> built_in_files();

}  // namespace manumit::law
