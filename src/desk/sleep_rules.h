// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

namespace manumit::desk {

/// Decides from what the machine tells whether somebody may have left it: then the keys must go.
/// Knows nothing of how it is told. Safe from several threads.
class SleepRules {
 public:
  enum class Sign {
    about_to_sleep,
    awake,
    session_locked,
    session_unlocked,
    lid_shut,
    lid_open,
  };
  /// Signs that say no more than the one before ask for nothing: a lid that stays shut beside an
  /// outer screen must not lock the desk again and again.
  [[nodiscard]] bool asks_to_lock(Sign sign);

  /// From how long the machine has slept in all: whether it slept since the last time. Clocks that
  /// drift by less than a second mean nothing.
  [[nodiscard]] bool slept(std::int64_t slept_ms);

 private:
  std::mutex mutex_;
  std::optional<bool> lid_is_shut_;
  std::optional<std::int64_t> slept_ms_;
};

}  // namespace manumit::desk
