// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "link/link.h"

/// Linking in parts that run one by one, anywhere, in any order, twice if need be: a plan says what
/// was learned and how the pairs are parted, each shard scores its part of them, and the merge is
/// the same linkage as `link` gives, to the last bit. No part holds a name: each process reads the
/// lists itself, and refuses others than those the plan was made of.
namespace manumit::link {

inline constexpr std::uint32_t kMostShards = 10'000;

/// What all shards need to know besides the lists.
struct ShardPlan {
  Settings settings;
  std::uint32_t shards = 1;
  std::string lists;  ///< A number for all that the lists hold, in hexadecimal digits.
  double floor = 0;   ///< Pairs of at least so much evidence are kept, in bits.
  Model model;        ///< Weights alone: what scoring needs.
  std::string id;     ///< A number for all of the above, in hexadecimal digits.
};

struct PlanOptions {
  std::uint32_t shards = 1;
  std::optional<double> pairs_from = {};  ///< As `LinkOptions::pairs_from` of the merge.
  std::optional<double> floor = {};       ///< Instead of the one that is reckoned.
};

/// Learns the weights and parts the work. Takes as long as linking does before it compares.
[[nodiscard]] Result<ShardPlan> plan_shards(const RecordTable& table, const Settings& settings,
                                            const PlanOptions& options);

/// The plan as TOML (docs/formats/link-shards.md); `read_plan` gives it back to the last bit and
/// refuses what was changed.
[[nodiscard]] std::string written(const ShardPlan& plan);
[[nodiscard]] Result<ShardPlan> read_plan(std::string_view toml, std::string_view file);

/// Scores part `number`, from 1, of the pairs. The result is bytes without any name in them: the
/// numbers of records and the evidence of their pairs.
[[nodiscard]] Result<std::string> score_shard(const RecordTable& table, const ShardPlan& plan,
                                              std::uint32_t number, unsigned threads,
                                              const Progress& progress = {});

/// Which shard of which plan the bytes are the result of. Refuses what is cut short or changed.
struct ShardResult {
  std::string plan;
  std::uint32_t number = 0;
};
[[nodiscard]] Result<ShardResult> look_at_shard(std::string_view bytes, std::string_view file);

/// Joins the results of all shards, by their numbers, into the linkage. Refuses a plan of other
/// lists, shards of another plan, and a shard that is missing.
[[nodiscard]] Result<Linkage> merge_shards(const RecordTable& table, const ShardPlan& plan,
                                           const std::map<std::uint32_t, std::string>& results,
                                           unsigned threads, const LinkOptions& options = {});

}  // namespace manumit::link
