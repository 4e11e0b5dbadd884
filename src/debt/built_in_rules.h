// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace manumit::debt {

/// One file of definitions/wages, as it was when the program was built.
struct BuiltInFile {
  std::string_view country;  ///< its folder
  std::string_view name;
  std::string_view text;
};
/// All of them, written by CMake (built_in_files.cpp.in).
[[nodiscard]] std::vector<BuiltInFile> built_in_files();

}  // namespace manumit::debt
