// SPDX-License-Identifier: Apache-2.0
#include "lane_bounds.h"

// What is written once below is made twice: for every processor, and for those that reckon with
// eight numbers at once. The sanitizers' builds do without the second.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define MANUMIT_WIDE_LANES
#endif

namespace manumit::link {
namespace {

/// How long a prefix of four letters is that two texts can share.
[[gnu::always_inline]] inline std::uint32_t prefix_in(std::uint32_t different) {
  return static_cast<std::uint32_t>((different & 0xFFU) == 0) +
         static_cast<std::uint32_t>((different & 0xFFFFU) == 0) +
         static_cast<std::uint32_t>((different & 0xFFFFFFU) == 0) +
         static_cast<std::uint32_t>(different == 0);
}

[[gnu::always_inline]] inline void packed_bounds(const Lane& lane, const BoundTable& table,
                                                 std::size_t row, std::size_t from, float* bounds) {
  const std::uint32_t* const ids = lane.id.data();
  const std::uint32_t* const once = lane.once.data();
  const std::uint32_t* const twice = lane.twice.data();
  const std::uint32_t* const more = lane.more.data();
  const std::uint32_t* const sizes = lane.size.data();
  const std::uint32_t* const fours = lane.first_four.data();
  const std::uint32_t id = ids[row];
  const std::uint32_t once_here = once[row];
  const std::uint32_t twice_here = twice[row];
  const std::uint32_t more_here = more[row];
  const std::uint32_t four_here = fours[row];
  const float same = lane.same[row];
  const float* const most = table.of_size(sizes[row]);
  const std::size_t end = lane.id.size();
  for (std::size_t j = from; j < end; ++j) {
    const std::uint32_t shared = bits_in(once[j] & once_here) + bits_in(twice[j] & twice_here) +
                                 (more[j] < more_here ? more[j] : more_here);
    const std::uint32_t prefix = prefix_in(fours[j] ^ four_here);
    const float other =
        most[(prefix * std::uint32_t{kSizes} + sizes[j]) * std::uint32_t{kSizes} + shared];
    const float either = ids[j] == id ? same : other;
    bounds[j] += ids[j] == 0 ? 0.0F : either;
  }
}

[[gnu::always_inline]] inline void other_bounds(const Lane& lane, std::size_t row, std::size_t from,
                                                float* bounds) {
  const std::uint32_t* const ids = lane.id.data();
  const float* const mosts = lane.most.data();
  const std::uint32_t id = ids[row];
  const float same = lane.same[row];
  const float most_here = mosts[row];
  const std::size_t end = lane.id.size();
  for (std::size_t j = from; j < end; ++j) {
    const float other = mosts[j] < most_here ? mosts[j] : most_here;
    const float either = ids[j] == id ? same : other;
    bounds[j] += ids[j] == 0 ? 0.0F : either;
  }
}

[[gnu::always_inline]] inline void all_bounds(const Lane& lane, const BoundTable& table,
                                              std::size_t row, std::size_t from, float* bounds) {
  if (lane.id[row] == 0)
    return;
  if (lane.once.empty())
    other_bounds(lane, row, from, bounds);
  else
    packed_bounds(lane, table, row, from, bounds);
}

[[gnu::always_inline]] inline void mark_keys(const std::uint64_t* keys, std::size_t records,
                                             std::size_t row, std::size_t from,
                                             std::uint8_t* known) {
  const std::uint64_t key = keys[row];
  for (std::size_t j = from; j < records; ++j)
    known[j] = static_cast<std::uint8_t>(known[j] | static_cast<std::uint8_t>(keys[j] == key));
}

void mark_keys_plain(const std::uint64_t* keys, std::size_t records, std::size_t row,
                     std::size_t from, std::uint8_t* known) {
  mark_keys(keys, records, row, from, known);
}

#ifdef MANUMIT_WIDE_LANES
[[gnu::target("avx2")]] void add_bounds_wide(const Lane& lane, const BoundTable& table,
                                             std::size_t row, std::size_t from, float* bounds) {
  all_bounds(lane, table, row, from, bounds);
}

[[gnu::target("avx2")]] void mark_keys_wide(const std::uint64_t* keys, std::size_t records,
                                            std::size_t row, std::size_t from,
                                            std::uint8_t* known) {
  mark_keys(keys, records, row, from, known);
}

bool is_wide() {
  static const bool kIsWide = __builtin_cpu_supports("avx2") != 0;
  return kIsWide;
}
#endif

}  // namespace

void Lane::resize(std::size_t records, bool packed) {
  id.resize(records);
  same.resize(records);
  for (std::vector<std::uint32_t>* each : {&once, &twice, &more, &size, &first_four})
    each->resize(packed ? records : 0);
  most.resize(packed ? 0 : records);
}

void add_bounds_plain(const Lane& lane, const BoundTable& table, std::size_t row, std::size_t from,
                      float* bounds) {
  all_bounds(lane, table, row, from, bounds);
}

AddBounds add_bounds() {
#ifdef MANUMIT_WIDE_LANES
  if (is_wide())
    return add_bounds_wide;
#endif
  return add_bounds_plain;
}

MarkSameKey mark_same_key() {
#ifdef MANUMIT_WIDE_LANES
  if (is_wide())
    return mark_keys_wide;
#endif
  return mark_keys_plain;
}

}  // namespace manumit::link
