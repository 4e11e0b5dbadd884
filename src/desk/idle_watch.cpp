// SPDX-License-Identifier: Apache-2.0
#include "idle_watch.h"

#include <chrono>

namespace manumit::desk {
namespace {

// Often enough that "after ten minutes" is true, seldom enough not to keep a laptop awake.
constexpr std::chrono::milliseconds kBetween{500};

void look(Workplace& desk) {
  desk.lock_if_slept();
  desk.lock_if_keys_are_gone();
  desk.lock_if_idle();
}

}  // namespace

IdleWatch::IdleWatch(Workplace& desk)
    : thread_([this, &desk](const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, stop, kBetween, [&] { return stop.stop_requested(); }))
          look(desk);
      }) {}

}  // namespace manumit::desk
