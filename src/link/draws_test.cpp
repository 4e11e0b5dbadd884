// SPDX-License-Identifier: Apache-2.0
#include "draws.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

constexpr std::uint32_t kDraws = 200;

struct Drawn {
  Linkage linkage;
  ClusterDraws draws;
};

Drawn drawn(const RecordTable& table, unsigned threads = 1, const Decisions& decisions = {},
            ClusterMethod method = ClusterMethod::average) {
  Settings settings = guess_settings(table);
  settings.clusters.method = method;
  settings.threads = threads;
  settings.training.bootstrap = 30;
  auto linkage =
      manumit::link::link(table, settings, {.decisions = decisions, .pairs_from = kDrawsFrom});
  REQUIRE(linkage);
  auto draws = ClusterDraws::of(table, settings, *linkage, decisions);
  REQUIRE(draws);
  return {std::move(*linkage), std::move(*draws)};
}

std::size_t clusters_in(const std::vector<std::uint32_t>& cluster) {
  return std::set<std::uint32_t>(cluster.begin(), cluster.end()).size();
}

}  // namespace

TEST_CASE("ClusterDraws: a pair alone is linked as often as its probability says") {
  const auto rows = InventedPeople(51).rows(400);
  const RecordTable table = list_of(invented_columns(), cells_of(rows));
  const Drawn made = drawn(table, 2);
  // Pairs neither of whose records has another pair.
  std::vector<int> pairs_of(table.size(), 0);
  for (const LinkedPair& pair : made.linkage.pairs) {
    ++pairs_of[pair.a];
    ++pairs_of[pair.b];
  }
  double expected = 0;
  double variance = 0;
  double linked = 0;
  for (std::uint32_t number = 0; number < kDraws; ++number) {
    const auto cluster = made.draws.draw(number);
    for (const LinkedPair& pair : made.linkage.pairs) {
      if (pairs_of[pair.a] != 1 || pairs_of[pair.b] != 1)
        continue;
      const double chance = probability_of(static_cast<double>(pair.weight));
      expected += chance;
      variance += chance * (1 - chance);
      linked += cluster[pair.a] == cluster[pair.b] ? 1 : 0;
    }
  }
  REQUIRE(expected > kDraws * 20);
  // The prior is drawn too, which spreads and hardly moves the mean.
  CHECK(std::fabs(linked - expected) < 5 * std::sqrt(variance) + 0.01 * expected);
}

TEST_CASE("ClusterDraws: draws differ, lie around what was linked, and hold the true number") {
  const auto rows = InventedPeople(52).rows(600);
  const RecordTable table = list_of(invented_columns(), cells_of(rows));
  const Drawn made = drawn(table, 2);
  std::vector<std::size_t> counts;
  for (std::uint32_t number = 0; number < kDraws; ++number)
    counts.push_back(clusters_in(made.draws.draw(number)));
  std::sort(counts.begin(), counts.end());
  CHECK(counts.front() < counts.back());
  const auto middle = static_cast<double>(counts[kDraws / 2]);
  CHECK(middle == doctest::Approx(static_cast<double>(made.linkage.clusters)).epsilon(0.02));
  CHECK(middle == doctest::Approx(600).epsilon(0.06));
}

TEST_CASE(
    "ClusterDraws: a draw is the same with any number of threads, and alone or among others") {
  const RecordTable table = list_of(invented_columns(), cells_of(InventedPeople(53).rows(300)));
  const Drawn one = drawn(table, 1);
  const Drawn eight = drawn(table, 8);
  const auto seventh = one.draws.draw(7);
  static_cast<void>(eight.draws.draw(3));
  CHECK(eight.draws.draw(7) == seventh);
  CHECK(one.draws.draw(7) == seventh);
  CHECK(one.draws.draw(8) != seventh);
  for (std::uint32_t record = 0; record < table.size(); ++record) {
    CHECK(seventh[record] <= record);
    CHECK(seventh[seventh[record]] == seventh[record]);
  }
}

TEST_CASE("ClusterDraws: what a person decided and lists without doubles stand in every draw") {
  const auto rows = cells_of(InventedPeople(54).rows(150));
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
  const RecordTable table = table_of(invented_columns(), {{"a.csv", {rows.begin(), middle}, true},
                                                          {"b.csv", {middle, rows.end()}}});
  const auto last = static_cast<std::uint32_t>(rows.size() - 1);
  const Decisions decisions{.same = {{0, last}}, .different = {{1, last - 1}}};
  for (const ClusterMethod method : {ClusterMethod::average, ClusterMethod::components}) {
    const Drawn made = drawn(table, 1, decisions, method);
    for (std::uint32_t number = 0; number < 50; ++number) {
      const auto cluster = made.draws.draw(number);
      CHECK(cluster[0] == cluster[last]);
      CHECK(cluster[1] != cluster[last - 1]);
      std::set<std::uint32_t> of_a;
      for (std::uint32_t record = 0; record < table.sources()[0].count; ++record)
        CHECK(of_a.insert(cluster[record]).second);
    }
  }
}

TEST_CASE("DrawTally: without anybody's word, draws say how right the clusters are") {
  const auto rows = InventedPeople(56).rows(700);
  const RecordTable table = list_of(invented_columns(), cells_of(rows));
  const Drawn made = drawn(table, 2);
  DrawTally tally;
  CHECK_FALSE(tally.found());
  for (std::uint32_t number = 0; number < 60; ++number)
    REQUIRE(tally.add(made.linkage.cluster, made.draws.draw(number)));
  const auto found = tally.found();
  REQUIRE(found);
  CHECK(found->clusters.size() == 60);
  CHECK(found->clusters_95.low <= found->clusters_95.high);
  std::vector<std::uint32_t> truth;
  for (const InventedRow& row : rows)
    truth.push_back(row.person);
  const auto judged = evaluate(made.linkage.cluster, truth);
  REQUIRE(judged);
  // Every pair was compared, so what is expected lies near what is true.
  CHECK(std::fabs(found->precision.value - judged->pair.precision.value) < 0.06);
  CHECK(std::fabs(found->recall.value - judged->pair.recall.value) < 0.06);
}

TEST_CASE("DrawTally: the clusters that were found, drawn again, are all right") {
  DrawTally tally;
  REQUIRE(tally.add({0, 0, 2, 2}, {0, 0, 2, 2}));
  REQUIRE(tally.add({0, 0, 2, 2}, {0, 0, 2, 3}));
  const auto found = tally.found();
  REQUIRE(found);
  CHECK(found->clusters == std::vector<std::uint64_t>{2, 3});
  CHECK(found->precision.value == doctest::Approx(0.75));  // 2 of 2, then 1 of 2 pairs.
  CHECK(found->recall.value == doctest::Approx(1));
}

TEST_CASE("ClusterDraws: pairs that were not kept cannot be drawn") {
  const RecordTable table = list_of(invented_columns(), cells_of(InventedPeople(55).rows(50)));
  const Settings settings = guess_settings(table);
  const auto linkage = manumit::link::link(table, settings);
  REQUIRE(linkage);
  CHECK_FALSE(ClusterDraws::of(table, settings, *linkage));
}
