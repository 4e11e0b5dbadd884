// SPDX-License-Identifier: Apache-2.0
#include "base/spent_stack.h"

#include <doctest/doctest.h>
#include <string.h>

#include <cstddef>
#include <cstdint>

#include "fake_frames.h"

namespace {

constexpr unsigned char kTrace = 0xA7;
constexpr std::size_t kLength = 4096;

/// Leaves a trace on the stack and says where it lies.
[[gnu::noinline, gnu::no_sanitize_address]] std::uintptr_t leave_a_trace() {
  volatile unsigned char trace[kLength];
  for (volatile unsigned char& at : trace)
    at = kTrace;
  return reinterpret_cast<std::uintptr_t>(&trace[0]);
}

/// Read without a frame of its own in between that could lie on the trace.
[[gnu::no_sanitize_address, gnu::always_inline]] inline std::size_t traces_at(
    std::uintptr_t where) {
  const auto* at = reinterpret_cast<const volatile unsigned char*>(where);
  std::size_t found = 0;
  for (std::size_t i = 0; i < kLength; ++i)
    found += at[i] == kTrace ? 1 : 0;
  return found;
}

[[gnu::no_sanitize_address, gnu::noinline]] std::size_t left(bool wiped) {
  const std::uintptr_t where = leave_a_trace();
  if (wiped)
    manumit::wipe_spent_stack();
  return traces_at(where);
}

}  // namespace

TEST_CASE("what a call left on the stack is overwritten, and without it is found there") {
  if (manumit::testing::frames_outlive_their_calls()) {
    MESSAGE("judged by the run without frames that outlive their calls, and by a story");
    return;
  }
  CHECK(left(false) > kLength / 2);
  CHECK(left(true) == 0);
}
