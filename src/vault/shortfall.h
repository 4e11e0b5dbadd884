// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "anchors.h"

namespace manumit::vault {

/// What all noted states together vouch for, and the chains do not hold.
struct Shortfall {
  std::uint64_t entries = 0;    ///< missing at the ends
  std::vector<Head> ends;       ///< of each such chain the farthest that is known
  std::int64_t missing_ms = 0;  ///< when the newest state was noted that is not reached
  std::optional<std::int64_t> exchanged_ms;  ///< the same of one that knew other entries
  std::vector<bool> held;                    ///< by the states' order
};
/// Without roots the trees are not compared.
[[nodiscard]] Shortfall shortfall(std::span<const NotedState> states, const Chains& chains,
                                  const Roots& roots);

/// Into the verdict, what is held. With a registry only what a device may vouch for.
void count_held(Verdict& verdict, std::span<const NotedState> states, const Shortfall& gone,
                const Registry* registry);

}  // namespace manumit::vault
