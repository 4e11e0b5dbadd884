// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "block_scorer.h"
#include "shards.h"

namespace manumit::link {

/// Sixteen digits.
[[nodiscard]] std::string in_hex(std::uint64_t number);

/// A number for all of a plan but its id.
[[nodiscard]] std::string id_of(const ShardPlan& plan);

/// The result of a shard as bytes: whose it is, the pairs rule by rule, a number for all of it.
/// docs/formats/link-shards.md.
[[nodiscard]] std::string bytes_of_shard(const ShardResult& whose,
                                         const std::vector<ScoredPairs>& rules);

/// Reads that, or refuses what was cut short or changed. The records of the edges may be any.
struct ReadShard {
  ShardResult whose;
  std::vector<ScoredPairs> rules;
};
[[nodiscard]] Result<ReadShard> read_shard(std::string_view bytes, std::string_view file);

}  // namespace manumit::link
