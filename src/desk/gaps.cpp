// SPDX-License-Identifier: Apache-2.0
#include "gaps.h"

#include <utility>

namespace manumit::desk {

std::optional<std::string> Gaps::kept(const Wish& wish) const {
  const std::lock_guard lock(mutex_);
  if (json_.reveal().empty() || !(wish_ == wish))
    return std::nullopt;
  return json_.reveal();
}

void Gaps::keep(Wish wish, std::string_view json) {
  const std::lock_guard lock(mutex_);
  wish_ = std::move(wish);
  json_ = Secret<std::string>(std::string(json));
}

void Gaps::forget_all() {
  const std::lock_guard lock(mutex_);
  json_ = {};
  job_.clear();
}

std::optional<std::string> Gaps::begun(const Wish& wish) const {
  const std::lock_guard lock(mutex_);
  if (job_.empty() || !(begun_ == wish))
    return std::nullopt;
  return job_;
}

void Gaps::begin(Wish wish, std::string job) {
  const std::lock_guard lock(mutex_);
  begun_ = std::move(wish);
  job_ = std::move(job);
}

}  // namespace manumit::desk
