// SPDX-License-Identifier: Apache-2.0
#include "evaluate.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <vector>

#include "hashing.h"

using namespace manumit;
using namespace manumit::link;

using Names = std::vector<std::uint32_t>;

TEST_CASE("evaluate: five records of two people, counted by hand") {
  // Person 1 has records a, b, c, person 2 has d, e; found were the clusters {a, b} and {c, d, e}.
  // True pairs: ab, ac, bc, de = 4. Linked pairs: ab, cd, ce, de = 4. Both: ab, de = 2.
  const auto found = evaluate(Names{7, 7, 9, 9, 9}, Names{1, 1, 1, 2, 2});
  REQUIRE(found);
  CHECK(found->records == 5);
  CHECK(found->people == 2);
  CHECK(found->clusters == 2);
  CHECK(found->true_pairs == 4);
  CHECK(found->linked_pairs == 4);
  CHECK(found->both == 2);
  CHECK(found->pair.precision.value == doctest::Approx(0.5));
  CHECK(found->pair.recall.value == doctest::Approx(0.5));
  CHECK(found->pair.f1.value == doctest::Approx(0.5));
  // B-cubed precision: a and b 1 each, c 1/3, d and e 2/3 each: 11/15. Recall: a and b 2/3 each,
  // c 1/3, d and e 1 each: 11/15.
  CHECK(found->b_cubed.precision.value == doctest::Approx(11.0 / 15));
  CHECK(found->b_cubed.recall.value == doctest::Approx(11.0 / 15));
  CHECK(found->b_cubed.f1.value == doctest::Approx(11.0 / 15));
  // Nobody was found entirely and alone.
  CHECK(found->cluster.precision.value == 0);
  CHECK(found->cluster.recall.value == 0);
}

TEST_CASE("evaluate: clusters and people are counted apart where they differ in number") {
  // Found: {a, b}, {c}, {d}, {e, f}; people: {a, b}, {c, d}, {e, f}. Two of four clusters are
  // people, two of three people are clusters.
  const auto found = evaluate(Names{1, 1, 2, 3, 4, 4}, Names{1, 1, 2, 2, 3, 3});
  REQUIRE(found);
  CHECK(found->cluster.precision.value == doctest::Approx(2.0 / 4));
  CHECK(found->cluster.recall.value == doctest::Approx(2.0 / 3));
  CHECK(found->cluster.f1.value == doctest::Approx(4.0 / 7));
  CHECK(found->pair.precision.value == doctest::Approx(1));
  CHECK(found->pair.recall.value == doctest::Approx(2.0 / 3));
}

TEST_CASE("evaluate: all right is 1, and over few people not surely so") {
  const auto found = evaluate(Names{1, 1, 2, 2, 3, 3}, Names{5, 5, 6, 6, 7, 7});
  REQUIRE(found);
  for (const Rate& rate : {found->pair.f1, found->cluster.f1, found->b_cubed.f1}) {
    CHECK(rate.value == doctest::Approx(1));
    CHECK(rate.limits_95.high == doctest::Approx(1));
    // Wilson's lower limit of 3 of 3: 3 / (3 + 3.8415).
    CHECK(rate.limits_95.low == doctest::Approx(3 / 6.8415).epsilon(0.001));
  }
}

TEST_CASE("evaluate: where nothing was linked there is no precision") {
  const auto found = evaluate(Names{1, 2, 3}, Names{1, 1, 2});
  REQUIRE(found);
  CHECK(std::isnan(found->pair.precision.value));
  CHECK(found->pair.recall.value == 0);
}

TEST_CASE("evaluate: records of which nobody knows who they are judge nothing") {
  const auto found = evaluate(Names{1, 1, 1, 2}, Names{4, 0, 4, 0});
  REQUIRE(found);
  CHECK(found->records == 2);
  CHECK(found->left_out == 2);
  CHECK(found->pair.f1.value == doctest::Approx(1));
  CHECK_FALSE(evaluate(Names{1, 1}, Names{0, 0}));
  CHECK_FALSE(evaluate(Names{}, Names{}));
}

TEST_CASE("evaluate: precision and recall change places with cluster and truth") {
  CHECK(rc::check("symmetry", [] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 40);
    const auto names = rc::gen::container<Names>(size, rc::gen::inRange<std::uint32_t>(1, 12));
    const Names a = *names;
    const Names b = *names;
    const auto one = evaluate(a, b);
    const auto other = evaluate(b, a);
    RC_ASSERT(one.has_value() && other.has_value());
    RC_ASSERT(one->both == other->both);
    RC_ASSERT(one->true_pairs == other->linked_pairs);
    const auto same = [](double x, double y) {
      return (std::isnan(x) && std::isnan(y)) || std::fabs(x - y) < 1e-12;
    };
    RC_ASSERT(same(one->pair.precision.value, other->pair.recall.value));
    RC_ASSERT(same(one->b_cubed.precision.value, other->b_cubed.recall.value));
    RC_ASSERT(same(one->cluster.precision.value, other->cluster.recall.value));
    RC_ASSERT(same(one->b_cubed.f1.value, other->b_cubed.f1.value));
  }));
}

TEST_CASE("evaluate: the interval holds the figure of the whole in about 95 of 100 samples") {
  // People with two records each, of which 80 of 100 are found: pair recall is 0.8. Samples of 150
  // people each.
  int held = 0;
  const int samples = 1000;
  for (int sample = 0; sample < samples; ++sample) {
    Names cluster;
    Names truth;
    for (std::uint32_t person = 1; person <= 150; ++person) {
      const bool is_found =
          unit_real(random_number(17, static_cast<std::uint64_t>(sample), person)) < 0.8;
      truth.insert(truth.end(), {person, person});
      cluster.insert(cluster.end(), {2 * person, 2 * person + (is_found ? 0 : 1)});
    }
    const auto found = evaluate(cluster, truth);
    REQUIRE(found);
    const Limits& limits = found->pair.recall.limits_95;
    held += limits.low <= 0.8 && 0.8 <= limits.high ? 1 : 0;
  }
  CHECK(held > 0.93 * samples);
  CHECK(held < 0.975 * samples);
}
