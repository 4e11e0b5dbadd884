// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <utility>

namespace manumit::estimate {

/// The quantiles that every posterior tells, by the name they have in `Diagnostics::quantiles`.
inline constexpr std::array<std::pair<const char*, double>, 9> kPosteriorLevels = {
    {{"0.025", 0.025},
     {"0.05", 0.05},
     {"0.1", 0.1},
     {"0.25", 0.25},
     {"0.5", 0.5},
     {"0.75", 0.75},
     {"0.9", 0.9},
     {"0.95", 0.95},
     {"0.975", 0.975}}};

/// Draws that a posterior leaves as `MethodResult::replicates`: as many for each method and table,
/// because those of several strata are added one to one.
inline constexpr std::size_t kPosteriorReplicates = 4'000;

}  // namespace manumit::estimate
