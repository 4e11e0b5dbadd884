// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/linkage.h"
#include "link/records.h"

namespace manumit::link {

/// A pair that a person could be asked about.
struct ReviewPair {
  RecordPair pair;
  double weight = 0;
  double doubt = 0;  ///< How unsure its answer is, in bits: 1 at even odds, 0 where it is known.
  /// So many pairs of records would be one person's that are not, or the other way round, if the
  /// answer were not what the clusters say.
  std::uint64_t changes = 0;
  [[nodiscard]] double teaches() const { return doubt * static_cast<double>(changes); }
};

/// The pairs in the order in which they are worth a person's time: what an answer teaches is how
/// unsure it is (Shannon's entropy of the probability) times how much of the result hangs on it.
///
/// Two records of different clusters, if they are one person, join the clusters: their sizes are
/// multiplied. Two of one cluster, if they are not, part it: each other member goes with the one
/// that it weighs more with, and what decides nothing is divided so that most would change. A
/// cluster of more than two hundred loses one record.
///
/// `pairs` must be of this linkage. Equal ones stand in the order of what is recorded of their
/// records, so that the order of the rows changes nothing. O(pairs · (log + cluster)).
[[nodiscard]] std::vector<ReviewPair> review_order(const RecordTable& table, const Linkage& linkage,
                                                   std::span<const LinkedPair> pairs);

}  // namespace manumit::link
