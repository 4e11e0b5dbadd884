// SPDX-License-Identifier: Apache-2.0
#include "plans.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/bytes.h"

namespace manumit::desk {
namespace {

// A table of the largest size takes some hundred megabytes; more than three are never compared.
constexpr std::size_t kWaiting = 3;

}  // namespace

std::string Plans::new_id() const {
  std::array<std::uint8_t, 16> id{};
  surroundings_.random(id);
  return to_hex(id);
}

void Plans::keep(std::string id, WaitingPlan plan) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() == kWaiting)
    waiting_.pop_front();
  waiting_.emplace_back(std::move(id), std::move(plan));
}

std::optional<WaitingPlan> Plans::take(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const auto& entry) { return entry.first == id; });
  if (found == waiting_.end())
    return std::nullopt;
  WaitingPlan plan = std::move(found->second);
  waiting_.erase(found);
  return plan;
}

void Plans::forget_all() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
}

}  // namespace manumit::desk
