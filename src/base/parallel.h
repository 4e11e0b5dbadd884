// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"

namespace manumit {

/// How many threads can run at once, at least 1: the cores that this program may use, which may be
/// fewer than the machine has. More threads than cores only get into each other's way.
[[nodiscard]] unsigned machine_threads();

/// Does `piece(0)` … `piece(count - 1)`, spread over up to `threads` threads (0 means 1).
///
/// Pieces must share nothing that changes: each writes only to its own place. So one thread and
/// sixteen give the same bytes. If pieces fail, the error of the one with the lowest number is
/// returned, whatever the clock did; pieces above it may or may not have run. The calling thread
/// works too. Pieces are handed out one by one: make each worth at least some microseconds.
[[nodiscard]] Result<void> parallel_for(std::size_t count, unsigned threads,
                                        const std::function<Result<void>(std::size_t)>& piece);

/// The values of `piece(0)` … `piece(count - 1)`, in that order, reckoned as by `parallel_for`.
template <typename T>
[[nodiscard]] Result<std::vector<T>> parallel_map(
    std::size_t count, unsigned threads, const std::function<Result<T>(std::size_t)>& piece) {
  std::vector<std::optional<T>> places(count);
  TRY(parallel_for(count, threads, [&](std::size_t i) -> Result<void> {
    places[i] = TRY(piece(i));
    return {};
  }));
  std::vector<T> values;
  values.reserve(count);
  for (std::optional<T>& place : places)
    values.push_back(std::move(*place));
  return values;
}

}  // namespace manumit
