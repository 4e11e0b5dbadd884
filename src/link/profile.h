// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "link/records.h"

namespace manumit::link {

/// What a column is worth: a column that is mostly empty, or always the same, links nobody.
struct ColumnProfile {
  std::string name;
  Role role = Role::other;
  std::uint64_t present = 0;    ///< Records that have a value.
  std::uint64_t different = 0;  ///< Different values.
  std::uint64_t commonest = 0;  ///< Records that have the commonest one.
};
/// O(records · columns).
[[nodiscard]] std::vector<ColumnProfile> profile_of(const RecordTable& table);

/// How many clusters have how many records.
[[nodiscard]] std::map<std::uint64_t, std::uint64_t> cluster_sizes(
    const std::vector<std::uint32_t>& cluster);

}  // namespace manumit::link
