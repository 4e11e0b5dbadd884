// SPDX-License-Identifier: Apache-2.0
#include "name_assignment.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace manumit::link;

namespace {

double sum_of(const std::vector<double>& values, std::size_t columns,
              const std::vector<std::size_t>& partners) {
  double sum = 0;
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] != kAlone)
      sum += values[i * columns + partners[i]];
  }
  return sum;
}

/// The best of all ways, by trying each.
double best_by_trying(const std::vector<double>& values, std::size_t rows, std::size_t columns) {
  const std::size_t larger = std::max(rows, columns);
  std::vector<std::size_t> order(larger);
  std::iota(order.begin(), order.end(), 0);
  double best = -1e9;
  do {
    double sum = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      if (order[i] < columns)
        sum += values[i * columns + order[i]];
    }
    best = std::max(best, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

}  // namespace

TEST_CASE("best_assignment: three rows and columns, worked by hand") {
  // Costs 8 4 7 / 5 2 3 / 9 4 8: the least is 8 + 3 + 4 = 15. All six ways: 18, 15, 17, 16, 18, 18.
  const std::vector<double> values = {-8, -4, -7, -5, -2, -3, -9, -4, -8};
  CHECK(best_assignment(values, 3, 3) == std::vector<std::size_t>{0, 2, 1});
}

TEST_CASE("best_assignment: with unequal sides the rest stays alone") {
  const std::vector<double> wide = {1, 5, 2};
  CHECK(best_assignment(wide, 1, 3) == std::vector<std::size_t>{1});
  CHECK(best_assignment(wide, 3, 1) == std::vector<std::size_t>{kAlone, 0, kAlone});
  CHECK(best_assignment({}, 0, 3).empty());
  CHECK(best_assignment({}, 2, 0) == std::vector<std::size_t>{kAlone, kAlone});
}

TEST_CASE("best_assignment: nothing is better than what it finds") {
  CHECK(rc::check("sum of the best assignment", [] {
    const auto rows = *rc::gen::inRange<std::size_t>(1, 6);
    const auto columns = *rc::gen::inRange<std::size_t>(1, 6);
    const auto numbers =
        *rc::gen::container<std::vector<int>>(rows * columns, rc::gen::inRange(-20, 20));
    const std::vector<double> values(numbers.begin(), numbers.end());
    const auto partners = best_assignment(values, rows, columns);
    const auto paired = static_cast<std::size_t>(
        std::count_if(partners.begin(), partners.end(), [](auto each) { return each != kAlone; }));
    RC_ASSERT(paired == std::min(rows, columns));
    RC_ASSERT(sum_of(values, columns, partners) == best_by_trying(values, rows, columns));
  }));
}
