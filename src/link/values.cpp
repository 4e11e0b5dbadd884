// SPDX-License-Identifier: Apache-2.0
#include "values.h"

#include <algorithm>
#include <array>
#include <bit>

#include "hashing.h"

namespace manumit::link {
namespace {

constexpr std::size_t kFewestSlots = 64;

std::uint32_t short_hash(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

/// The slot of the value, or the free one where it belongs.
std::size_t Values::slot_of(std::uint64_t hash, std::string_view value) const {
  const std::size_t mask = index_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = index_[at];
    if (slot.id == 0 || (slot.hash == short_hash(hash) && texts_[slot.id] == value))
      return at;
  }
}

void Values::make_index(std::size_t slots) {
  index_.assign(slots, {});
  const std::size_t mask = slots - 1;
  for (std::uint32_t id = 1; id <= count(); ++id) {
    const std::uint64_t hash = hash_of(texts_[id]);
    std::size_t at = hash & mask;
    while (index_[at].id != 0)
      at = (at + 1) & mask;
    index_[at] = {short_hash(hash), id};
  }
}

void Values::grow() {
  if (index_.empty())
    make_index(std::bit_ceil(std::max<std::size_t>(kFewestSlots, std::size_t{2} * count())));
  else if (std::size_t{3} * count() > 2 * index_.size())
    make_index(2 * index_.size());
}

std::uint32_t Values::take(std::uint64_t hash, std::string_view value) {
  if (value.empty())
    return 0;
  Slot& slot = index_[slot_of(hash, value)];
  if (slot.id == 0) {
    texts_.add(value);
    slot = {short_hash(hash), count()};
  }
  return slot.id;
}

std::uint32_t Values::id_of(std::string_view value) {
  grow();
  return take(hash_of(value), value);
}

void Values::ids_of(std::span<const std::string_view> values, std::span<std::uint32_t> ids) {
  constexpr std::size_t kTogether = 16;
  std::array<std::uint64_t, kTogether> hashes{};
  for (std::size_t first = 0; first < values.size(); first += kTogether) {
    grow();  // Room for more than `kTogether`: a third of at least 64 slots is free.
    const std::size_t some = std::min(kTogether, values.size() - first);
    for (std::size_t i = 0; i < some; ++i) {
      hashes[i] = hash_of(values[first + i]);
      __builtin_prefetch(&index_[hashes[i] & (index_.size() - 1)]);
    }
    for (std::size_t i = 0; i < some; ++i)
      ids[first + i] = take(hashes[i], values[first + i]);
  }
}

void Values::forget_index() {
  index_ = {};
  texts_.shrink();
}

}  // namespace manumit::link
