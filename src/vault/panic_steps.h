// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "vault/panic.h"

namespace manumit::vault {

/// `destroy_slots`, telling before each step that changes the disk: tests end the program there.
[[nodiscard]] Result<KeysDestroyed> destroy_slots_in_steps(const std::filesystem::path& vault_file,
                                                           const Surroundings& surroundings,
                                                           const std::function<void()>& step);

}  // namespace manumit::vault
