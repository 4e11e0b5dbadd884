// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "command.h"
#include "vault/recovery.h"

namespace manumit::cli {

/// The shares in the files that --share names, one in each, in words or as the line of the code.
/// What was mended in reading them is said.
[[nodiscard]] Result<std::vector<vault::Share>> shares_in_files(const Args& args, Console& console);
[[nodiscard]] Option share_option();

}  // namespace manumit::cli
