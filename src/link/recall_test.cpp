// SPDX-License-Identifier: Apache-2.0
#include "recall.h"

#include <doctest/doctest.h>

#include "hashing.h"
#include "link.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

TEST_CASE("recall_from: Chao's bound by hand") {
  // Three rules; 40 matches found by one of them, 20 by two, 100 by any:
  // missed = 2/3 · 40 · 39 / (2 · 21) = 24.762.
  const BlockingRecall recall = recall_from({{20, 10, 50}, {20, 10, 50}}, 3);
  CHECK(recall.found == 100);
  CHECK(recall.missed_at_least == doctest::Approx(24.762).epsilon(0.001));
  CHECK(*recall.at_most == doctest::Approx(100 / 124.762).epsilon(0.001));
  CHECK(recall.at_most_95.low <= *recall.at_most);
  CHECK(recall.at_most_95.high >= *recall.at_most);
}

TEST_CASE("recall_from: one rule, or none that found anything alone, can tell nothing") {
  CHECK_FALSE(recall_from({{50, 0, 50}}, 1).at_most);
  CHECK(recall_from({{50, 0, 50}}, 1).at_most_95.low == 0);
  CHECK(recall_from({{0, 10, 50}}, 3).at_most == 1);
  CHECK_FALSE(recall_from({}, 3).at_most);
}

TEST_CASE("recall_from: where every pair was compared, no rule has missed any") {
  CHECK(recall_from({{50, 0, 50}}, 1, true).at_most == 1);
  CHECK(recall_from({{50, 0, 50}}, 1, true).at_most_95.low == 1);
}

TEST_CASE("recall_from: the limits hold what rules that know nothing of each other have missed") {
  // Four rules that find each pair with probability 0.4, 0.5, 0.3 and 0.6: one in ten or so is
  // missed, 0.6 · 0.5 · 0.7 · 0.4 = 0.084. With rules that differ the bound lies a little below.
  const double chances[] = {0.4, 0.5, 0.3, 0.6};
  int held = 0;
  const int worlds = 300;
  for (std::uint64_t world = 0; world < worlds; ++world) {
    std::vector<FoundBy> groups(48);
    for (std::uint64_t pair = 0; pair < 2000; ++pair) {
      int found = 0;
      for (std::uint64_t rule = 0; rule < 4; ++rule)
        found += unit_real(random_number(world, rule, pair)) < chances[rule] ? 1 : 0;
      FoundBy& group = groups[pair % 48];
      group.one += found == 1 ? 1 : 0;
      group.two += found == 2 ? 1 : 0;
      group.any += found > 0 ? 1 : 0;
    }
    const BlockingRecall recall = recall_from(groups, 4);
    held += recall.at_most_95.low <= 1 - 0.084 ? 1 : 0;
    CHECK(recall.at_most > 0.88);
  }
  CHECK(held > 0.95 * worlds);
}

TEST_CASE("link: the rules judge each other, and where every pair is compared none is missed") {
  const auto rows = InventedPeople(41).rows(900);
  const RecordTable table = list_of(invented_columns(), cells_of(rows));
  Settings settings = guess_settings(table);
  settings.training.bootstrap = 0;
  const auto whole = manumit::link::link(table, settings);
  REQUIRE(whole);
  CHECK(whole->blocking.at_most == 1);
  settings.rules.clear();
  for (const char* key : {"family_name", "birth_date", "given_name:first 5"})
    settings.rules.push_back({{*key_part_of(key), *key_part_of("sex")}});
  const auto some = manumit::link::link(table, settings);
  REQUIRE(some);
  // The truth: how many pairs of one person share a key of some rule.
  double true_pairs = 0;
  double found = 0;
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (rows[a].person != rows[b].person)
        continue;
      const auto same = [&](std::size_t column, std::size_t letters) {
        const std::string one = rows[a].cells[column].substr(0, letters);
        return !one.empty() && one == rows[b].cells[column].substr(0, letters);
      };
      true_pairs += 1;
      found += same(3, 9) && (same(1, 99) || same(2, 99) || same(0, 5)) ? 1 : 0;
    }
  }
  CHECK(some->blocking.at_most < 1);
  CHECK(some->blocking.at_most > found / true_pairs - 0.02);
  CHECK(some->blocking.found == doctest::Approx(found).epsilon(0.05));
}
