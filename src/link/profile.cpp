// SPDX-License-Identifier: Apache-2.0
#include "profile.h"

#include <algorithm>
#include <numeric>

namespace manumit::link {

std::vector<ColumnProfile> profile_of(const RecordTable& table) {
  std::vector<ColumnProfile> profiles;
  std::vector<std::uint64_t> records;
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    const Column& of = table.columns()[column];
    records.assign(of.values.count() + 1, 0);
    for (std::size_t record = 0; record < table.size(); ++record)
      ++records[table.value(record, column)];
    profiles.push_back({.name = of.name,
                        .role = of.role,
                        .present = table.size() - records[0],
                        .different = of.values.count(),
                        .commonest = records.size() < 2
                                         ? 0
                                         : *std::max_element(records.begin() + 1, records.end())});
  }
  return profiles;
}

std::map<std::uint64_t, std::uint64_t> cluster_sizes(const std::vector<std::uint32_t>& cluster) {
  std::vector<std::uint32_t> records(cluster.size(), 0);
  for (const std::uint32_t first : cluster)
    ++records[first];
  std::map<std::uint64_t, std::uint64_t> sizes;
  for (const std::uint32_t size : records) {
    if (size > 0)
      ++sizes[size];
  }
  return sizes;
}

}  // namespace manumit::link
