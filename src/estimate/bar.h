// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <utility>

#include "base/surroundings.h"

namespace manumit::estimate {

/// Passes on how far the work is and never goes back: a method may begin another round, and several
/// threads may speak at once.
class NeverBack {
 public:
  explicit NeverBack(Progress watcher) : watcher_(std::move(watcher)) {}

  /// Valid as long as this object.
  [[nodiscard]] Progress watcher() {
    if (!watcher_)
      return {};
    return [this](std::uint64_t done, std::uint64_t total) {
      const std::lock_guard lock(mutex_);
      furthest_ = std::max(furthest_, done);
      return watcher_(furthest_, total);
    };
  }

 private:
  const Progress watcher_;
  std::mutex mutex_;
  std::uint64_t furthest_ = 0;
};

/// One bar over several pieces of work after each other, each with its share of the whole. A bar
/// can itself be a piece of a larger bar.
class Bar {
 public:
  /// `total`: the sum of all shares that will be asked for.
  Bar(Progress watcher, double total) : watcher_(std::move(watcher)), total_(total) {}

  /// The progress to give to the next piece. The pieces before it are taken for done.
  [[nodiscard]] Progress next(double share) {
    const double from = begun_;
    begun_ += share;
    if (!watcher_)
      return {};
    return [watcher = watcher_, from, share, total = total_](std::uint64_t done,
                                                             std::uint64_t pieces) {
      const double part = pieces == 0 ? 1 : static_cast<double>(done) / static_cast<double>(pieces);
      return watcher(in_steps(from + share * part, total), kSteps);
    };
  }

 private:
  static constexpr std::uint64_t kSteps = 10'000;
  static std::uint64_t in_steps(double at, double total) {
    const double steps = total > 0 ? at / total * static_cast<double>(kSteps) : 0;
    return steps < static_cast<double>(kSteps) ? static_cast<std::uint64_t>(steps) : kSteps;
  }

  Progress watcher_;
  double total_;
  double begun_ = 0;
};

}  // namespace manumit::estimate
