// SPDX-License-Identifier: Apache-2.0
#include "key_ring.h"

#include <cstring>

namespace manumit::vault {
namespace {

constexpr std::size_t kKeyBytes = 32;
// 32 KiB each: few enough system calls, small enough for the usual limit on locked memory.
constexpr std::uint32_t kDrawerKeys = 1024;

}  // namespace

ByteView KeyRing::at(std::uint32_t slot) const {
  return drawers_[slot / kDrawerKeys].view().subspan((slot % kDrawerKeys) * kKeyBytes, kKeyBytes);
}

void KeyRing::add(const Compartment& compartment, std::uint32_t epoch, ByteView key) {
  if (used_ == drawers_.size() * kDrawerKeys)
    drawers_.emplace_back(kDrawerKeys * kKeyBytes);
  const std::size_t offset = (used_ % kDrawerKeys) * kKeyBytes;
  std::memcpy(drawers_.back().span().data() + offset, key.data(), kKeyBytes);
  places_.emplace(compartment, Place{epoch, used_++});
}

std::optional<ByteView> KeyRing::find(const Compartment& compartment, std::uint32_t epoch) const {
  const auto [from, to] = places_.equal_range(compartment);
  for (auto place = from; place != to; ++place) {
    if (place->second.epoch == epoch)
      return at(place->second.slot);
  }
  return std::nullopt;
}

std::optional<std::pair<std::uint32_t, ByteView>> KeyRing::newest(
    const Compartment& compartment) const {
  std::optional<Place> best;
  const auto [from, to] = places_.equal_range(compartment);
  for (auto place = from; place != to; ++place) {
    if (!best || place->second.epoch > best->epoch)
      best = place->second;
  }
  if (!best)
    return std::nullopt;
  return std::pair{best->epoch, at(best->slot)};
}

}  // namespace manumit::vault
