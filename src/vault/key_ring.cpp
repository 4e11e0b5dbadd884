// SPDX-License-Identifier: Apache-2.0
#include "key_ring.h"

#include <string.h>  // explicit_bzero

#include <cstring>

namespace manumit::vault {
namespace {

constexpr std::size_t kKeyBytes = 32;
// 32 KiB each: few enough system calls, small enough for the usual limit on locked memory.
constexpr std::uint32_t kDrawerKeys = 1024;

}  // namespace

std::size_t KeyRing::offset_of(std::uint32_t slot) {
  return (slot % kDrawerKeys) * kKeyBytes;
}

ByteView KeyRing::at(std::uint32_t slot) const {
  return drawers_[slot / kDrawerKeys].view().subspan(offset_of(slot), kKeyBytes);
}

void KeyRing::add(const Compartment& compartment, std::uint32_t epoch, ByteView key) {
  if (used_ == drawers_.size() * kDrawerKeys)
    drawers_.emplace_back(kDrawerKeys * kKeyBytes);
  std::memcpy(drawers_.back().span().data() + offset_of(used_), key.data(), kKeyBytes);
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

void KeyRing::forget(const Compartment& compartment) {
  const auto [from, to] = places_.equal_range(compartment);
  for (auto place = from; place != to; ++place) {
    const std::uint32_t slot = place->second.slot;
    auto key = drawers_[slot / kDrawerKeys].span().subspan(offset_of(slot), kKeyBytes);
    explicit_bzero(key.data(), key.size());
  }
  places_.erase(from, to);
}

void KeyRing::for_each(
    const std::function<void(const Compartment&, std::uint32_t epoch, ByteView key)>& visit) const {
  for (const auto& [compartment, place] : places_)
    visit(compartment, place.epoch, at(place.slot));
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
