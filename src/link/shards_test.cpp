// SPDX-License-Identifier: Apache-2.0
#include "shards.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "link.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

RecordTable people(std::uint64_t seed = 31) {
  const TestRows rows = cells_of(InventedPeople(seed).rows(400));
  const auto half = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
  return table_of(invented_columns(),
                  {{.name = "a.csv", .rows = TestRows(rows.begin(), half)},
                   {.name = "b.csv", .rows = TestRows(half, rows.end()), .deduplicated = true}});
}

Settings settings_for(const RecordTable& table) {
  Settings settings = guess_settings(table);
  settings.training.bootstrap = 5;
  settings.training.random_pairs = 20'000;
  return settings;
}

using Results = std::map<std::uint32_t, std::string>;

Results all_shards(const RecordTable& table, const ShardPlan& plan) {
  Results results;
  // In another order than they are numbered, as they would come back from many machines.
  for (std::uint32_t number = plan.shards; number >= 1; --number) {
    auto bytes = score_shard(table, plan, number, 1 + number % 2);
    REQUIRE(bytes);
    results[number] = std::move(*bytes);
  }
  return results;
}

ShardPlan plan_of(const RecordTable& table, std::uint32_t shards) {
  auto plan = plan_shards(table, settings_for(table), {.shards = shards, .pairs_from = -5});
  REQUIRE(plan);
  return std::move(*plan);
}

}  // namespace

TEST_CASE("merge_shards: one shard and sixteen give what linking at once gives, to the last bit") {
  const RecordTable table = people();
  const LinkOptions options{.decisions = {.same = {{0, 5}}}, .pairs_from = -5};
  const auto at_once = manumit::link::link(table, settings_for(table), options);
  REQUIRE(at_once);
  for (const std::uint32_t shards : {1U, 3U, 16U}) {
    CAPTURE(shards);
    const ShardPlan plan = plan_of(table, shards);
    const auto merged = merge_shards(table, plan, all_shards(table, plan), 2, options);
    REQUIRE(merged);
    CHECK(merged->cluster == at_once->cluster);
    CHECK(merged->compared == at_once->compared);
    CHECK(merged->model.prior.share == at_once->model.prior.share);
    CHECK(merged->blocking.missed_at_least == at_once->blocking.missed_at_least);
    REQUIRE(merged->pairs.size() == at_once->pairs.size());
    bool same = true;
    for (std::size_t i = 0; i < merged->pairs.size(); ++i) {
      const LinkedPair& a = merged->pairs[i];
      const LinkedPair& b = at_once->pairs[i];
      same = same && a.a == b.a && a.b == b.b && a.weight == b.weight;
    }
    CHECK(same);
    REQUIRE(merged->weights.size() == at_once->weights.size());
    for (std::size_t i = 0; i < merged->weights.size(); ++i)
      CHECK(merged->weights[i].pairs == at_once->weights[i].pairs);
  }
}

TEST_CASE("score_shard: run twice, on one thread or on two, it gives the same bytes") {
  const RecordTable table = people();
  const ShardPlan plan = plan_of(table, 4);
  CHECK(score_shard(table, plan, 2, 1).value() == score_shard(table, plan, 2, 2).value());
}

TEST_CASE("merge_shards: a shard that is lost is named, and running it again mends all") {
  const RecordTable table = people();
  const ShardPlan plan = plan_of(table, 16);
  Results results = all_shards(table, plan);
  const std::string lost = results[7];
  results.erase(7);
  results.erase(12);
  const auto merged = merge_shards(table, plan, results, 1);
  REQUIRE_FALSE(merged);
  CHECK(merged.error().kind == Error::Kind::not_found);
  CHECK(merged.error().fills == std::vector<std::string>{"7, 12"});
  results[7] = lost;
  results[12] = score_shard(table, plan, 12, 1).value();
  CHECK(merge_shards(table, plan, results, 1));
}

TEST_CASE("merge_shards: what is cut short, changed or another's is refused") {
  const RecordTable table = people();
  const ShardPlan plan = plan_of(table, 2);
  const Results whole = all_shards(table, plan);
  const auto refusal = [&](std::string second) {
    Results results = whole;
    results[2] = std::move(second);
    const auto merged = merge_shards(table, plan, results, 1);
    REQUIRE_FALSE(merged);
    return merged.error();
  };
  SUBCASE("cut short") {
    const std::string& bytes = whole.at(2);
    for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 8)
      CHECK(refusal(bytes.substr(0, size)).what == "this is no whole result of a shard");
  }
  SUBCASE("one bit changed") {
    std::string bytes = whole.at(2);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    CHECK(refusal(bytes).where == "shard 2");
  }
  SUBCASE("the other shard's") {
    CHECK(refusal(whole.at(1)).what == "this is the result of another shard or another plan");
  }
  SUBCASE("another plan's") {
    const ShardPlan other = plan_of(table, 3);
    CHECK(refusal(score_shard(table, other, 2, 1).value()).what ==
          "this is the result of another shard or another plan");
  }
  SUBCASE("another list") {
    const RecordTable other = people(32);
    CHECK(merge_shards(other, plan, whole, 1).error().what ==
          "the plan was made of other lists than these");
    CHECK(score_shard(other, plan, 1, 1).error().what ==
          "the plan was made of other lists than these");
  }
  SUBCASE("pairs that were never kept") {
    const auto merged = merge_shards(table, plan, whole, 1, {.pairs_from = -60});
    REQUIRE_FALSE(merged);
    CHECK(merged.error().what == "more pairs are wanted than the shards kept");
  }
}

TEST_CASE("ShardPlan: it reads back to the last bit, and what was changed is refused") {
  const RecordTable table = people();
  const ShardPlan plan = plan_of(table, 16);
  const std::string text = written(plan);
  const auto again = read_plan(text, "plan.toml");
  REQUIRE(again);
  CHECK(written(*again) == text);
  CHECK(again->floor == plan.floor);
  CHECK(score_shard(table, *again, 3, 1).value() == score_shard(table, plan, 3, 1).value());
  std::string changed = text;
  changed.replace(changed.find("shards = 16"), 11, "shards = 15");
  const auto refused = read_plan(changed, "plan.toml");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what == "this plan was changed after it was made");
  CHECK_FALSE(text.find("karimova") != std::string::npos);
}
