// SPDX-License-Identifier: Apache-2.0
#include "scorecard.h"

#include <doctest/doctest.h>

using namespace manumit;
using namespace manumit::gap;

namespace {

/// Four indicators, best 1 and worst 0; a score from three on.
Definitions four() {
  Definitions of;
  of.least_indicators = 3;
  for (const char* id : {"A", "B", "C", "D"})
    of.indicators.push_back({.id = id});
  return of;
}

std::vector<GapMeasure> measured(std::vector<std::optional<double>> values) {
  std::vector<GapMeasure> all;
  const char* ids[] = {"A", "B", "C", "D"};
  for (std::size_t i = 0; i < values.size(); ++i) {
    GapMeasure one;
    one.id = ids[i];
    one.value = values[i];
    all.push_back(one);
  }
  return all;
}

}  // namespace

TEST_CASE("make_scorecard: too few indicators make no score") {
  const Scorecard card = make_scorecard("XAA", measured({0.5, 0.5, {}, {}}), four());
  CHECK(card.known == 2);
  CHECK_FALSE(card.composite);
  CHECK_FALSE(card.under_weights);
}

TEST_CASE("make_scorecard: what cannot be computed is left out and is no 0") {
  const Scorecard card = make_scorecard("XAA", measured({0.5, 0.5, 0.5, {}}), four());
  REQUIRE(card.composite);
  CHECK(*card.composite == doctest::Approx(0.5));
}

TEST_CASE("make_scorecard: the range under halved and doubled weights, by hand") {
  const Scorecard card = make_scorecard("XAA", measured({1, 0, 0, {}}), four());
  REQUIRE(card.under_weights);
  // 1/3 as they are; 0.5 / (0.5 + 2 + 2) = 1/9 and 2 / (2 + 0.5 + 0.5) = 2/3 at the ends.
  CHECK(*card.composite == doctest::Approx(1.0 / 3));
  CHECK(card.under_weights->least == doctest::Approx(1.0 / 9));
  CHECK(card.under_weights->most == doctest::Approx(2.0 / 3));
}

TEST_CASE("make_scorecard: a value beyond an end stays at the end") {
  const Scorecard card = make_scorecard("XAA", measured({7, 7, 7, {}}), four());
  CHECK(*card.composite == 1);
}

TEST_CASE("make_scorecard: by ratio, ten lies halfway from one to a hundred") {
  Definitions of = four();
  of.indicators[0] = {.id = "A", .best = 1, .worst = 100, .by_ratio = true};
  const Scorecard card = make_scorecard("XAA", measured({10, 1, 1, {}}), of);
  CHECK(*card.indicators[0].score == doctest::Approx(0.5));
}

TEST_CASE("rank_scorecards: a place that weights can turn round is a range") {
  std::vector<Scorecard> cards{make_scorecard("XAA", measured({1, 0, 0.4, 0.5}), four()),
                               make_scorecard("XBB", measured({0, 1, 0.4, 0.5}), four())};
  rank_scorecards(cards);
  REQUIRE(cards[0].rank);
  CHECK(*cards[0].rank == Interval<std::size_t>{1, 2});
  CHECK(*cards[1].rank == Interval<std::size_t>{1, 2});
}

TEST_CASE("rank_scorecards: who is better in everything is first under all weights") {
  std::vector<Scorecard> cards{make_scorecard("XAA", measured({0.2, 0.2, 0.2, 0.2}), four()),
                               make_scorecard("XBB", measured({0.8, 0.8, 0.8, 0.8}), four()),
                               make_scorecard("XCC", measured({0.5, {}, {}, {}}), four())};
  rank_scorecards(cards);
  CHECK(*cards[0].rank == Interval<std::size_t>{2, 2});
  CHECK(*cards[1].rank == Interval<std::size_t>{1, 1});
  CHECK_FALSE(cards[2].rank);
}
