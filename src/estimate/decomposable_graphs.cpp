// SPDX-License-Identifier: Apache-2.0
#include "decomposable_graphs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/check.h"

namespace manumit::estimate {
namespace {

using Neighbours = std::array<History, kMostGraphLists>;

/// The lists that each list is joined with, when bit e of `edges` is the e-th pair (1,2), (1,3), …
Neighbours neighbours_of(std::uint32_t edges, int lists) {
  Neighbours joined{};
  int edge = 0;
  for (int a = 0; a < lists; ++a)
    for (int b = a + 1; b < lists; ++b, ++edge)
      if ((edges >> edge & 1U) != 0) {
        joined[static_cast<std::size_t>(a)] |= 1U << b;
        joined[static_cast<std::size_t>(b)] |= 1U << a;
      }
  return joined;
}

bool all_joined(History set, const Neighbours& joined) {
  for (History rest = set; rest != 0; rest &= rest - 1) {
    const auto list = static_cast<std::size_t>(std::countr_zero(rest));
    if ((rest & (rest - 1) & ~joined[list]) != 0)
      return false;
  }
  return true;
}

/// The list not visited that is joined with most of the visited ones; the first of equals.
int most_joined(History visited, int lists, const Neighbours& joined) {
  int best = -1;
  int most = -1;
  for (int list = 0; list < lists; ++list) {
    const int with = std::popcount(joined[static_cast<std::size_t>(list)] & visited);
    if ((visited >> list & 1U) == 0 && with > most) {
      best = list;
      most = with;
    }
  }
  return best;
}

/// At the first list in which they differ, the set that has it comes first.
bool earlier(History a, History b) {
  const History differ = a ^ b;
  return (a & differ & (0U - differ)) != 0;
}

// Maximum cardinality search: Tarjan and Yannakakis (1984), SIAM Journal on Computing 13(3),
// pp. 566-579. A graph is decomposable (chordal) just when, in this order of visits, what a list is
// joined with among the visited is a clique. A clique is whole when the next list is joined with no
// more than the one before it was, and what that next list is joined with is a separator (Blair and
// Peyton 1993, "An introduction to chordal graphs and clique trees", section 4; not checked).
std::optional<DecomposableGraph> decomposed(const Neighbours& joined, int lists) {
  DecomposableGraph graph;
  History visited = 0;
  History clique = 0;
  for (int step = 0; step < lists; ++step) {
    const int list = most_joined(visited, lists, joined);
    const History before = joined[static_cast<std::size_t>(list)] & visited;
    if (!all_joined(before, joined))
      return std::nullopt;
    if (before != clique) {
      graph.cliques.push_back(clique);
      if (before != 0)
        graph.separators.push_back(before);
    }
    clique = before | 1U << list;
    visited |= 1U << list;
  }
  graph.cliques.push_back(clique);
  std::sort(graph.cliques.begin(), graph.cliques.end(), earlier);
  std::sort(graph.separators.begin(), graph.separators.end(), earlier);
  return graph;
}

}  // namespace

std::vector<DecomposableGraph> decomposable_graphs(int lists) {
  MANUMIT_CHECK(lists >= 1 && lists <= kMostGraphLists);
  const std::uint32_t all = 1U << (lists * (lists - 1) / 2);
  std::vector<DecomposableGraph> graphs;
  for (std::uint32_t edges = 0; edges < all; ++edges)
    if (auto graph = decomposed(neighbours_of(edges, lists), lists))
      graphs.push_back(std::move(*graph));
  return graphs;
}

std::string written(const DecomposableGraph& graph, const std::vector<std::string>& names) {
  std::string text;
  for (const History clique : graph.cliques) {
    if (!text.empty())
      text += '|';
    for (History rest = clique; rest != 0; rest &= rest - 1) {
      if (rest != clique)
        text += '+';
      text += names[static_cast<std::size_t>(std::countr_zero(rest))];
    }
  }
  return text;
}

}  // namespace manumit::estimate
