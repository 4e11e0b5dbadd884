// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "list_reading.h"

namespace manumit::link {

/// The columns of the table that several lists make together.
struct ColumnPlan {
  NameKind kind = NameKind::person;
  std::vector<ColumnRole> columns;  ///< Of the table.
  std::vector<ColumnRole> roles;  ///< Of every heading of every list, as `ReadRecords` gives them.
  bool has_ids = false;
  bool has_truth = false;
};

/// Decides what each column of each list holds and gives it its place. Refuses a name that is told
/// and stands on no list, and lists that have nothing to compare.
[[nodiscard]] Result<ColumnPlan> plan_columns(std::vector<ListReading>& lists,
                                              const ReadOptions& options);

}  // namespace manumit::link
