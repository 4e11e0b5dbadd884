// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/surroundings.h"
#include "exchange/import.h"
#include "exchange/workbook.h"

namespace manumit::desk {

/// A partner's table that was looked at and waits for a person's word.
struct WaitingPlan {
  std::string file_name;
  exchange::Workbook workbook;
  exchange::ImportPlan plan;
};

/// The plans that wait, in memory only. Someone who looks at a fourth file has done with the first.
/// Safe from several threads.
class Plans {
 public:
  explicit Plans(const Surroundings& surroundings) : surroundings_(surroundings) {}

  /// An id under which a plan may wait.
  [[nodiscard]] std::string new_id() const;
  void keep(std::string id, WaitingPlan plan);
  /// The plan, which waits no longer.
  [[nodiscard]] std::optional<WaitingPlan> take(std::string_view id);
  void forget_all();

 private:
  Surroundings surroundings_;
  std::mutex mutex_;
  std::deque<std::pair<std::string, WaitingPlan>> waiting_;
};

}  // namespace manumit::desk
