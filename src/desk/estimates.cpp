// SPDX-License-Identifier: Apache-2.0
#include "estimates.h"

#include <algorithm>
#include <utility>

namespace manumit::desk {
namespace {

// Some hundred kilobytes each: as many as a person compares in one sitting.
constexpr std::size_t kMostKept = 12;

}  // namespace

std::optional<Estimates::Kept> Estimates::kept(std::string_view record) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.record == record; });
  if (found == entries_.end())
    return std::nullopt;
  return Kept{found->json.reveal(), found->note.reveal()};
}

void Estimates::keep(std::string record, Kept made) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const Entry& entry) { return entry.record == record; });
  if (entries_.size() == kMostKept)
    entries_.pop_front();
  entries_.push_back({std::move(record), Secret<std::string>(std::move(made.json)),
                      Secret<std::string>(std::move(made.note))});
}

std::optional<std::string> Estimates::begun(std::string_view record) const {
  const std::lock_guard lock(mutex_);
  if (job_.empty() || begun_ != record)
    return std::nullopt;
  return job_;
}

void Estimates::begin(std::string record, std::string job) {
  const std::lock_guard lock(mutex_);
  begun_ = std::move(record);
  job_ = std::move(job);
}

void Estimates::forget_all() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  job_.clear();
}

}  // namespace manumit::desk
