// SPDX-License-Identifier: Apache-2.0
#include "shards.h"

#include <algorithm>
#include <bit>

#include "compare_all.h"
#include "engine.h"
#include "hashing.h"
#include "learning.h"
#include "linking.h"
#include "shard_bytes.h"
#include "toml_text.h"

namespace manumit::link {
namespace {

// A prior that is reckoned from the pairs may end up so many bits above its guess and the pairs
// that the shards kept are still enough.
constexpr double kRoomInPlan = 3;

/// A number for all that stands on the lists.
std::uint64_t content_of(const RecordTable& table) {
  std::uint64_t content = 0;
  for (const Source& source : table.sources()) {
    content = mixed(content, hash_of(source.name));
    content = mixed(content, source.count * 2 + (source.deduplicated ? 1 : 0));
  }
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    const Column& column = table.columns()[i];
    content = mixed(content, hash_of(column.name) + static_cast<std::uint64_t>(column.role));
    std::vector<std::uint64_t> hashes(column.values.count() + 1, 0);
    for (std::uint32_t id = 1; id <= column.values.count(); ++id)
      hashes[id] = hash_of(column.values[id]);
    for (std::size_t record = 0; record < table.size(); ++record)
      content = mixed(content, hashes[table.value(record, i)]);
  }
  return content;
}

Result<void> check_lists(const RecordTable& table, const ShardPlan& plan) {
  if (in_hex(content_of(table)) == plan.lists)
    return {};
  return fail(Error::Kind::bad_input, "the plan was made of other lists than these", {},
              "give the same lists in the same order, or make the plan again");
}

Result<void> check_number(const ShardPlan& plan, std::uint32_t number) {
  if (number >= 1 && number <= plan.shards)
    return {};
  return fail(Error::Kind::bad_input, "the shards of this plan are numbered from 1 to {0}", {}, {},
              {std::to_string(plan.shards)});
}

/// A part of the plan's settings that changes no result.
Settings with_threads(const Settings& settings, unsigned threads) {
  Settings own = settings;
  own.threads = threads;
  return own;
}

/// The numbers of the shards that are not there: "3, 7, 12", the first ten.
std::string missing_among(const std::map<std::uint32_t, std::string>& results,
                          std::uint32_t shards) {
  constexpr std::size_t kMostNamed = 10;
  std::string missing;
  std::size_t named = 0;
  for (std::uint32_t number = 1; number <= shards && named < kMostNamed; ++number) {
    if (results.contains(number))
      continue;
    missing += (missing.empty() ? "" : ", ") + std::to_string(number);
    ++named;
  }
  return missing;
}

class Merging {
 public:
  Merging(const RecordTable& table, const ShardPlan& plan) : table_(table), plan_(plan) {}

  [[nodiscard]] Result<void> read(const std::map<std::uint32_t, std::string>& results) {
    if (const std::string missing = missing_among(results, plan_.shards); !missing.empty())
      return fail(Error::Kind::not_found, "not every shard of the plan has come back: {0} missing",
                  {}, "run the missing ones; the others need not run again", {missing});
    rules_.resize(plan_.settings.rules.size());
    for (const auto& [number, bytes] : results) {
      ReadShard shard = TRY(read_shard(bytes, "shard " + std::to_string(number)));
      TRY(check_whose(shard, number));
      TRY(add(shard, number));
    }
    return {};
  }

  /// The pairs of a rule that reach the floor.
  [[nodiscard]] Result<ScoredPairs> give(std::size_t rule, double floor) const {
    if (floor < plan_.floor)
      return fail(Error::Kind::bad_input, "more pairs are wanted than the shards kept", {},
                  "make the plan again with --floor {0}", {toml_real(floor)});
    ScoredPairs scored{.edges = {}, .compared = rules_[rule].compared};
    for (const Edge& edge : rules_[rule].edges) {
      if (static_cast<double>(edge.evidence) >= floor)
        scored.edges.push_back(edge);
    }
    return scored;
  }

 private:
  [[nodiscard]] Result<void> check_whose(const ReadShard& shard, std::uint32_t number) const {
    if (shard.whose.plan == plan_.id && shard.whose.number == number &&
        shard.rules.size() == rules_.size())
      return {};
    return fail(Error::Kind::bad_input, "this is the result of another shard or another plan",
                "shard " + std::to_string(number), "run the shard again");
  }

  [[nodiscard]] Result<void> add(const ReadShard& shard, std::uint32_t number) {
    for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
      for (const Edge& edge : shard.rules[rule].edges) {
        if (edge.a >= edge.b || edge.b >= table_.size())
          return fail(Error::Kind::bad_input, "this is no whole result of a shard",
                      "shard " + std::to_string(number), "run the shard again");
      }
      rules_[rule].compared += shard.rules[rule].compared;
      rules_[rule].edges.insert(rules_[rule].edges.end(), shard.rules[rule].edges.begin(),
                                shard.rules[rule].edges.end());
    }
    return {};
  }

  const RecordTable& table_;
  const ShardPlan& plan_;
  std::vector<ScoredPairs> rules_;
};

}  // namespace

Result<ShardPlan> plan_shards(const RecordTable& table, const Settings& settings,
                              const PlanOptions& options) {
  TRY(check_settings(table, settings));
  Engine engine = make_engine(table, settings);
  const Lesson lesson = learn_weights(engine, settings);
  const double at_least = settings.clusters.at_least;
  const double besides = at_least - std::min(at_least, options.pairs_from.value_or(at_least));
  const double reckoned =
      counted_from(at_least, log2_odds(lesson.model.prior.share), lesson.prior_is_guess) - besides -
      (lesson.prior_is_guess ? kRoomInPlan : 0);
  ShardPlan plan{.settings = settings,
                 .shards = options.shards,
                 .lists = in_hex(content_of(table)),
                 .floor = options.floor.value_or(reckoned),
                 .model = lesson.model,
                 .id = {}};
  plan.id = id_of(plan);
  return plan;
}

Result<std::string> score_shard(const RecordTable& table, const ShardPlan& plan,
                                std::uint32_t number, unsigned threads, const Progress& progress) {
  TRY(check_number(plan, number));
  TRY(check_lists(table, plan));
  const Settings settings = with_threads(plan.settings, threads);
  Engine engine = TRY(engine_that_knows(table, settings, plan.model));
  const Scorer scorer = Scorer::of(engine.fields, engine.comparators, plan.model);
  const ScoreRule score =
      scoring(engine, scorer, settings, progress, {.number = number - 1, .of = plan.shards});
  std::vector<ScoredPairs> rules(engine.rules.size());
  TRY(compare_all(engine, settings, plan.floor,
                  [&](std::size_t rule, const Blocks& blocks, double floor) -> Result<ScoredPairs> {
                    rules[rule] = TRY(score(rule, blocks, floor));
                    return ScoredPairs{.edges = {}, .compared = rules[rule].compared};
                  }));
  return bytes_of_shard({.plan = plan.id, .number = number}, rules);
}

Result<ShardResult> look_at_shard(std::string_view bytes, std::string_view file) {
  return TRY(read_shard(bytes, file)).whose;
}

Result<Linkage> merge_shards(const RecordTable& table, const ShardPlan& plan,
                             const std::map<std::uint32_t, std::string>& results, unsigned threads,
                             const LinkOptions& options) {
  TRY(check_lists(table, plan));
  Merging merging(table, plan);
  TRY(merging.read(results));
  return link_with(table, with_threads(plan.settings, threads), options,
                   [&](const Engine&, const Scorer&) -> ScoreRule {
                     return [&](std::size_t rule, const Blocks&, double floor) {
                       return merging.give(rule, floor);
                     };
                   });
}

}  // namespace manumit::link
