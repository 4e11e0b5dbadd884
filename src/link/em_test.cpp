// SPDX-License-Identifier: Apache-2.0
#include "em.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "chance.h"
#include "engine.h"
#include "hashing.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

const std::vector<Learned> kThree = {{.levels = 3}, {.levels = 3}, {.levels = 2}};
const LevelShares kPlantedM = {{0.85, 0.1, 0.05}, {0.7, 0.2, 0.1}, {0.95, 0.05}};
const LevelShares kPlantedU = {{0.01, 0.04, 0.95}, {0.02, 0.08, 0.9}, {0.3, 0.7}};

std::uint8_t drawn(const std::vector<double>& shares, double luck) {
  std::uint8_t level = 0;
  while (level + 1U < shares.size() && luck >= shares[level])
    luck -= shares[level++];
  return level;
}

/// Pairs drawn from the planted shares.
PatternTable drawn_pairs(std::uint64_t pairs, double share, std::uint64_t seed) {
  std::map<std::array<std::uint8_t, 3>, std::array<std::uint32_t, kGroups>> counts;
  for (std::uint64_t i = 0; i < pairs; ++i) {
    const auto luck = [&](std::uint64_t purpose) {
      return unit_real(random_number(seed, purpose, i));
    };
    const LevelShares& from = luck(0) < share ? kPlantedM : kPlantedU;
    ++counts[{drawn(from[0], luck(1)), drawn(from[1], luck(2)), drawn(from[2], luck(3))}]
            [i % kGroups];
  }
  PatternTable table;
  table.pairs = table.all_pairs = pairs;
  for (const auto& [levels, groups] : counts) {
    Pattern pattern;
    pattern.level.fill(kNoEvidence);
    std::copy(levels.begin(), levels.end(), pattern.level.begin());
    pattern.pairs = groups;
    table.patterns.push_back(pattern);
  }
  return table;
}

Taught learned_from(const PatternTable& table) {
  return learn(table, kThree, kPlantedU, {usual_m(kThree), 0.3}, {true, true, true}, each_once(),
               200);
}

}  // namespace

TEST_CASE("learn: finds the shares that were planted") {
  const Taught taught = learned_from(drawn_pairs(200'000, 0.1, 1));
  CHECK(taught.share == doctest::Approx(0.1).epsilon(0.03));
  for (std::size_t i = 0; i < kThree.size(); ++i) {
    for (std::size_t level = 0; level < kThree[i].levels; ++level) {
      CAPTURE(i);
      CAPTURE(level);
      CHECK(std::fabs(taught.m[i][level] - kPlantedM[i][level]) < 0.012);
    }
  }
}

TEST_CASE("learn: a short list teaches without leaping") {
  // Some ten pairs of one person among three hundred: over many such lists no share runs away to 0
  // or 1, and the weights are right on average.
  const int lists = 200;
  double agree = 0;
  for (int list = 0; list < lists; ++list) {
    const Taught taught =
        learned_from(drawn_pairs(300, 0.04, 100 + static_cast<std::uint64_t>(list)));
    for (const auto& shares : taught.m) {
      CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) == doctest::Approx(1));
      for (const double share : shares)
        CHECK(share > 0.001);
    }
    agree += taught.m[0][0] / lists;
  }
  CHECK(agree == doctest::Approx(0.85).epsilon(0.08));
}

TEST_CASE("learn: without a single pair the usual shares stand") {
  const Taught taught = learned_from(PatternTable());
  const LevelShares usual = usual_m(kThree);
  for (std::size_t i = 0; i < kThree.size(); ++i) {
    for (std::size_t level = 0; level < kThree[i].levels; ++level)
      CHECK(std::fabs(taught.m[i][level] - usual[i][level]) < 0.2);
  }
}

TEST_CASE("learn: pairs that have nothing to compare are no matches") {
  PatternTable table = drawn_pairs(5000, 0.1, 5);
  const Taught without = learned_from(table);
  Pattern empty;
  empty.level.fill(kNoEvidence);
  empty.pairs.fill(1000);
  table.patterns.push_back(empty);
  const Taught with = learned_from(table);
  CHECK(with.share == doctest::Approx(without.share));
  CHECK(with.m[0][0] == doctest::Approx(without.m[0][0]));
}

TEST_CASE("learn: weights fall from level to level") {
  const Taught taught = learned_from(drawn_pairs(400, 0.05, 3));
  for (std::size_t i = 0; i < kThree.size(); ++i) {
    double before = 1e9;
    for (std::size_t level = 0; level < kThree[i].levels; ++level) {
      const double weight = weight_of(kThree[i], level, taught.m[i][level], kPlantedU[i][level]);
      CHECK(weight <= before + 1e-9);
      before = weight;
    }
  }
}

TEST_CASE("learn: names of one person do not mostly differ, whatever the pairs look like") {
  // Pairs of one street: the second and third comparison agree, the first, the name, does not.
  PatternTable table;
  Pattern street;
  street.level.fill(kNoEvidence);
  street.level[0] = 2;
  street.level[1] = 0;
  street.level[2] = 0;
  street.pairs.fill(20);
  table.patterns = {street};
  std::vector<Learned> names_first = kThree;
  names_first[0].most_different = 0.25;
  const Taught taught = learn(table, names_first, kPlantedU, {usual_m(kThree), 0.3},
                              {true, true, true}, each_once(), 200);
  CHECK(taught.m[0][2] <= 0.25);
  CHECK(std::accumulate(taught.m[0].begin(), taught.m[0].end(), 0.0) == doctest::Approx(1));
}

TEST_CASE("joined: what no rule teaches stays as usual, the rest counts by its pairs") {
  Taught many{.m = {{1, 0, 0}, {1, 0, 0}, {1, 0}}, .taught = {true, false, true}, .matches = 996};
  Taught few{.m = {{0, 1, 0}, {1, 0, 0}, {0, 1}}, .taught = {true, false, false}, .matches = 0};
  const LevelShares m = joined({many, few}, kThree);
  CHECK(m[0][0] == doctest::Approx(1000.0 / 1004));
  CHECK(m[0][1] == doctest::Approx(4.0 / 1004));
  CHECK(m[1] == usual_m(kThree)[1]);
  CHECK(m[2][0] == doctest::Approx(1));
}

TEST_CASE("chance_of: how often two records share a value is counted, not drawn") {
  const RecordTable table = list_of(
      {{"place", Role::place}}, {{"osh"}, {"osh"}, {"osh"}, {"nukus"}, {"nukus"}, {"ganja"}, {""}});
  Settings settings;
  settings.comparisons = {{"place", {"place"}, How::exact}};
  settings.rules = {{}};
  const Engine engine = make_engine(table, settings);
  const Chance chance = chance_of(engine.fields, engine.comparators, 1, 1000, 1)[0];
  // Of the 15 pairs of six records that have one, three share Osh and one shares Nukus.
  CHECK(chance.u[0] == doctest::Approx(4.0 / 15));
  CHECK(chance.u[1] == doctest::Approx(11.0 / 15));
  CHECK(chance.drawn == 0);
}

TEST_CASE("chance_of: other levels are drawn until they are known, and add up") {
  const RecordTable table = list_of(invented_columns(), cells_of(InventedPeople(2).rows(400)));
  Settings settings;
  settings.comparisons = {{"birth_date", {"birth_date"}, How::date}};
  settings.rules = {{}};
  const Engine engine = make_engine(table, settings);
  const Chance chance = chance_of(engine.fields, engine.comparators, 1, 2'000'000, 1)[0];
  CHECK(chance.drawn > 0);
  CHECK(std::accumulate(chance.u.begin(), chance.u.end(), 0.0) == doctest::Approx(1));
  for (const double share : chance.u)
    CHECK(share > 0);
  // Another seed draws other pairs and finds nearly the same.
  const Chance again = chance_of(engine.fields, engine.comparators, 2, 2'000'000, 1)[0];
  CHECK(again.u.back() == doctest::Approx(chance.u.back()).epsilon(0.01));
  // Batches that threads drew too many of are not counted.
  const Chance by_three = chance_of(engine.fields, engine.comparators, 1, 2'000'000, 3)[0];
  CHECK(by_three.seen == chance.seen);
  CHECK(by_three.drawn == chance.drawn);
}

TEST_CASE("without_matches: what pairs of one person add to chance is taken off") {
  Chance chance;
  chance.u = {0.1 * 0.9 + 0.9 * 0.02, 0.1 * 0.1 + 0.9 * 0.98};
  const auto u = without_matches(chance, 0.1, {0.9, 0.1});
  CHECK(u[0] == doctest::Approx(0.02));
  CHECK(u[1] == doctest::Approx(0.98));
}
