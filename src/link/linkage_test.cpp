// SPDX-License-Identifier: Apache-2.0
#include "linkage.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>

#include "link.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

Linkage linked(const RecordTable& table, Settings settings, unsigned threads = 1) {
  settings.threads = threads;
  auto found = manumit::link::link(table, settings);
  REQUIRE(found);
  return std::move(*found);
}

/// Everything that was found but the time that it took, in a text.
std::string all_of(const Linkage& found) {
  std::string text;
  const auto add = [&](double value) { text += std::to_string(value) + ' '; };
  for (const ComparisonModel& comparison : found.model.comparisons) {
    for (const LevelModel& level : comparison.levels) {
      for (const double value :
           {level.m, level.u, level.weight, level.weight_95.low, level.weight_95.high})
        add(value);
    }
  }
  for (const double value :
       {found.model.prior.share, found.model.prior.share_95.low, found.model.prior.share_95.high})
    add(value * 1e6);
  for (const LinkedPair& pair : found.pairs) {
    add(pair.a);
    add(pair.b);
    add(static_cast<double>(pair.weight));
  }
  for (const std::uint32_t each : found.cluster)
    add(each);
  for (const RuleFound& rule : found.rules)
    add(static_cast<double>(rule.pairs));
  for (const Warning& warning : found.warnings)
    text += in_english(warning.sentence);
  return text;
}

struct Agreement95 {
  double precision = 0;
  double recall = 0;
};

Agreement95 pair_agreement(const std::vector<std::uint32_t>& found,
                           const std::vector<InventedRow>& truth) {
  double both = 0;
  double linked_pairs = 0;
  double true_pairs = 0;
  for (std::size_t a = 0; a < found.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const bool one = found[a] == found[b];
      const bool same = truth[a].person == truth[b].person;
      both += one && same ? 1 : 0;
      linked_pairs += one ? 1 : 0;
      true_pairs += same ? 1 : 0;
    }
  }
  return {both / linked_pairs, both / true_pairs};
}

}  // namespace

TEST_CASE("link: invented people with slips of the pen are found again, by guessed settings") {
  for (const std::uint32_t people : {150U, 1500U}) {
    const auto rows = InventedPeople(people).rows(people);
    const RecordTable table = list_of(invented_columns(), cells_of(rows));
    const Linkage found = linked(table, guess_settings(table), 2);
    const Agreement95 agreement = pair_agreement(found.cluster, rows);
    CAPTURE(people);
    CHECK(agreement.precision > 0.97);
    CHECK(agreement.recall > 0.93);
  }
}

TEST_CASE("link: one, two and eight threads give the same bytes") {
  const RecordTable table = list_of(invented_columns(), cells_of(InventedPeople(3).rows(1300)));
  Settings settings = guess_settings(table);
  settings.training.bootstrap = 20;
  const std::string one = all_of(linked(table, settings, 1));
  CHECK(all_of(linked(table, settings, 2)) == one);
  CHECK(all_of(linked(table, settings, 8)) == one);
}

TEST_CASE("link: the order of the rows changes nothing but their numbers") {
  const TestRows rows = cells_of(InventedPeople(4).rows(1200));
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), std::mt19937_64(9));
  TestRows shuffled;
  for (const std::size_t each : order)
    shuffled.push_back(rows[each]);
  const RecordTable table = list_of(invented_columns(), rows);
  Settings settings = guess_settings(table);
  settings.training.bootstrap = 10;
  const Linkage straight = linked(table, settings);
  const Linkage turned = linked(list_of(invented_columns(), shuffled), settings);
  CHECK(turned.compared == straight.compared);
  CHECK(turned.clusters == straight.clusters);
  CHECK(turned.model.prior.share == straight.model.prior.share);
  CHECK(turned.model.prior.share_95.low == straight.model.prior.share_95.low);
  CHECK(turned.model.prior.share_95.high == straight.model.prior.share_95.high);
  for (std::size_t i = 0; i < straight.model.comparisons.size(); ++i) {
    const auto& levels = straight.model.comparisons[i].levels;
    for (std::size_t level = 0; level < levels.size(); ++level)
      CHECK(turned.model.comparisons[i].levels[level].weight_95.low == levels[level].weight_95.low);
  }
  using Weighed = std::set<std::tuple<std::size_t, std::size_t, float>>;
  Weighed weighed;
  for (const LinkedPair& pair : straight.pairs)
    weighed.insert({pair.a, pair.b, pair.weight});
  Weighed weighed_turned;
  for (const LinkedPair& pair : turned.pairs) {
    const auto [a, b] = std::minmax(order[pair.a], order[pair.b]);
    weighed_turned.insert({a, b, pair.weight});
  }
  CHECK(weighed == weighed_turned);
  // Clusters are the same sets of rows.
  std::map<std::uint32_t, std::set<std::size_t>> sets;
  std::map<std::uint32_t, std::set<std::size_t>> sets_turned;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    sets[straight.cluster[i]].insert(i);
    sets_turned[turned.cluster[i]].insert(order[i]);
  }
  std::set<std::set<std::size_t>> all;
  std::set<std::set<std::size_t>> all_turned;
  for (const auto& [name, members] : sets)
    all.insert(members);
  for (const auto& [name, members] : sets_turned)
    all_turned.insert(members);
  CHECK(all == all_turned);
}

TEST_CASE("link: who wants to see more pairs does not change who is one person") {
  const RecordTable table = list_of(invented_columns(), cells_of(InventedPeople(6).rows(300)));
  Settings settings = guess_settings(table);
  settings.training.bootstrap = 0;
  const auto few = manumit::link::link(table, settings);
  const auto many = manumit::link::link(table, settings, {.decisions = {}, .pairs_from = -20});
  REQUIRE((few && many));
  CHECK(many->pairs.size() > few->pairs.size());
  CHECK(many->cluster == few->cluster);
  CHECK(many->model.prior.share == few->model.prior.share);
  CHECK(many->rules[0].matches == few->rules[0].matches);
}

TEST_CASE("link: as many thresholds as settings may have keep their levels apart") {
  const auto rows = InventedPeople(7).rows(200);
  const RecordTable table = list_of(invented_columns(), cells_of(rows));
  Settings settings = guess_settings(table);
  ComparisonSetting fine{.name = "fine", .columns = {"family_name"}, .how = How::jaro_winkler};
  for (int i = 0; i < 13; ++i)
    fine.levels.push_back(0.99 - 0.02 * i);
  settings.comparisons.insert(settings.comparisons.begin(), fine);
  const Agreement95 agreement = pair_agreement(linked(table, settings).cluster, rows);
  CHECK(agreement.precision > 0.9);
  CHECK(agreement.recall > 0.8);
}

TEST_CASE("link: a prior by rules that hold for everybody is warned of") {
  const RecordTable table = list_of(invented_columns(), cells_of(InventedPeople(8).rows(60)));
  Settings settings = guess_settings(table);
  settings.prior.rules = {RuleSetting{}};
  const Linkage found = linked(table, settings);
  CHECK(std::any_of(found.warnings.begin(), found.warnings.end(),
                    [](const Warning& each) { return each.code == "prior_too_large"; }));
}

TEST_CASE("link: one record alone has no pair and no share that is no number") {
  const RecordTable table =
      list_of(invented_columns(), {{"Zuhra", "Karimova", "1990-01-05", "f", "Kaluga"}});
  const Linkage found = linked(table, guess_settings(table));
  CHECK(found.clusters == 1);
  CHECK(found.model.prior.share >= 0);
  CHECK(found.model.prior.share_95.low >= 0);
}

TEST_CASE("link: the interval of a weight and of the share of pairs lies around them") {
  const RecordTable table = list_of(invented_columns(), cells_of(InventedPeople(11).rows(400)));
  const Linkage found = linked(table, guess_settings(table), 2);
  const PriorModel& prior = found.model.prior;
  CHECK(prior.share_95.low < prior.share);
  CHECK(prior.share_95.high > prior.share);
  CHECK(prior.share_95.high < 3 * prior.share_95.low);
  for (const ComparisonModel& comparison : found.model.comparisons) {
    for (const LevelModel& level : comparison.levels) {
      CHECK(level.weight_95.low <= level.weight_95.high);
      CHECK(level.weight_95.low < level.weight + 0.5);
      CHECK(level.weight_95.high > level.weight - 0.5);
    }
  }
}

TEST_CASE("link: as many pairs are expected to match as do") {
  const auto rows = InventedPeople(12).rows(900);
  const RecordTable table = list_of(invented_columns(), cells_of(rows));
  const Linkage found = linked(table, guess_settings(table), 2);
  double expected = 0;
  for (const RuleFound& rule : found.rules)
    expected += rule.matches;
  double matches = 0;
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b)
      matches += rows[a].person == rows[b].person ? 1 : 0;
  }
  CHECK(expected == doctest::Approx(matches).epsilon(0.1));
}

TEST_CASE("link: a list of which little can be learned says so") {
  const RecordTable table =
      list_of(invented_columns(), {{"zuhra", "karimova", "1991-03-05", "f", "osh"},
                                   {"bakyt", "usenov", "1987-11-20", "m", "nukus"}});
  const Linkage found = linked(table, guess_settings(table));
  CHECK(found.clusters == 2);
  REQUIRE_FALSE(found.warnings.empty());
  CHECK(found.warnings[0].code == "little_learned");
}

TEST_CASE("link: a date that cannot be read is warned of and weighs nothing") {
  TestRows rows = cells_of(InventedPeople(13).rows(60));
  rows[0][2] = "in spring";
  const RecordTable table = list_of(invented_columns(), rows);
  const Linkage found = linked(table, guess_settings(table));
  const auto warned =
      std::find_if(found.warnings.begin(), found.warnings.end(),
                   [](const Warning& each) { return each.code == "values_unusable"; });
  REQUIRE(warned != found.warnings.end());
  CHECK(warned->sentence.fills == std::vector<std::string>{"1", "birth_date"});
}

TEST_CASE("link: settings that do not fit the lists are refused by name") {
  const RecordTable table = list_of(invented_columns(), cells_of(InventedPeople(14).rows(20)));
  Settings settings = guess_settings(table);
  settings.comparisons[0].columns = {"nickname"};
  const auto unknown = manumit::link::link(table, settings);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().fills == std::vector<std::string>{"nickname"});
  settings = guess_settings(table);
  settings.rules = {{{*key_part_of("given_name:words"), *key_part_of("family_name:sound")}}};
  CHECK_FALSE(manumit::link::link(table, settings));
  settings = guess_settings(table);
  settings.deduplicated = {"z.csv"};
  CHECK_FALSE(manumit::link::link(table, settings));
}

TEST_CASE("link: ten thousand rows of one value are no million pairs of work") {
  TestRows rows(10'000, {"zuhra", "karimova", "1991", "f", "osh"});
  const RecordTable table = list_of(invented_columns(), rows);
  const Linkage found = linked(table, guess_settings(table), 2);
  CHECK(found.compared < 1'000'000);
  const auto warned =
      std::find_if(found.warnings.begin(), found.warnings.end(),
                   [](const Warning& each) { return each.code == "blocks_passed_over"; });
  CHECK(warned != found.warnings.end());
}
