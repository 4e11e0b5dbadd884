// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

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

TEST_CASE("lower bound: lists that share nobody have Chao's bound and no other") {
  // 24 seen once, nobody twice: 24 + (2 / 3) · 24 · 23 / (2 · 1) = 208.
  const MethodResult result = of(lower_bound, 3, {{0b001, 10}, {0b010, 8}, {0b100, 6}});
  CHECK(*result.n_hat == doctest::Approx(208));
  CHECK(result.diagnostics.bounds.size() == 1);
}

TEST_CASE(
    "lower bound: where the curve would have to fall to zero there is no "
    "log-linear bound") {
  // Nobody was seen exactly twice, so nothing but the people seen three times
  // holds the curve.
  const MethodResult result = of(lower_bound, 3, {{0b001, 10}, {0b010, 8}, {0b100, 6}, {0b111, 4}});
  CHECK(result.diagnostics.bounds.count("chao_1987") == 1);
  CHECK(result.diagnostics.bounds.count("chao_m_h") == 0);
  CHECK(result.diagnostics.bounds.count("chao_m_th") == 0);
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
