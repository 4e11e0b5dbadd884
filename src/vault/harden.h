// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/result.h"

namespace manumit::vault {

/// Keeps this process's memory to itself: no core files, no reading by other processes of the same
/// user, new files readable by this user only, and what SQLite frees is overwritten. To be called
/// first in `main`; cannot be undone.
void harden_process();

/// A warning when memory may be written to a swap that is not encrypted. Keys are locked and never
/// swapped, but what people said is in ordinary memory while the vault is open.
[[nodiscard]] std::optional<Error> swap_warning();

}  // namespace manumit::vault
