// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"
#include "http.h"

namespace manumit::desk {

enum class JobKind : std::uint8_t {
  unlock,
  import,
  verify,
  export_,
  gap,
  estimate,
  link,
  bundle,
  merge,
  erase,
  travel,
  backup,
  backup_drill,
  scrub,
};
enum class JobState : std::uint8_t { running, finished, failed, stopped };

/// Bytes that a job made for the person to save. Handed out once; in memory only and then wiped, or
/// fetched bit by bit from where they are.
struct JobFile {
  std::string name;
  std::string media_type;
  Secret<std::string> bytes;
  std::optional<BodyStream> stream = std::nullopt;  ///< in place of `bytes`
};

/// What a job leaves behind.
struct JobResult {
  std::string json;  ///< the "result" object
  std::optional<JobFile> file = std::nullopt;
};

struct JobView {
  std::string id;
  JobKind kind = JobKind::unlock;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  JobState state = JobState::running;
  std::optional<Error> error;
  std::string json;
};

/// Long work in the background, with progress and a way to stop. Each runs in a thread of its own;
/// at most four at once. Safe from several threads.
class Jobs {
 public:
  using Work = std::function<Result<JobResult>(const Progress&)>;

  explicit Jobs(const Surroundings& surroundings) : surroundings_(surroundings) {}
  ~Jobs() { forget_all(); }
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// Its id. Refused when too much runs already.
  [[nodiscard]] Result<std::string> start(JobKind kind, Work work);
  [[nodiscard]] std::optional<JobView> look(std::string_view id) const;
  /// Asks it to stop; it does at its next step. False if there is no such job.
  bool stop(std::string_view id);
  /// The file, which is gone from here afterwards.
  [[nodiscard]] std::optional<JobFile> take_file(std::string_view id);

  /// Asks all to stop, and waits for none.
  void stop_all();
  /// Stops all, waits for them, and forgets what they made. Not from inside a job.
  void forget_all();

 private:
  struct Job {
    std::string id;
    JobKind kind = JobKind::unlock;
    std::atomic<std::uint64_t> done = 0;
    std::atomic<std::uint64_t> total = 0;
    std::atomic<bool> stop_asked = false;
    // Below: guarded by the mutex once the thread runs.
    JobState state = JobState::running;
    std::optional<Error> error;
    JobResult result;
    std::jthread thread;
  };
  void run(Job& job, const Work& work);
  void drop_finished();
  [[nodiscard]] std::size_t running() const;
  [[nodiscard]] Job* find(std::string_view id);
  [[nodiscard]] const Job* find(std::string_view id) const;

  Surroundings surroundings_;
  mutable std::mutex mutex_;
  std::list<Job> jobs_;
};

[[nodiscard]] std::string_view job_kind_name(JobKind kind);
[[nodiscard]] std::string_view job_state_name(JobState state);

}  // namespace manumit::desk
