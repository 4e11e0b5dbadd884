// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "packed_text.h"

namespace manumit::link {

/// One comparison's values of all records of a block, one after the other: what many pairs need at
/// a glance, laid out for many at once.
struct Lane {
  std::vector<std::uint32_t> id;
  std::vector<float> same;  ///< What the value says if the other record has it too.
  /// Of packed texts; empty where the comparison has none.
  std::vector<std::uint32_t> once;
  std::vector<std::uint32_t> twice;
  std::vector<std::uint32_t> more;
  std::vector<std::uint32_t> size;  ///< 0: it does not fit.
  std::vector<std::uint32_t> first_four;
  /// Of comparisons without packed texts: what another value can say at most.
  std::vector<float> most;

  void resize(std::size_t records, bool packed);
};

/// The most that two different texts can say, by their sizes, the letters and the prefix they
/// share.
struct BoundTable {
  /// [size of one][prefix][size of the other][shared letters]
  std::vector<float> most = std::vector<float>(kSizes * kPrefixes * kSizes * kSizes);
  [[nodiscard]] float* of_size(std::size_t size) {
    return most.data() + size * kPrefixes * kSizes * kSizes;
  }
  [[nodiscard]] const float* of_size(std::size_t size) const {
    return most.data() + size * kPrefixes * kSizes * kSizes;
  }
};

/// Adds to `bounds[j]`, for each record j of the block from `from` on, the most that the comparison
/// can say of the pair of `row` and j. `table` is empty where the texts are not packed.
///
/// The fastest way that the processor has is chosen when the program starts; all give the same.
using AddBounds = void (*)(const Lane& lane, const BoundTable& table, std::size_t row,
                           std::size_t from, float* bounds);
[[nodiscard]] AddBounds add_bounds();
/// The plain way, for tests.
void add_bounds_plain(const Lane& lane, const BoundTable& table, std::size_t row, std::size_t from,
                      float* bounds);

/// Marks in `known[j]` each record from `from` on whose key is that of `row`. 0 is no key.
using MarkSameKey = void (*)(const std::uint64_t* keys, std::size_t records, std::size_t row,
                             std::size_t from, std::uint8_t* known);
[[nodiscard]] MarkSameKey mark_same_key();

}  // namespace manumit::link
