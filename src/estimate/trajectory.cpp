// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "base/parallel.h"
#include "judge.h"
#include "watch.h"

namespace manumit::estimate {
namespace {

/// The lists by number, the largest first: so the order tells something of the lists and not of
/// how the columns of a file happen to stand.
std::vector<int> by_size(const ListTable& table) {
  std::vector<int> order(static_cast<std::size_t>(table.lists()));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return table.on_all(History{1} << a) > table.on_all(History{1} << b);
  });
  return order;
}

ListTable only_the_first(const ListTable& table, const std::vector<int>& order, std::size_t count) {
  std::vector<int> others(order.begin() + static_cast<std::ptrdiff_t>(count), order.end());
  std::sort(others.rbegin(), others.rend());  // From the back, so that the numbers stay true.
  ListTable smaller = table;
  for (const int list : others)
    smaller = smaller.without(list);
  return smaller;
}

}  // namespace

// Trajectories: Binette and Steorts (2022), as in consistency.cpp.
Result<std::vector<TrajectoryPoint>> trajectory_of(const ListTable& table, const Settings& settings,
                                                   const Progress& progress) {
  if (table.lists() < 2 || table.lists() > kMostListsToVary)
    return std::vector<TrajectoryPoint>{};
  const std::vector<int> order = by_size(table);
  const std::size_t points = order.size() - 1;
  Watch watch(progress, points);
  return parallel_map<TrajectoryPoint>(
      points, settings.threads, [&](std::size_t i) -> Result<TrajectoryPoint> {
        const std::size_t count = i + 2;
        const ListTable smaller = only_the_first(table, order, count);
        TrajectoryPoint point;
        for (std::size_t place = 0; place < count; ++place)
          point.lists.push_back(table.names()[static_cast<std::size_t>(order[place])]);
        point.observed = smaller.people();
        point.n_hat = stepwise_of_usable(smaller, settings.threshold);
        TRY(watch.tick());
        return point;
      });
}

}  // namespace manumit::estimate
