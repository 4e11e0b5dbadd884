// SPDX-License-Identifier: Apache-2.0
#include "built_in.h"

#include <algorithm>

#include "base/check.h"

namespace manumit::text {

std::string_view built_in_file(std::string_view name) {
  const std::vector<BuiltIn> files = built_in_files();
  const auto found = std::find_if(files.begin(), files.end(),
                                  [name](const BuiltIn& file) { return file.name == name; });
  MANUMIT_CHECK(found != files.end());
  return found->text;
}

}  // namespace manumit::text
