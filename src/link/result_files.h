// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "link/linkage.h"
#include "link/records.h"

namespace manumit::link {

/// Takes a piece of a file that is written from front to back.
using TextSink = std::function<Result<void>(std::string_view)>;

/// How a cluster is called: by list and row of the oldest of its records, "shelter.csv:17". The
/// name stays when lists are added behind or rows at the end.
[[nodiscard]] std::string cluster_name(const RecordTable& table, std::uint32_t first);

/// `source,row,id,cluster`, a row for each record in the order of the lists (docs/formats/link.md).
[[nodiscard]] Result<void> write_clusters(const RecordTable& table, const Linkage& linkage,
                                          const TextSink& sink);

/// `source_a,row_a,source_b,row_b,weight,probability`, the pairs that were kept and weigh at least
/// so much, in the order of their records.
[[nodiscard]] Result<void> write_pairs(const RecordTable& table, const Linkage& linkage,
                                       double from, const TextSink& sink);

/// How many people are on which lists.
struct Overlap {
  std::vector<std::string> lists;  ///< Their names without ".csv".
  /// By history, a letter 0 or 1 for each list.
  std::map<std::string, std::uint64_t, std::greater<>> people;
};
/// Counts each cluster once. Refuses a single list, which overlaps with nothing. O(records).
[[nodiscard]] Result<Overlap> overlap_of(const RecordTable& table,
                                         const std::vector<std::uint32_t>& cluster);

/// A column for each list and `count`, as `manumit estimate` reads it.
[[nodiscard]] Result<void> write_overlap(const Overlap& overlap, const TextSink& sink);
/// The same for several draws (draws.h), told apart by the column `draw`, from 1 on.
[[nodiscard]] Result<void> write_overlaps(const std::vector<Overlap>& draws, const TextSink& sink);

}  // namespace manumit::link
