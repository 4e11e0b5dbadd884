// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <mutex>
#include <thread>

namespace manumit {
namespace {

constexpr std::size_t kNobodyFailed = std::numeric_limits<std::size_t>::max();

/// The failure with the lowest number so far.
class FirstFailure {
 public:
  [[nodiscard]] bool has_one() const { return piece_.load() != kNobodyFailed; }

  void note(std::size_t piece, Error error) {
    const std::lock_guard lock(mutex_);
    if (piece >= piece_.load())
      return;
    piece_ = piece;
    error_ = std::move(error);
  }

  [[nodiscard]] Result<void> result() {
    if (!has_one())
      return {};
    return fail(std::move(error_));
  }

 private:
  std::mutex mutex_;
  std::atomic<std::size_t> piece_ = kNobodyFailed;
  Error error_;
};

}  // namespace

unsigned machine_threads() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
    return static_cast<unsigned>(std::max(1, CPU_COUNT(&allowed)));
  return std::max(1U, std::thread::hardware_concurrency());
}

Result<void> parallel_for(std::size_t count, unsigned threads,
                          const std::function<Result<void>(std::size_t)>& piece) {
  std::atomic<std::size_t> next = 0;
  FirstFailure failure;
  // Pieces are claimed in rising order, so once one has failed, every piece below it has been
  // claimed already and will still be finished: the lowest failure is found whatever the timing.
  const auto work = [&] {
    while (!failure.has_one()) {
      const std::size_t mine = next.fetch_add(1);
      if (mine >= count)
        return;
      Result<void> done = piece(mine);
      if (!done)
        failure.note(mine, std::move(done).error());
    }
  };
  const std::size_t useful =
      std::min<std::size_t>(std::max(1U, threads), std::max<std::size_t>(1, count));
  {
    std::vector<std::jthread> others;
    others.reserve(useful - 1);
    for (std::size_t i = 1; i < useful; ++i)
      others.emplace_back(work);
    work();
  }  // Each jthread is joined here.
  return failure.result();
}

}  // namespace manumit
