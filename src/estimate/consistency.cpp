// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "base/parallel.h"
#include "judge.h"
#include "watch.h"

namespace manumit::estimate {
namespace {

/// Without the lists that nobody is on. A list that everybody is on stays, unlike elsewhere: that
/// one list holds a whole other one is what this test must see, and main effects then have no
/// finite estimate (notes 2.5, Korea on c and d).
ListTable without_empty_lists(ListTable table) {
  for (int list = table.lists() - 1; list >= 0; --list) {
    if (table.lists() > 1 && table.on_all(History{1} << list) == 0)
      table = table.without(list);
  }
  return table;
}

Consistency guessed(const ListTable& table, int list, double threshold) {
  const ListTable::Conditioned known = table.only_on(list);
  Consistency row{.list = table.names()[static_cast<std::size_t>(list)],
                  .truth = known.truth,
                  .n_hat = {},
                  .log_ratio = {}};
  if (!known.table)
    return row;
  row.n_hat = stepwise_n(without_empty_lists(*known.table), threshold);
  if (row.n_hat && row.truth > 0)
    row.log_ratio = std::log(*row.n_hat / static_cast<double>(row.truth));
  return row;
}

}  // namespace

// Internal consistency: Binette and Steorts (2022), "On the reliability of multiple systems
// estimation for the quantification of modern slavery", J. R. Statist. Soc. A 185(2)
// (abstract checked; pages not checked).
Result<std::vector<Consistency>> consistency_of(const ListTable& table, const Settings& settings,
                                                const Progress& progress) {
  if (table.lists() < 3 || table.lists() > kMostListsToVary)
    return std::vector<Consistency>{};
  const auto lists = static_cast<std::size_t>(table.lists());
  Watch watch(progress, lists);
  return parallel_map<Consistency>(
      lists, settings.threads, [&](std::size_t i) -> Result<Consistency> {
        Consistency row = guessed(table, static_cast<int>(i), settings.threshold);
        TRY(watch.tick());
        return row;
      });
}

}  // namespace manumit::estimate
