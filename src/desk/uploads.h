// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/surroundings.h"
#include "casework/casebook.h"
#include "passing_file.h"

namespace manumit::desk {

/// What a page is sending part by part. What is taken out is nobody else's until it is put back, so
/// two requests never write to one file. Safe from several threads.
template <typename File>
class UploadsOf {
 public:
  explicit UploadsOf(const Surroundings& surroundings) : surroundings_(surroundings) {}

  /// The id under which it goes on. With a fifth the oldest is let go.
  [[nodiscard]] std::string keep(File file) {
    std::array<std::uint8_t, 16> id{};
    surroundings_.random(id);
    put_back(to_hex(id), std::move(file));
    return to_hex(id);
  }
  void put_back(std::string id, File file) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() == kWaiting)
      waiting_.pop_front();
    waiting_.emplace_back(std::move(id), std::move(file));
  }
  [[nodiscard]] std::optional<File> take(std::string_view id) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const auto& entry) { return entry.first == id; });
    if (found == waiting_.end())
      return std::nullopt;
    File file = std::move(found->second);
    waiting_.erase(found);
    return file;
  }
  void forget_all() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
  }

 private:
  // Each holds some five megabytes.
  static constexpr std::size_t kWaiting = 4;
  Surroundings surroundings_;
  std::mutex mutex_;
  std::deque<std::pair<std::string, File>> waiting_;
};

/// Files for a case: what came of them lies in the vault already.
using Uploads = UploadsOf<casework::Attaching>;

/// A bundle on its way in: what came of it lies beside the vault, sealed as it is.
struct ArrivingBundle {
  std::shared_ptr<PassingFile> file;
  std::uint64_t size = 0;
};
using Arrivals = UploadsOf<ArrivingBundle>;

}  // namespace manumit::desk
