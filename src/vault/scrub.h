// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "base/day.h"
#include "open_vault.h"

namespace manumit::vault {

/// The rows whose day it is (vault/backup.h), each read twice through connections of their own, the
/// second time from the disk as far as the system lets go of what it keeps in memory. Then all that
/// can be said of one row by itself, with the keys: chains are for `verify`. `between` is called
/// between the two readings of a block.
[[nodiscard]] Result<Scrubbed> scrub_rows(OpenVault& vault, std::int32_t day,
                                          const Progress& progress,
                                          const std::function<void()>& between);

/// How many days' parts are due: today's, and those since the last that was noted; all thirty at
/// most.
[[nodiscard]] std::int32_t days_to_scrub(std::optional<Day> last, Day today);

}  // namespace manumit::vault
