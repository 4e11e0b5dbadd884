// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdlib>
#include <vector>

#include "base/check.h"

namespace manumit::estimate {

/// Gives whole lines of the cache. Where two threads write small arrays that share a line, each
/// waits for the other: a fifth of the time of two chains, or nothing, as the heap happens to lie.
template <typename T>
struct OwnLines {
  using value_type = T;
  static constexpr std::size_t kLine = 64;

  OwnLines() = default;
  template <typename U>
  OwnLines(const OwnLines<U>&) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    const std::size_t lines = (count * sizeof(T) + kLine - 1) / kLine;
    void* const at = std::aligned_alloc(kLine, lines * kLine);
    MANUMIT_CHECK(at != nullptr);
    return static_cast<T*>(at);
  }
  void deallocate(T* at, std::size_t) { std::free(at); }
  friend bool operator==(const OwnLines&, const OwnLines&) { return true; }
};

/// For what one thread writes while another writes its like.
template <typename T>
using OwnVector = std::vector<T, OwnLines<T>>;

}  // namespace manumit::estimate
