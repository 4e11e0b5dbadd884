// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "rows.h"

namespace manumit::vault {

/// All rows of a stream on their way through two hands at once: while one thread reads the next
/// block, which SQLite does on one thread alone, the others `make` of this block's rows what is
/// wanted of them, slice by slice, and are told where in the block the slice begins. Then `take`
/// gets all that was made of the block, on the calling thread and in the order of the file; nothing
/// is read at that moment. Any number of threads gives the same.
template <typename Made>
[[nodiscard]] Result<void> work_through(
    RowStream& rows, unsigned threads,
    const std::function<void(std::size_t, std::span<StoredRow>, std::span<Made>)>& make,
    const std::function<Result<void>(std::span<Made>)>& take) {
  constexpr std::size_t kSlice = 32;
  std::vector<StoredRow> block = TRY(rows.next());
  while (!block.empty()) {
    std::vector<StoredRow> next;
    std::vector<Made> made(block.size());
    const std::size_t slices = (block.size() + kSlice - 1) / kSlice;
    TRY(parallel_for(slices + 1, threads, [&](std::size_t piece) -> Result<void> {
      if (piece == 0) {
        next = TRY(rows.next());
        return {};
      }
      const std::size_t from = (piece - 1) * kSlice;
      const std::size_t count = std::min(kSlice, block.size() - from);
      make(from, std::span(block).subspan(from, count), std::span(made).subspan(from, count));
      return {};
    }));
    TRY(take(made));
    block = std::move(next);
  }
  return {};
}

}  // namespace manumit::vault
