// SPDX-License-Identifier: Apache-2.0
#include "base/surroundings.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <vector>

#include "base/check.h"
#include "base/interval.h"

using namespace manumit;

TEST_CASE("real_surroundings: the clock stands after this was written and does not go back") {
  const Surroundings real = real_surroundings();
  const std::int64_t before = real.now_ms();
  CHECK(before > 1'700'000'000'000);
  CHECK(real.now_ms() >= before);
}

TEST_CASE("real_surroundings: fills all of a span with chance") {
  const Surroundings real = real_surroundings();
  // More than the kernel gives in one call for certain (256 bytes).
  std::vector<std::uint8_t> bytes(100'000, 0);
  real.random(bytes);
  std::array<std::size_t, 256> counts{};
  for (const std::uint8_t byte : bytes)
    ++counts[byte];
  // About 390 of each; 200 or fewer of any has a chance below 10^-20.
  CHECK(*std::min_element(counts.begin(), counts.end()) > 200);
  real.random({});
}

TEST_CASE("MANUMIT_CHECK: a broken promise ends the program") {
  const pid_t child = fork();
  if (child == 0) {
    close(STDERR_FILENO);
    std::signal(SIGABRT, SIG_DFL);
    MANUMIT_CHECK(1 + 1 == 3);
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGABRT);
}

TEST_CASE("Interval: both ends belong to it") {
  constexpr Interval<int> kEarly{1, 5};
  CHECK(kEarly.contains(1));
  CHECK(kEarly.contains(5));
  CHECK_FALSE(kEarly.contains(6));
  CHECK(overlap(kEarly, Interval<int>{5, 9}));
  CHECK_FALSE(overlap(kEarly, Interval<int>{6, 9}));
  CHECK(shared(kEarly, Interval<int>{4, 9}) == Interval<int>{4, 5});
  CHECK_FALSE(shared(kEarly, Interval<int>{6, 9}));
  CHECK(Interval<int>{3, 3}.is_one_value());
}
