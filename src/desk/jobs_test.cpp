// SPDX-License-Identifier: Apache-2.0
#include "jobs.h"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

namespace manumit::desk {
namespace {

JobView wait_for_end(const Jobs& jobs, const std::string& id) {
  for (int i = 0; i < 5000; ++i) {
    const auto view = jobs.look(id);
    REQUIRE(view);
    if (view->state != JobState::running)
      return *view;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  FAIL("the job did not end");
  return {};
}

/// Goes on until it is told to stop.
Result<JobResult> never_ending(const Progress& progress) {
  while (progress(1, 2))
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return fail(Error::Kind::unavailable, "stopped");
}

}  // namespace

TEST_CASE("Jobs: a job ends with its result, and its file is handed out once") {
  Jobs jobs(real_surroundings());
  const auto id = jobs.start(JobKind::export_, [](const Progress& progress) -> Result<JobResult> {
    CHECK(progress(3, 3));
    return JobResult{.json = R"({"cases":1})",
                     .file = JobFile{"a.zip", "application/zip", Secret<std::string>("bytes")}};
  });
  REQUIRE(id);
  const JobView view = wait_for_end(jobs, *id);
  CHECK(view.state == JobState::finished);
  CHECK(view.done == 3);
  CHECK(view.json == R"({"cases":1})");
  const auto file = jobs.take_file(*id);
  REQUIRE(file);
  CHECK(file->bytes.reveal() == "bytes");
  CHECK_FALSE(jobs.take_file(*id));
}

TEST_CASE("Jobs: a failure keeps its reason") {
  Jobs jobs(real_surroundings());
  const auto id = jobs.start(JobKind::verify, [](const Progress&) -> Result<JobResult> {
    return fail(Error::Kind::damaged, "the reason");
  });
  const JobView view = wait_for_end(jobs, *id);
  CHECK(view.state == JobState::failed);
  REQUIRE(view.error);
  CHECK(view.error->what == "the reason");
}

TEST_CASE("Jobs: a job that is asked to stop says that it was stopped") {
  Jobs jobs(real_surroundings());
  const auto id = jobs.start(JobKind::verify, never_ending);
  CHECK(jobs.stop(*id));
  CHECK(wait_for_end(jobs, *id).state == JobState::stopped);
  CHECK_FALSE(jobs.stop("0000"));
}

TEST_CASE("Jobs: four run at once, the fifth is refused with advice") {
  Jobs jobs(real_surroundings());
  for (int i = 0; i < 4; ++i)
    REQUIRE(jobs.start(JobKind::verify, never_ending));
  const auto fifth = jobs.start(JobKind::verify, never_ending);
  REQUIRE_FALSE(fifth);
  CHECK_FALSE(fifth.error().next.empty());
}

TEST_CASE("Jobs: forgetting all stops what runs and drops what was made") {
  Jobs jobs(real_surroundings());
  const auto running = jobs.start(JobKind::verify, never_ending);
  const auto done = jobs.start(JobKind::export_, [](const Progress&) -> Result<JobResult> {
    return JobResult{.json = "{}", .file = JobFile{"a", "b", Secret<std::string>("c")}};
  });
  wait_for_end(jobs, *done);
  jobs.forget_all();
  CHECK_FALSE(jobs.look(*running));
  CHECK_FALSE(jobs.take_file(*done));
}

TEST_CASE("Jobs: results of long ago are dropped, not piled up") {
  Jobs jobs(real_surroundings());
  std::string first;
  for (int i = 0; i < 20; ++i) {
    const auto id = jobs.start(JobKind::verify,
                               [](const Progress&) -> Result<JobResult> { return JobResult{}; });
    REQUIRE(id);
    wait_for_end(jobs, *id);
    if (i == 0)
      first = *id;
  }
  CHECK_FALSE(jobs.look(first));
}

}  // namespace manumit::desk
