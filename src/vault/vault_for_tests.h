// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/surroundings.h"

namespace manumit::vault {

/// A clock that stands at a fixed day and goes on by one second each time it is read.
///
/// Vault::create() makes the cheap vaults of KdfProfile::for_tests only under this clock: so no
/// program that people run can make one by a slip, and tests need not wait a second for each.
/// Included by tests, fuzz targets and benchmarks alone.
struct TestClock {
  std::int64_t at_ms = 1'600'000'000'000;  ///< 2020-09-13, a Sunday
  std::int64_t operator()() { return at_ms += 1000; }
};

/// That clock, and bytes that are the same for the same seed and different at each call.
[[nodiscard]] Surroundings test_surroundings(std::uint64_t seed);

}  // namespace manumit::vault
