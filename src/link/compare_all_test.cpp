// SPDX-License-Identifier: Apache-2.0
#include "compare_all.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "learning.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

constexpr double kEverything = -1e9;  // Of evidence: every pair is kept.

RuleSetting rule(const std::vector<std::string>& keys) {
  RuleSetting made;
  for (const std::string& key : keys)
    made.parts.push_back(*key_part_of(key));
  return made;
}

Settings settings_with(std::vector<RuleSetting> rules) {
  Settings settings;
  settings.comparisons = {{"name", {"given_name", "family_name"}, How::words},
                          {"birth_date", {"birth_date"}, How::date},
                          {"sex", {"sex"}, How::exact},
                          {"place", {"place"}, How::jaro_winkler, {0.88}}};
  settings.rules = std::move(rules);
  settings.training.rules = {rule({"birth_date"}), rule({"given_name", "family_name"})};
  settings.training.bootstrap = 0;
  return settings;
}

/// Everything that is needed to compare, kept together.
class Bench {
 public:
  Bench(const RecordTable& table, Settings settings)
      : settings_(std::move(settings)), engine_(make_engine(table, settings_)) {
    lesson_ = learn_weights(engine_, settings_);
    scorer_ = Scorer::of(engine_.fields, engine_.comparators, lesson_.model);
  }

  [[nodiscard]] Compared compare(double floor = kEverything) {
    auto compared =
        compare_all(engine_, settings_, floor, scoring(engine_, scorer_, settings_, {}));
    REQUIRE(compared);
    return std::move(*compared);
  }
  [[nodiscard]] const Scorer& scorer() const { return scorer_; }

 private:
  Settings settings_;
  Engine engine_;
  Lesson lesson_;
  Scorer scorer_;
};

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

/// The pairs that were found; that one was found twice would be a fault.
Pairs pairs_of(const Compared& compared) {
  Pairs pairs;
  for (const Edge& edge : compared.edges) {
    CHECK(edge.a < edge.b);
    CHECK(pairs.insert({edge.a, edge.b}).second);
  }
  CHECK(pairs.size() == compared.pairs);
  return pairs;
}

/// All pairs that share some key, as plainly as it can be said.
template <typename KeysOf>
void add_pairs(const RecordTable& table, Pairs& pairs, KeysOf keys_of) {
  std::map<std::string, std::vector<std::uint32_t>> blocks;
  for (std::uint32_t record = 0; record < table.size(); ++record) {
    for (const std::string& key : keys_of(record))
      blocks[key].push_back(record);
  }
  for (const auto& [key, records] : blocks) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      for (std::size_t k = i + 1; k < records.size(); ++k)
        pairs.insert({records[i], records[k]});
    }
  }
}

RecordTable invented(std::uint32_t people, std::uint64_t seed = 1) {
  return list_of(invented_columns(), cells_of(InventedPeople(seed).rows(people)));
}

}  // namespace

TEST_CASE("compare_all: each pair that some rule finds is met once") {
  const RecordTable table = invented(300);
  Bench bench(table, settings_with({rule({"family_name"}), rule({"birth_date:year", "sex"}),
                                    rule({"family_name:grams 3"}), rule({"given_name:first 5"})}));
  const auto keys_of_text = [&](std::size_t column, auto cut) {
    return [&table, column, cut](std::uint32_t record) -> std::vector<std::string> {
      const std::string text(table.text(record, column));
      return text.empty() ? std::vector<std::string>{} : cut(text);
    };
  };
  Pairs expected;
  add_pairs(table, expected, keys_of_text(1, [](const std::string& text) {
              return std::vector<std::string>{text};
            }));
  add_pairs(table, expected, [&](std::uint32_t record) -> std::vector<std::string> {
    const std::string born(table.text(record, 2));
    const std::string sex(table.text(record, 3));
    return born.empty() || sex.empty() ? std::vector<std::string>{}
                                       : std::vector<std::string>{born.substr(0, 4) + sex};
  });
  add_pairs(table, expected, keys_of_text(1, [](const std::string& text) {
              std::set<std::string> grams;
              for (std::size_t at = 0; at + 3 <= text.size(); ++at)
                grams.insert(text.substr(at, 3));
              return std::vector<std::string>(grams.begin(), grams.end());
            }));
  add_pairs(table, expected, keys_of_text(0, [](const std::string& text) {
              return std::vector<std::string>{text.substr(0, 5)};
            }));
  CHECK(pairs_of(bench.compare()) == expected);
}

TEST_CASE("compare_all: a rule without keys takes every pair of records") {
  const RecordTable table = invented(60);
  Bench bench(table, settings_with({{}}));
  CHECK(bench.compare().pairs == table.size() * (table.size() - 1) / 2);
}

TEST_CASE("compare_all: a key that everybody has is passed over, reported, and hides no pair") {
  // Five places for some hundreds of people: blocks far above the limit.
  const RecordTable table = invented(300);
  Settings settings = settings_with({rule({"place"}), rule({"family_name"})});
  settings.most_in_block = 50;
  Bench bench(table, settings);
  const Compared compared = bench.compare();
  REQUIRE(compared.rules.size() == 2);
  CHECK(compared.rules[0].keys == "place");
  CHECK(compared.rules[0].passed_over_blocks == 5);
  REQUIRE(compared.rules[0].passed_over.size() == 5);
  CHECK(compared.rules[0].passed_over[0].records >= compared.rules[0].passed_over[4].records);
  std::uint64_t pairs = 0;
  for (const PassedOver& each : compared.rules[0].passed_over) {
    CHECK(each.records > 50);
    pairs += each.records * (each.records - 1) / 2;
  }
  CHECK(compared.rules[0].passed_over_pairs == pairs);
  // Two of one place and one family name are found by the second rule all the same.
  Bench alone(table, settings_with({rule({"family_name"})}));
  const Pairs by_name = pairs_of(alone.compare());
  const Pairs found = pairs_of(compared);
  CHECK(std::includes(found.begin(), found.end(), by_name.begin(), by_name.end()));
}

TEST_CASE(
    "compare_all: every pair of too many records is passed over, and later rules find theirs") {
  const RecordTable table = invented(100);
  Settings settings = settings_with({{}, rule({"family_name"})});
  settings.most_in_block = 50;
  Bench both(table, settings);
  Bench alone(table, settings_with({rule({"family_name"})}));
  const Compared compared = both.compare();
  CHECK(compared.rules[0].passed_over_blocks == 1);
  CHECK(pairs_of(compared) == pairs_of(alone.compare()));
}

TEST_CASE("compare_all: two records of a list on which nobody stands twice are no pair") {
  const auto rows = cells_of(InventedPeople(1).rows(100));
  const std::size_t half = rows.size() / 2;
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(half);
  const RecordTable table = table_of(invented_columns(), {{"a.csv", {rows.begin(), middle}, true},
                                                          {"b.csv", {middle, rows.end()}, true}});
  Bench bench(table, settings_with({{}}));
  const Pairs pairs = pairs_of(bench.compare());
  CHECK(pairs.size() == half * (rows.size() - half));
  for (const auto& [a, b] : pairs)
    CHECK(table.source_of(a) != table.source_of(b));
}

TEST_CASE("compare_all: the glance at many pairs at once sifts out none that weighs enough") {
  const RecordTable table = invented(300, 7);
  Bench bench(table, settings_with({rule({"place"}), rule({"sex", "birth_date:year"})}));
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> plain;
  for (const Edge& edge : bench.compare().edges) {
    const double evidence = bench.scorer().evidence(edge.a, edge.b);
    CHECK(edge.evidence == static_cast<float>(evidence));
    CHECK(bench.scorer().evidence(edge.b, edge.a) == evidence);
    plain[{edge.a, edge.b}] = evidence;
  }
  for (const double floor : {-5.0, 0.0, 5.0, 15.0}) {
    const auto expected = std::count_if(plain.begin(), plain.end(),
                                        [&](const auto& each) { return each.second >= floor; });
    const Compared sifted = bench.compare(floor);
    CHECK(static_cast<std::ptrdiff_t>(sifted.edges.size()) == expected);
    for (const Edge& edge : sifted.edges)
      CHECK(edge.evidence == static_cast<float>(plain.at({edge.a, edge.b})));
  }
}

TEST_CASE("Scorer: where one side is missing, a comparison says nothing") {
  const TestRows rows = {{"zuhra", "karimova", "1991-03-05", "f", "osh"},
                         {"zuhra", "karimova", "", "f", "osh"},
                         {"zuhra", "karimova", "unknown", "f", "osh"},
                         {"", "", "", "", ""}};
  const RecordTable table = list_of(invented_columns(), rows);
  Bench bench(table, settings_with({{}}));
  for (const std::uint32_t other : {1U, 2U}) {
    const PairParts parts = bench.scorer().parts(0, other);
    CHECK(parts.agreement[1].level == kNoEvidence);
    CHECK(parts.bits[1] == 0);
    CHECK(parts.bits[0] != 0);
  }
  CHECK(bench.scorer().evidence(0, 3) == 0);
}

TEST_CASE("compare_all: whoever watches may stop it") {
  const RecordTable table = invented(100);
  const Settings settings = settings_with({rule({"place"})});
  Engine engine = make_engine(table, settings);
  const Lesson lesson = learn_weights(engine, settings);
  const Scorer scorer = Scorer::of(engine.fields, engine.comparators, lesson.model);
  const auto stopped = compare_all(
      engine, settings, 0,
      scoring(engine, scorer, settings, [](std::uint64_t, std::uint64_t) { return false; }));
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().what == "linking was stopped before its end");
}

TEST_CASE("Comparator: a name with a slip never tells more than the same name") {
  TestRows rows = cells_of(InventedPeople(8).rows(40));
  rows.push_back({"zuhra", "karimova", "1991-03-05", "f", "osh"});
  rows.push_back({"zuhra", "karimova", "1991-03-05", "f", "osh"});
  rows.push_back({"zuhra", "karimowa", "1991-03-05", "f", "osh"});
  const auto first = static_cast<std::uint32_t>(rows.size() - 3);
  const RecordTable table = list_of(invented_columns(), rows);
  Bench bench(table, settings_with({{}}));
  CHECK(bench.scorer().evidence(first, first + 1) > bench.scorer().evidence(first, first + 2));
}

TEST_CASE("strangers_among: a person's own records do not make a name common") {
  // With two records a person on average, two that share a rare name have nobody beside them.
  CHECK(strangers_among(2, 3) == 0.5);
  CHECK(strangers_among(10, 3) == doctest::Approx(8));
  CHECK(strangers_among(0, 3) == 0.5);
  // Where nine of ten repeats are a person's own, five records are hardly two people's.
  CHECK(strangers_among(5, 3, 0.9) == 0.5);
  CHECK(strangers_among(100, 3, 0.9) == doctest::Approx(9.9));
  CHECK(strangers_among(100, 3, 0.001) == doctest::Approx(98));
}
