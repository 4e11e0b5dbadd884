// SPDX-License-Identifier: Apache-2.0
#include "sleep_rules.h"

#include <time.h>

#include "desk.h"

namespace manumit::desk {
namespace {

// The two clocks are read one after the other, and between the readings anything may happen.
constexpr std::int64_t kNoSleepMs = 1000;

std::int64_t ms_of(clockid_t clock) {
  timespec now{};
  if (clock_gettime(clock, &now) != 0)
    return 0;
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

std::int64_t slept_by_the_clocks() {
  const std::int64_t awake = ms_of(CLOCK_MONOTONIC);
  return ms_of(CLOCK_BOOTTIME) - awake;
}

bool SleepRules::asks_to_lock(Sign sign) {
  const std::lock_guard lock(mutex_);
  switch (sign) {
    case Sign::about_to_sleep:
    case Sign::session_locked:
      return true;
    case Sign::lid_shut: {
      // A lid that is shut when first looked at was shut before the vault was opened.
      const bool was_open = lid_is_shut_ == false;
      lid_is_shut_ = true;
      return was_open;
    }
    case Sign::lid_open:
      lid_is_shut_ = false;
      return false;
    case Sign::awake:
    case Sign::session_unlocked:
      return false;
  }
  return false;
}

bool SleepRules::slept(std::int64_t slept_ms) {
  const std::lock_guard lock(mutex_);
  const bool longer = slept_ms_ && slept_ms - *slept_ms_ >= kNoSleepMs;
  if (!slept_ms_ || longer)
    slept_ms_ = slept_ms;
  return longer;
}

}  // namespace manumit::desk
