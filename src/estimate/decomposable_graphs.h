// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "list_table.h"

namespace manumit::estimate {

/// Beyond six lists the graphs are too many to weigh one by one: 617,675 for seven.
inline constexpr int kMostGraphLists = 6;

/// Which lists depend on each other: a graph over lists that has no circle of four or more without
/// a short cut, so that its probability is one of its cliques over one of its separators.
struct DecomposableGraph {
  std::vector<History> cliques;     ///< Sets of lists, those with the first lists first.
  std::vector<History> separators;  ///< Where cliques meet; a set twice where three meet in it.
};

/// Every such graph: 2, 8, 61, 822, 18,154 of them over two to six lists, always in the same order;
/// the last one joins every list with every other. At most `kMostGraphLists` lists.
[[nodiscard]] std::vector<DecomposableGraph> decomposable_graphs(int lists);

/// "A+B|C": the names of each clique's lists.
[[nodiscard]] std::string written(const DecomposableGraph& graph,
                                  const std::vector<std::string>& names);

}  // namespace manumit::estimate
