// SPDX-License-Identifier: Apache-2.0
#include "uploads.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace manumit::desk {
namespace {

// Each holds some five megabytes.
constexpr std::size_t kWaiting = 4;

}  // namespace

std::string Uploads::keep(casework::Attaching file) {
  std::array<std::uint8_t, 16> id{};
  surroundings_.random(id);
  put_back(to_hex(id), std::move(file));
  return to_hex(id);
}

void Uploads::put_back(std::string id, casework::Attaching file) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() == kWaiting)
    waiting_.pop_front();
  waiting_.emplace_back(std::move(id), std::move(file));
}

std::optional<casework::Attaching> Uploads::take(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const auto& entry) { return entry.first == id; });
  if (found == waiting_.end())
    return std::nullopt;
  casework::Attaching file = std::move(found->second);
  waiting_.erase(found);
  return file;
}

void Uploads::forget_all() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
}

}  // namespace manumit::desk
