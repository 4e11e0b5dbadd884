// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "base/parallel.h"
#include "judge.h"
#include "loglinear.h"
#include "watch.h"

namespace manumit::estimate {
namespace {

/// A smaller table: a list left out, or two made one.
struct Variant {
  int first = 0;
  std::optional<int> second = {};  ///< None: `first` is left out.
};

std::vector<Variant> variants_of(int lists) {
  std::vector<Variant> variants;
  for (int i = 0; i < lists; ++i)
    variants.push_back({i});
  for (int i = 0; i < lists; ++i) {
    for (int j = i + 1; j < lists; ++j)
      variants.push_back({i, j});
  }
  return variants;
}

}  // namespace

std::optional<double> stepwise_n(const ListTable& table, double threshold) {
  if (table.lists() < 2 || table.people() == 0)
    return std::nullopt;
  Fitter fitter(table.lists());
  const Walk walk = walk_forward(fitter, as_real(table.counts()), table.lists(), threshold);
  return std::isfinite(walk.fit.n_hat) ? std::optional(walk.fit.n_hat) : std::nullopt;
}

std::optional<double> stepwise_of_usable(const ListTable& table, double threshold) {
  const UsableLists usable = usable_lists(table);
  return usable.table ? stepwise_n(*usable.table, threshold) : std::nullopt;
}

Result<Sensitivity> sensitivity_of(const ListTable& table, const Settings& settings,
                                   const Progress& progress) {
  Sensitivity sensitivity;
  if (table.lists() > kMostListsToVary)
    return sensitivity;
  const std::vector<Variant> variants = variants_of(table.lists());
  Watch watch(progress, variants.size());
  std::vector<std::optional<double>> estimates(variants.size());
  TRY(parallel_for(variants.size(), settings.threads, [&](std::size_t i) -> Result<void> {
    const auto& [first, second] = variants[i];
    const ListTable smaller = second ? table.merged(first, *second) : table.without(first);
    estimates[i] = stepwise_of_usable(smaller, settings.threshold);
    return watch.tick();
  }));
  const std::vector<std::string>& names = table.names();
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const std::string& first = names[static_cast<std::size_t>(variants[i].first)];
    if (variants[i].second)
      sensitivity.merged[first + "+" + names[static_cast<std::size_t>(*variants[i].second)]] =
          estimates[i];
    else
      sensitivity.dropped[first] = estimates[i];
  }
  return sensitivity;
}

}  // namespace manumit::estimate
