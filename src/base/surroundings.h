// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>

namespace manumit {

/// What the world outside gives: the time and chance. Passed in, so that every result can be
/// repeated; tests pass a fixed clock and fixed bytes.
struct Surroundings {
  /// Milliseconds since 1970-01-01 UTC, as this machine believes.
  std::function<std::int64_t()> now_ms;
  /// Fills the span with unpredictable bytes.
  std::function<void(std::span<std::uint8_t>)> random;
};

/// The machine's own clock and its kernel's random bytes.
[[nodiscard]] Surroundings real_surroundings();

/// How long work gets on: called now and then with what is done and what there is; returning
/// false asks to stop. Empty means nobody watches.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

}  // namespace manumit
