// SPDX-License-Identifier: Apache-2.0
#include "decomposable_graphs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <set>

namespace manumit::estimate {
namespace {

TEST_CASE("decomposable_graphs: there are as many as there are labelled chordal graphs") {
  // OEIS A058862, number of labelled chordal graphs: 1, 2, 8, 61, 822, 18154.
  CHECK(decomposable_graphs(1).size() == 1);
  CHECK(decomposable_graphs(2).size() == 2);
  CHECK(decomposable_graphs(3).size() == 8);
  CHECK(decomposable_graphs(4).size() == 61);
  CHECK(decomposable_graphs(5).size() == 822);
  CHECK(decomposable_graphs(6).size() == 18154);
}

TEST_CASE("decomposable_graphs: over three lists they are the eight that a hand can draw") {
  const std::vector<std::string> names = {"A", "B", "C"};
  std::set<std::string> found;
  for (const DecomposableGraph& graph : decomposable_graphs(3))
    found.insert(written(graph, names));
  CHECK(found == std::set<std::string>{"A|B|C", "A+B|C", "A+C|B", "A|B+C", "A+B|A+C", "A+B|B+C",
                                       "A+C|B+C", "A+B+C"});
}

TEST_CASE("decomposable_graphs: a circle of four lists without a short cut is none") {
  // Of the 64 graphs over four lists 61 are chordal (OEIS A058862); the other three are the
  // circles.
  const std::vector<std::string> names = {"A", "B", "C", "D"};
  std::set<std::string> found;
  for (const DecomposableGraph& graph : decomposable_graphs(4))
    found.insert(written(graph, names));
  CHECK(found.size() == 61);
  // The circle lacks A and C, and B and D; with either of them it is one of those found.
  CHECK(found.count("A+B+C|A+C+D") == 1);
  CHECK(found.count("A+B+D|B+C+D") == 1);
  for (const char* circle : {"A+B|A+D|B+C|C+D", "A+B|A+C|B+D|C+D", "A+C|A+D|B+C|B+D"})
    CHECK(found.count(circle) == 0);
}

TEST_CASE("decomposable_graphs: a star meets in its middle once for each ray but the first") {
  const auto graphs = decomposable_graphs(4);
  const auto star = std::find_if(graphs.begin(), graphs.end(), [](const DecomposableGraph& graph) {
    return graph.cliques == std::vector<History>{0b0011, 0b0101, 0b1001};
  });
  REQUIRE(star != graphs.end());
  CHECK(star->separators == std::vector<History>{0b0001, 0b0001});
}

TEST_CASE("decomposable_graphs: the last one joins every list with every other") {
  for (int lists = 1; lists <= kMostGraphLists; ++lists) {
    const auto graphs = decomposable_graphs(lists);
    CHECK(graphs.back().cliques == std::vector<History>{(1U << lists) - 1});
    CHECK(graphs.back().separators.empty());
  }
}

TEST_CASE("decomposable_graphs: cliques less separators count each list once") {
  for (const DecomposableGraph& graph : decomposable_graphs(5)) {
    for (int list = 0; list < 5; ++list) {
      const auto has = [list](History set) { return (set >> list & 1U) != 0; };
      const auto in_cliques = std::count_if(graph.cliques.begin(), graph.cliques.end(), has);
      const auto in_separators =
          std::count_if(graph.separators.begin(), graph.separators.end(), has);
      CHECK(in_cliques - in_separators == 1);
    }
    for (const History a : graph.cliques)
      for (const History b : graph.cliques)
        CHECK((a == b || (a & b) != a));
  }
}

}  // namespace
}  // namespace manumit::estimate
