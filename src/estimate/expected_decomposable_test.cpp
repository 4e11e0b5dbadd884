// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <string>
#include <utility>

#include "expected_figures.h"
#include "methods.h"

namespace manumit::estimate {
namespace {

/// "A+C|B" and "B|A+C" are one graph: its cliques, in any order.
std::set<std::string> cliques_of(const std::string& graph) {
  std::set<std::string> cliques;
  for (std::size_t from = 0; from <= graph.size();) {
    const std::size_t to = std::min(graph.find('|', from), graph.size());
    cliques.insert(graph.substr(from, to - from));
    from = to + 1;
  }
  return cliques;
}

double probability_of(const MethodResult& answer, const std::string& graph) {
  for (const GraphProbability& told : answer.diagnostics.graphs)
    if (cliques_of(told.graph) == cliques_of(graph))
      return told.probability;
  return -1;
}

double figure(const MethodResult& answer, const std::string& quantity) {
  const std::string quantile = "posterior_quantile_";
  const std::string graph = "graph_probability ";
  if (quantity.starts_with(quantile))
    return answer.diagnostics.quantiles.at(quantity.substr(quantile.size()));
  if (quantity.starts_with(graph))
    return probability_of(answer, quantity.substr(graph.size()));
  const std::string posterior = "posterior_";
  return answer.diagnostics.numbers.at(
      quantity.starts_with(posterior) ? quantity.substr(posterior.size()) : quantity);
}

TEST_CASE("decomposable: gives the expected figures of the published tables") {
  std::map<std::pair<std::string, std::string>, MethodResult> answers;
  for (const expected::Row& row : expected::rows_of("decomposable")) {
    const auto delta = expected::option_of(row, "delta");
    REQUIRE(delta);
    const std::pair<std::string, std::string> key = {row.data_set, *delta};
    if (answers.count(key) == 0) {
      Settings settings;
      settings.diagnostics = false;
      settings.delta = delta->starts_with("2^-") ? 0 : expected::number(*delta);
      auto answer = decomposable(expected::table_for(row), settings, {});
      REQUIRE(answer);
      CHECK(answer->n_hat == answer->diagnostics.quantiles.at("0.5"));
      answers[key] = std::move(*answer);
    }
    expected::check(row, figure(answers.at(key), row.quantity));
  }
}

TEST_CASE("decomposable: warns of the published tables as notes 5 and 2.3 say") {
  const std::map<std::string, bool> tails = {{"Korea", false},
                                             {"Artificial_3", true},
                                             {"Kosovo", false},
                                             {"Western", true},
                                             {"NewOrl_5_v201", true}};
  for (const auto& [data_set, tail] : tails) {
    const auto answer = decomposable(expected::table_of(data_set), {}, {});
    REQUIRE(answer);
    REQUIRE(answer->warnings.size() == (tail ? 1 : 0));
    if (tail)
      CHECK(answer->warnings[0].code == "grid_tail");
    // With delta 1 every sparse table collapses to almost nobody missing.
    CHECK(answer->diagnostics.sweep.back().warnings.empty() == (data_set == "Korea"));
  }
}

}  // namespace
}  // namespace manumit::estimate
