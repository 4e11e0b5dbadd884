// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "judge.h"
#include "loglinear.h"

namespace manumit::estimate {
namespace {

History bit(int list) {
  return History{1} << list;
}

void put_pairs(const ListTable& table, Overlap& overlap) {
  const std::vector<std::string>& names = table.names();
  const auto lists = names.size();
  overlap.pairs.assign(lists, std::vector<std::uint64_t>(lists, 0));
  for (std::size_t i = 0; i < lists; ++i) {
    for (std::size_t j = i; j < lists; ++j) {
      const std::uint64_t both = table.on_all(bit(static_cast<int>(i)) | bit(static_cast<int>(j)));
      overlap.pairs[i][j] = overlap.pairs[j][i] = both;
      if (i != j && both == 0)
        overlap.empty_pairs.push_back(names[i] + ":" + names[j]);
    }
  }
}

/// The largest first; of equal ones the history of the lower number.
void put_histories(const ListTable& table, Overlap& overlap) {
  const std::span<const std::uint64_t> counts = table.counts();
  for (std::size_t history = 1; history < counts.size(); ++history) {
    if (counts[history] > 0)
      overlap.histories.push_back({static_cast<History>(history), counts[history]});
  }
  std::stable_sort(
      overlap.histories.begin(), overlap.histories.end(),
      [](const Overlap::Cell& a, const Overlap::Cell& b) { return a.people > b.people; });
}

/// A list's share of everybody, as if all lists were independent: the plainest answer to "how good
/// is this list", and the only one that needs no choice of model.
void put_capture(const ListTable& table, Overlap& overlap) {
  if (table.lists() < 2 || table.lists() > kMostFittedLists)
    return;
  Fitter fitter(table.lists());
  const Fit fit = fitter.fit(as_real(table.counts()), main_effects_of(table.lists()));
  if (!std::isfinite(fit.n_hat))
    return;
  for (std::size_t i = 0; i < overlap.pairs.size(); ++i)
    overlap.capture.push_back(static_cast<double>(overlap.pairs[i][i]) / fit.n_hat);
}

}  // namespace

Overlap overlap_of(const ListTable& table) {
  Overlap overlap;
  put_pairs(table, overlap);
  put_histories(table, overlap);
  for (int times = 1; times <= table.lists(); ++times)
    overlap.seen_times.push_back(table.seen_times(times));
  if (table.people() > 0) {
    overlap.share_seen_once =
        static_cast<double>(table.seen_times(1)) / static_cast<double>(table.people());
  }
  put_capture(table, overlap);
  return overlap;
}

}  // namespace manumit::estimate
