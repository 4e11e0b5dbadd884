// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "decomposable_graphs.h"
#include "list_table.h"

namespace manumit::estimate {

/// How likely it is that M people are unseen, for M from 1 to `grid_end`, after the table was seen;
/// over all decomposable graphs.
///
/// On a grid of more than a million points, stretches of it that together weigh less than a
/// millionth are kept as a lump each, so that a table of millions of people fits into memory.
struct UnseenPosterior {
  struct Stretch {
    std::uint64_t first = 1;  ///< M of the first weight.
    std::uint64_t last = 1;
    std::vector<double> weights;  ///< One for each M; none when the stretch is a lump.
    double sum = 0;               ///< Of the weights; those of all stretches add up to 1.
  };
  std::uint64_t observed = 0;
  std::uint64_t grid_end = 0;
  std::vector<Stretch> stretches;  ///< Ascending.
  std::vector<double> graphs;      ///< The probability of each graph, in their order.

  /// The first N = M + observed at which the sum of weights reaches the level.
  [[nodiscard]] double quantile(double level) const;
  /// The same for many levels at once, in their order.
  [[nodiscard]] std::vector<double> quantiles(const std::vector<double>& levels) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] double mode() const;
  /// Up to a hundred points.
  [[nodiscard]] double mass_of_last(std::uint64_t points) const;
  /// What it would be if before seeing the table every N had been as likely as any other, instead
  /// of 1/N. The graphs' probabilities are left as they are.
  [[nodiscard]] UnseenPosterior under_a_flat_prior() const;
};

/// The exact posterior (notes 4.8): hyper-Dirichlet with `delta` for each cell of the whole table,
/// every graph as likely as any other, N as 1/N. Nothing is drawn at random.
///
/// Time graphs × grid at worst, but graphs that a bound shows to carry nothing are passed over.
/// Memory 8 bytes for each point of the grid.
[[nodiscard]] Result<UnseenPosterior> unseen_posterior(const ListTable& table,
                                                       const std::vector<DecomposableGraph>& graphs,
                                                       double delta, std::uint64_t grid_end,
                                                       unsigned threads, const Progress& progress);

}  // namespace manumit::estimate
