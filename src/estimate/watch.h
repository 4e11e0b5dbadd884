// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>

#include "base/result.h"
#include "base/surroundings.h"
#include "methods.h"

namespace manumit::estimate {

/// Counts pieces of work that several threads finish, and tells whoever watches, one at a time.
class Watch {
 public:
  Watch(const Progress& progress, std::uint64_t pieces) : progress_(progress), pieces_(pieces) {}

  /// One piece is done; the error of a person who asked to stop.
  [[nodiscard]] Result<void> tick() {
    const std::lock_guard lock(mutex_);
    ++done_;
    if (progress_ && !progress_(done_, pieces_))
      return fail(stopped());
    return {};
  }

 private:
  const Progress progress_;
  const std::uint64_t pieces_;
  std::mutex mutex_;
  std::uint64_t done_ = 0;
};

}  // namespace manumit::estimate
