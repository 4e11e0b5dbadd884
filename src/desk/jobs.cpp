// SPDX-License-Identifier: Apache-2.0
#include "jobs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/bytes.h"
#include "base/spent_stack.h"

namespace manumit::desk {
namespace {

constexpr std::size_t kAtOnce = 4;
// Results of so many finished jobs can still be asked for.
constexpr std::size_t kKept = 8;

}  // namespace

Result<std::string> Jobs::start(JobKind kind, Work work) {
  std::array<std::uint8_t, 16> id{};
  surroundings_.random(id);
  const std::lock_guard lock(mutex_);
  drop_finished();
  if (running() >= kAtOnce) {
    return fail(Error::Kind::unavailable, "too much other work is still running", "",
                "wait until it has finished, or stop it");
  }
  Job& job = jobs_.emplace_back();
  job.id = to_hex(id);
  job.kind = kind;
  job.thread = std::jthread([this, &job, work = std::move(work)] {
    run(job, work);
    wipe_spent_stack();  // the next thread may get this stack with what lies on it
  });
  return job.id;
}

[[gnu::noinline]] void Jobs::run(Job& job, const Work& work) {
  auto result = work([&job](std::uint64_t done, std::uint64_t total) {
    job.done = done;
    job.total = total;
    return !job.stop_asked.load();
  });
  const std::lock_guard lock(mutex_);
  if (result) {
    job.result = std::move(*result);
    job.state = JobState::finished;
  } else if (job.stop_asked) {
    job.state = JobState::stopped;
  } else {
    job.error = std::move(result).error();
    job.state = JobState::failed;
  }
}

std::size_t Jobs::running() const {
  return static_cast<std::size_t>(std::count_if(
      jobs_.begin(), jobs_.end(), [](const Job& job) { return job.state == JobState::running; }));
}

void Jobs::drop_finished() {
  std::size_t finished = jobs_.size() - running();
  for (auto job = jobs_.begin(); job != jobs_.end() && finished >= kKept;) {
    if (job->state == JobState::running) {
      ++job;
    } else {
      job = jobs_.erase(job);
      --finished;
    }
  }
}

Jobs::Job* Jobs::find(std::string_view id) {
  const auto job =
      std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& j) { return j.id == id; });
  return job == jobs_.end() ? nullptr : &*job;
}

const Jobs::Job* Jobs::find(std::string_view id) const {
  const auto job =
      std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& j) { return j.id == id; });
  return job == jobs_.end() ? nullptr : &*job;
}

std::optional<JobView> Jobs::look(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const Job* job = find(id);
  if (job == nullptr)
    return std::nullopt;
  return JobView{job->id,    job->kind,  job->done,       job->total,
                 job->state, job->error, job->result.json};
}

bool Jobs::stop(std::string_view id) {
  const std::lock_guard lock(mutex_);
  Job* job = find(id);
  if (job != nullptr)
    job->stop_asked = true;
  return job != nullptr;
}

std::optional<JobFile> Jobs::take_file(std::string_view id) {
  const std::lock_guard lock(mutex_);
  Job* job = find(id);
  if (job == nullptr || job->state != JobState::finished)
    return std::nullopt;
  return std::exchange(job->result.file, std::nullopt);
}

void Jobs::stop_all() {
  const std::lock_guard lock(mutex_);
  for (Job& job : jobs_)
    job.stop_asked = true;
}

void Jobs::forget_all() {
  std::list<Job> ending;
  {
    const std::lock_guard lock(mutex_);
    for (Job& job : jobs_)
      job.stop_asked = true;
    // Nodes move, jobs do not: a running thread still finds its own.
    ending.splice(ending.end(), jobs_);
  }
  // Leaving joins every thread.
}

std::string_view job_kind_name(JobKind kind) {
  constexpr std::array<std::string_view, 14> kNames{
      "unlock", "import", "verify", "export", "gap",    "estimate",     "link",
      "bundle", "merge",  "erase",  "travel", "backup", "backup_drill", "scrub"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view job_state_name(JobState state) {
  constexpr std::array<std::string_view, 4> kNames{"running", "finished", "failed", "stopped"};
  return kNames[static_cast<std::size_t>(state)];
}

}  // namespace manumit::desk
