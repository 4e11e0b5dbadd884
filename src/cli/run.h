// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace manumit::cli {

/// No core dumps, no other process of this user may look into this one's memory, files are made
/// for their owner alone, and a reader that goes away is an error to report, not a sudden end.
void harden_process();

/// Does what was asked on the command line and says how it went: 0 done, 1 could not, 2 asked
/// wrongly.
[[nodiscard]] int run(const std::vector<std::string>& words);

}  // namespace manumit::cli
