// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/result.h"
#include "base/surroundings.h"
#include "list_table.h"
#include "model_ranking.h"

namespace manumit::estimate {

/// How to look for the best model where there are too many to fit each.
struct SearchSettings {
  Criterion criterion = Criterion::bic;
  int max_order = 2;
  std::uint32_t beam = 64;  ///< So many of the best are left only when all around them was seen.
  std::size_t keep = 100;   ///< Of the ranking.
  double threshold = 0.02;  ///< Of the stepwise walk that is one of the starts.
  unsigned threads = 1;
  std::uint64_t most_work = 10'000'000'000;  ///< Multiplications, some ten seconds; then it ends.
};

struct Searched {
  Ranking ranking;
  bool closed = false;  ///< Every neighbour of the `beam` best was looked at; none is better.
  /// No model of the family has a lower score than this, whether it was looked at or not; none over
  /// eleven lists and more, where it would cost more than the search.
  std::optional<double> no_score_below;
};

/// Downhill search from several starts (main effects, the stepwise model, all pairs), which ends
/// where no neighbour is better (Silverman, Chan and Vincent 2024), then a beam search: the
/// neighbours of the `beam` best models found so far are looked at until all of those have been.
///
/// It may miss the best model; `no_score_below` tells by how much at most. The result depends on
/// the table and the settings alone, not on the threads.
[[nodiscard]] Result<Searched> search_models(const ListTable& table, const SearchSettings& settings,
                                             const Progress& progress);

}  // namespace manumit::estimate
