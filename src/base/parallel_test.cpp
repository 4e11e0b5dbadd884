// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>

using namespace manumit;

TEST_CASE("parallel_for: does every piece once") {
  for (const unsigned threads : {0U, 1U, 2U, 7U, 64U}) {
    std::vector<std::atomic<int>> done(1000);
    REQUIRE(parallel_for(done.size(), threads, [&](std::size_t i) -> Result<void> {
      ++done[i];
      return {};
    }));
    for (const auto& times : done)
      REQUIRE(times == 1);
  }
  CHECK(parallel_for(0, 4, [](std::size_t) -> Result<void> { return {}; }));
}

TEST_CASE("parallel_for: of several failures the first by number is told, whatever the clock did") {
  for (int run = 0; run < 200; ++run) {
    const auto result = parallel_for(64, 8, [](std::size_t i) -> Result<void> {
      if (i >= 13 && i % 2 == 1) {
        return fail(Error::Kind::bad_input, "piece {0} failed", {}, {}, {std::to_string(i)});
      }
      return {};
    });
    REQUIRE_FALSE(result);
    REQUIRE(result.error().fills[0] == "13");
  }
}

TEST_CASE("parallel_for: pieces that are spread themselves, from many threads at once") {
  std::atomic<int> done = 0;
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&] {
      for (int run = 0; run < 100; ++run) {
        const auto all = parallel_for(6, 3, [&](std::size_t) -> Result<void> {
          return parallel_for(5, 4, [&](std::size_t) -> Result<void> {
            ++done;
            return {};
          });
        });
        if (!all)
          done = -1'000'000;
      }
    });
  }
  for (std::thread& caller : callers)
    caller.join();
  CHECK(done == 4 * 100 * 6 * 5);
}

TEST_CASE("parallel_for: a process that was split off has threads of its own") {
  std::atomic<int> done = 0;
  const auto add = [&](std::size_t) -> Result<void> {
    ++done;
    return {};
  };
  REQUIRE(parallel_for(100, 4, add));
  const pid_t child = fork();
  if (child == 0)
    _exit(parallel_for(100, 4, add) && done == 200 ? 0 : 1);
  int status = -1;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("parallel_map: values come in their order") {
  const auto squares =
      parallel_map<std::size_t>(100, 4, [](std::size_t i) -> Result<std::size_t> { return i * i; });
  REQUIRE(squares);
  for (std::size_t i = 0; i < squares->size(); ++i)
    CHECK((*squares)[i] == i * i);
  CHECK_FALSE(parallel_map<int>(
      3, 2, [](std::size_t) -> Result<int> { return fail(Error::Kind::unavailable, "no"); }));
}

TEST_CASE("machine_threads: is at least one, and counts the cores this program may use") {
  CHECK(machine_threads() >= 1);
  cpu_set_t before;
  REQUIRE(sched_getaffinity(0, sizeof before, &before) == 0);
  CHECK(machine_threads() == static_cast<unsigned>(CPU_COUNT(&before)));
  cpu_set_t one;
  CPU_ZERO(&one);
  int first = 0;
  while (!CPU_ISSET(first, &before))
    ++first;
  CPU_SET(first, &one);
  REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
  CHECK(machine_threads() == 1);
  CHECK(sched_setaffinity(0, sizeof before, &before) == 0);
}
