// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <bit>
#include <cmath>

#include "methods.h"

namespace manumit::estimate {
namespace {

MethodResult of(MethodFunction& method, int lists, const std::vector<ListTable::Row>& rows) {
  std::vector<std::string> names{"A", "B", "C", "D"};
  names.resize(static_cast<std::size_t>(lists));
  const auto table = ListTable::of(names, rows);
  REQUIRE(table);
  const auto result = method(*table, {}, {});
  REQUIRE(result);
  return *result;
}

}  // namespace

TEST_CASE("chapman: 20 and 15 people with 5 in common are 55, 39 to 100") {
  // (21 · 16) / 6 - 1 = 55; variance 21 · 16 · 15 · 10 / (6² · 7) = 200; unseen
  // 55 - 30 = 25; c = exp(1.959964 · √ln(1 + 200 / 625)) = exp(1.032724)
  // = 2.80870; 30 + 25 / 2.80870 = 38.901, 30 + 25 · 2.80870 = 100.218.
  const MethodResult result = of(chapman, 2, {{0b01, 15}, {0b10, 10}, {0b11, 5}});
  CHECK(*result.n_hat == doctest::Approx(55));
  CHECK(result.intervals.at("lognormal_95").low == doctest::Approx(38.901).epsilon(1e-4));
  CHECK(result.intervals.at("lognormal_95").high == doctest::Approx(100.218).epsilon(1e-4));
  REQUIRE(result.warnings.size() == 1);
  CHECK(result.warnings.front().code == "two_lists");
}

TEST_CASE("chapman: when one list holds all of the other nobody is unseen") {
  // (11 · 6) / 6 - 1 = 10.
  const MethodResult result = of(chapman, 2, {{0b01, 5}, {0b11, 5}});
  CHECK(*result.n_hat == doctest::Approx(10));
  CHECK(result.intervals.at("lognormal_95").low == 10);
  CHECK(result.intervals.at("lognormal_95").high == 10);
}

TEST_CASE(
    "chapman: lists that share nobody still give a figure, with a wide "
    "interval") {
  // (11 · 11) / 1 - 1 = 120; variance 11 · 11 · 10 · 10 / (1² · 2) = 6050;
  // unseen 100; c = exp(1.959964 · √ln 1.605) = exp(1.348142) = 3.85026; 20 +
  // 385.03.
  const MethodResult result = of(chapman, 2, {{0b01, 10}, {0b10, 10}});
  CHECK(*result.n_hat == doctest::Approx(120));
  CHECK(result.intervals.at("lognormal_95").high == doctest::Approx(405.03).epsilon(1e-4));
}

TEST_CASE("chapman: three lists are refused") {
  const MethodResult result = of(chapman, 3, {{0b001, 5}, {0b010, 5}, {0b111, 5}});
  CHECK_FALSE(result.n_hat);
  REQUIRE(result.refused);
  CHECK(result.refused->code == "not_two_lists");
}

TEST_CASE("lower bound: where nobody is on exactly two lists there is none") {
  // Any division by the people seen twice would then say what was put in its place.
  for (const std::vector<ListTable::Row>& rows :
       {std::vector<ListTable::Row>{{0b001, 10}, {0b010, 8}, {0b100, 6}},
        std::vector<ListTable::Row>{{0b001, 10}, {0b010, 8}, {0b100, 6}, {0b111, 4}},
        std::vector<ListTable::Row>{{0b001, 6000}, {0b010, 400}}}) {
    const MethodResult result = of(lower_bound, rows.size() == 2 ? 2 : 3, rows);
    CHECK_FALSE(result.n_hat);
    REQUIRE(result.refused);
    CHECK(result.refused->code == "no_lower_bound");
    CHECK(result.diagnostics.bounds.empty());
  }
}

TEST_CASE("lower bound: over two lists it is Chapman's figure, however unequal the lists") {
  // 6,000 and 400 people with 240 in common: 6001 · 401 / 241 - 1 = 9984.07. With both lists taken
  // for equal it would be 6,160 + 5,920 · 5,919 / (4 · 241) = 42,509.
  const std::vector<ListTable::Row> rows = {{0b01, 5760}, {0b10, 160}, {0b11, 240}};
  const MethodResult result = of(lower_bound, 2, rows);
  CHECK(*result.n_hat == doctest::Approx(9984.07).epsilon(1e-6));
  CHECK(*result.n_hat == *of(chapman, 2, rows).n_hat);
}

TEST_CASE("lower bound: three unequal lists of 10,000 people do not lie above 10,000") {
  // Expected counts of independent lists that reach 60, 4 and 4 in 100. From pairs:
  // 6,314 + (2 · 5,530 · 154 + 154²) / 467 = 10,011.98; the form for equal lists says 30,637.
  const MethodResult result = of(lower_bound, 3,
                                 {{0b001, 5530},
                                  {0b010, 154},
                                  {0b011, 230},
                                  {0b100, 154},
                                  {0b101, 230},
                                  {0b110, 6},
                                  {0b111, 10}});
  CHECK(*result.n_hat == result.diagnostics.bounds.at("chao_m_th"));
  CHECK(*result.n_hat == doctest::Approx(10'000).epsilon(0.003));
  CHECK(result.diagnostics.bounds.at("chao_pairs") == doctest::Approx(10'011.98).epsilon(1e-6));
  CHECK(result.diagnostics.bounds.at("chao_1987") > 30'000);
}

TEST_CASE("lower bound: its 95 percent interval begins where Chao's variance puts it") {
  // Four equal lists, f1 = 400, f2 = 60, nobody more often: pairs 6 · 100² / 61 = 983.6066 unseen;
  // variance 983.6066² · (4 / 400 + 1 / 60) + 983.6066 = 26,783.2; c = exp(1.959964 ·
  // √ln(1 + 0.0276834)) = exp(0.323891) = 1.382496; 460 + 983.6066 / 1.382496 = 1,171.47. The bound
  // is the smallest of Chao's: the log-linear ones, here f1² / f2 · (4 · 6 / 4²) / 4 = 1,000
  // unseen, and that of 1987, 0.75 · 400 · 399 / (2 · 61) = 981.1475.
  std::vector<ListTable::Row> rows;
  for (History history = 1; history < 16; ++history) {
    if (std::popcount(history) <= 2)
      rows.push_back({history, std::popcount(history) == 1 ? 100U : 10U});
  }
  const MethodResult result = of(lower_bound, 4, rows);
  const double unseen = *result.n_hat - 460;
  const double variance = unseen * unseen * (4.0 / 400 + 1.0 / 60) + unseen;
  const double c = std::exp(1.959964 * std::sqrt(std::log1p(variance / (unseen * unseen))));
  CHECK(result.diagnostics.numbers.at("low_95") == doctest::Approx(460 + unseen / c));
  CHECK(result.diagnostics.bounds.at("chao_pairs") == doctest::Approx(460 + 60'000.0 / 61));
}

TEST_CASE("lower bound: one list alone is refused") {
  CHECK(of(lower_bound, 1, {{0b1, 5}}).refused->code == "one_list");
}

TEST_CASE("lower bound: three lists of M_h by hand") {
  // With three lists M_h has as many parameters as there are times of being
  // seen, so it passes through the means per history 90/3, 30/3, 8/1 when the
  // hinge rises: the line from 1 to 2 goes on to 0: ln 30 + (ln 30 - ln 10) =
  // ln 90. Hinge: ln 8 - (2 ln 10 - ln 30) = ln 2.4 > 0.
  const MethodResult result = of(
      lower_bound, 3,
      {{0b001, 30}, {0b010, 30}, {0b100, 30}, {0b011, 10}, {0b101, 10}, {0b110, 10}, {0b111, 8}});
  CHECK(result.diagnostics.bounds.at("chao_m_h") == doctest::Approx(128 + 90).epsilon(1e-6));
  // The same by lists, because no list differs from another.
  CHECK(result.diagnostics.bounds.at("chao_m_th") == doctest::Approx(128 + 90).epsilon(1e-6));
}

TEST_CASE("lower bound: a hinge that would fall is left out") {
  // A straight line through 32, 16 and 1 per history, with means a·r, a·r²,
  // a·r³: all people a (3r + 3r² + r³) = 145, all sightings a (3r + 6r² + 3r³)
  // = 195. Their ratio gives 1.655172 r² + 1.965517 r - 1.034483 = 0, r =
  // 0.394956, a = 84.575: the unseen.
  const MethodResult straight = of(
      lower_bound, 3,
      {{0b001, 32}, {0b010, 32}, {0b100, 32}, {0b011, 16}, {0b101, 16}, {0b110, 16}, {0b111, 1}});
  CHECK(straight.diagnostics.bounds.at("chao_m_h") == doctest::Approx(145 + 84.575).epsilon(1e-5));
}

}  // namespace manumit::estimate
