// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/surroundings.h"
#include "casework/casebook.h"

namespace manumit::desk {

/// The files that a page is sending part by part. What is taken out is nobody else's until it is
/// put back, so two requests never write to one file. Safe from several threads.
class Uploads {
 public:
  explicit Uploads(const Surroundings& surroundings) : surroundings_(surroundings) {}

  /// The id under which it goes on. With a fifth the oldest is let go.
  [[nodiscard]] std::string keep(casework::Attaching file);
  void put_back(std::string id, casework::Attaching file);
  [[nodiscard]] std::optional<casework::Attaching> take(std::string_view id);
  void forget_all();

 private:
  Surroundings surroundings_;
  std::mutex mutex_;
  std::deque<std::pair<std::string, casework::Attaching>> waiting_;
};

}  // namespace manumit::desk
