// SPDX-License-Identifier: Apache-2.0
#include "upkeep.h"

#include <algorithm>

namespace manumit::vault {

std::int64_t last_key_backup_expires(const Registry& registry) {
  std::int64_t last = 0;
  for (const Upkeep& line : registry.upkeep()) {
    if (line.what == Upkeep::What::keys_backed_up)
      last = std::max(last, line.until_ms);
  }
  return last;
}

std::optional<std::int64_t> key_backup_kept_until(const Registry& registry, Day made) {
  std::optional<std::int64_t> until;
  for (const Upkeep& line : registry.upkeep()) {
    if (line.what == Upkeep::What::keys_backed_up && day_at(line.at_ms) == made)
      until = std::max(until.value_or(line.until_ms), line.until_ms);
  }
  return until;
}

}  // namespace manumit::vault
