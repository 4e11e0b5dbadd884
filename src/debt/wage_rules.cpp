// SPDX-License-Identifier: Apache-2.0
#include "debt/wage_rules.h"

#include <algorithm>

namespace manumit::debt {

const Ground* WageRules::ground_of(const Line& line) const {
  for (const Ground& ground : grounds) {
    const bool by_kind =
        std::find(ground.kinds.begin(), ground.kinds.end(), line.kind) != ground.kinds.end();
    if (line.ground.empty() ? by_kind : ground.id == line.ground)
      return &ground;
  }
  return nullptr;
}

}  // namespace manumit::debt
