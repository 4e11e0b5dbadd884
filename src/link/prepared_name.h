// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "link/names.h"

namespace manumit::link {

struct PreparedName {
  NameKind kind = NameKind::person;
  bool mixes_scripts = false;
  std::vector<std::string> tokens;  ///< Folded words with at least one letter or digit a–z, 0–9.
};

}  // namespace manumit::link
