// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace manumit::cli {

/// Keeps this process's memory to itself (vault/harden.h); a reader that goes away becomes an error
/// to report, not a sudden end. To be called first in `main`.
void prepare_process();

/// Does what was asked on the command line and says how it went: 0 done, 1 could not, 2 asked
/// wrongly.
[[nodiscard]] int run(const std::vector<std::string>& words);

}  // namespace manumit::cli
