// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace manumit::text {

/// One file of definitions/names as it stood when the program was built. Views of the program
/// itself.
struct BuiltIn {
  std::string_view name;
  std::string_view text;
};

/// Defined in the table that cmake/Embed.cmake writes.
[[nodiscard]] std::vector<BuiltIn> built_in_files();

/// The text of that file. It must be there: a missing one ends the program.
[[nodiscard]] std::string_view built_in_file(std::string_view name);

}  // namespace manumit::text
