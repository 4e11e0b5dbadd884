// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <limits>
#include <mutex>
#include <thread>

#include "base/check.h"
#include "base/spent_stack.h"

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

/// Threads that wait for work. They are made when they are first wanted and stay: to make one costs
/// as much as a short piece of work, and who links a list makes it a hundred times.
///
/// Never destroyed: a thread that waits may be left behind when the program ends.
class Helpers {
 public:
  static Helpers& all() {
    static const int kForks = [] {
      now_ = new Helpers;
      // A process that was split off has none of the threads, and gets its own.
      return pthread_atfork(nullptr, nullptr, [] { now_ = new Helpers; });
    }();
    MANUMIT_CHECK(kForks == 0);
    return *now_;
  }

  /// Does `work` here and, at the same time, in up to `wanted` threads besides; all have ended when
  /// it returns. Those that come too late, since all is done, do not begin.
  void do_together(std::size_t wanted, const std::function<void()>& work) {
    if (wanted == 0)
      return work();
    Job job{.work = work, .open = wanted, .running = 0, .ended = {}};
    const Offered until_done(*this, job);
    work();
  }

 private:
  struct Job {
    const std::function<void()>& work;
    std::size_t open;     ///< So many more may begin it.
    std::size_t running;  ///< So many are at it.
    std::condition_variable ended;
  };

  /// However the work ends, nobody is at it any more when this is gone.
  class Offered {
   public:
    Offered(Helpers& helpers, Job& job) : helpers_(helpers), job_(job) { helpers_.offer(job_); }
    ~Offered() { helpers_.take_back(job_); }
    Offered(const Offered&) = delete;
    Offered& operator=(const Offered&) = delete;

   private:
    Helpers& helpers_;
    Job& job_;
  };

  void offer(Job& job) {
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(&job);
      wanted_ += job.open;
      while (threads_ < wanted_ && threads_ < kMost)
        make_one();
    }
    job.open == 1 ? offered_.notify_one() : offered_.notify_all();
  }

  void take_back(Job& job) {
    std::unique_lock lock(mutex_);
    wanted_ -= job.open;
    std::erase(jobs_, &job);
    job.ended.wait(lock, [&] { return job.running == 0; });
  }

  /// A signal is for whoever waits for it, never for a helper.
  void make_one() {
    sigset_t all_signals;
    sigset_t before;
    sigfillset(&all_signals);
    pthread_sigmask(SIG_SETMASK, &all_signals, &before);
    std::thread([this] { help(); }).detach();
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ++threads_;
  }

  [[noreturn]] void help() {
    std::unique_lock lock(mutex_);
    while (true) {
      offered_.wait(lock, [&] { return !jobs_.empty(); });
      Job& job = *jobs_.front();
      ++job.running;
      if (--job.open == 0)
        jobs_.pop_front();
      lock.unlock();
      job.work();
      wipe_spent_stack();  // it waits now, perhaps for hours
      lock.lock();
      --wanted_;
      if (--job.running == 0)
        job.ended.notify_one();
    }
  }

  static constexpr std::size_t kMost = 256;
  static inline Helpers* now_ = nullptr;
  std::mutex mutex_;
  std::condition_variable offered_;
  std::deque<Job*> jobs_;    ///< That more threads may begin.
  std::size_t wanted_ = 0;   ///< Threads that are at work or may begin some.
  std::size_t threads_ = 0;  ///< Made so far.
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
  Helpers::all().do_together(useful - 1, work);
  return failure.result();
}

}  // namespace manumit
