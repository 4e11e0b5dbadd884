// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "workplace.h"

namespace manumit::desk {

/// Looks now and then whether anybody is still at the desk, whether the machine slept, and whether
/// the keys are still in their place; if not, locks it. Ends with its life; `desk` must outlive it.
class IdleWatch {
 public:
  explicit IdleWatch(Workplace& desk);

 private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last: ends before what it waits on
};

}  // namespace manumit::desk
