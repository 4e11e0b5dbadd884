// SPDX-License-Identifier: Apache-2.0
#include "base/surroundings.h"

#include <sys/random.h>

#include <cerrno>
#include <chrono>
#include <cstddef>

#include "base/check.h"

namespace manumit {
namespace {

// Keys come from here: without chance from the kernel there is nothing safe to go on with, so
// the program ends rather than returns.
void kernel_random(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EINTR)
      continue;
    MANUMIT_CHECK(got > 0);
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

std::int64_t clock_ms() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace

Surroundings real_surroundings() {
  return {.now_ms = clock_ms, .random = kernel_random};
}

}  // namespace manumit
