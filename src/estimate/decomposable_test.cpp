// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <vector>

#include "methods.h"
#include "unseen_posterior.h"

namespace manumit::estimate {
namespace {

std::vector<std::string> letters(int lists) {
  std::vector<std::string> names;
  for (int list = 0; list < lists; ++list)
    names.emplace_back(1, static_cast<char>('A' + list));
  return names;
}

/// Counts by history, from 1 on.
ListTable table_of(int lists, const std::vector<std::uint64_t>& counts) {
  std::vector<ListTable::Row> rows;
  for (std::size_t i = 0; i < counts.size(); ++i)
    rows.push_back({.history = static_cast<History>(i + 1), .people = counts[i]});
  auto table = ListTable::of(letters(lists), rows);
  REQUIRE(table);
  return *table;
}

MethodResult answer_of(const ListTable& table, const Settings& settings = {}) {
  auto result = decomposable(table, settings, {});
  REQUIRE(result);
  return *result;
}

bool warned(const std::vector<Warning>& warnings, const std::string& code) {
  return std::any_of(warnings.begin(), warnings.end(),
                     [&](const Warning& warning) { return warning.code == code; });
}

// The second way: people come one after another, as from a Pólya urn, and what a margin's
// probability is follows by multiplying what each of them adds. No gamma function, no separate
// formula for cells and totals, graphs written down by hand.
double urn(const std::vector<std::uint64_t>& histories, History set, double delta) {
  const double share = delta * 8 / std::pow(2.0, std::popcount(set));
  std::map<History, double> in_urn;
  double in_all = 8 * delta;
  double log_probability = 0;
  for (const std::uint64_t history : histories) {
    double& here = in_urn.try_emplace(static_cast<History>(history) & set, share).first->second;
    log_probability += std::log(here / in_all);
    here += 1;
    in_all += 1;
  }
  return log_probability;
}

TEST_CASE("decomposable: three lists agree with people drawn one by one from urns") {
  const std::vector<std::uint64_t> counts = {5, 7, 2, 4, 0, 3, 1};
  const ListTable table = table_of(3, counts);
  const std::uint64_t seen = table.people();
  const std::uint64_t grid = 150;
  const double delta = 0.3;
  struct ByHand {
    std::vector<History> cliques;
    std::vector<History> separators;
  };
  const std::map<std::string, ByHand> graphs = {
      {"A|B|C", {{1, 2, 4}, {}}}, {"A+B|C", {{3, 4}, {}}},    {"A+C|B", {{5, 2}, {}}},
      {"A|B+C", {{1, 6}, {}}},    {"A+B|A+C", {{3, 5}, {1}}}, {"A+B|B+C", {{3, 6}, {2}}},
      {"A+C|B+C", {{5, 6}, {4}}}, {"A+B+C", {{7}, {}}}};
  std::vector<std::uint64_t> people;
  for (std::size_t cell = 0; cell < counts.size(); ++cell)
    people.insert(people.end(), counts[cell], cell + 1);

  std::map<std::string, double> by_graph;
  std::vector<double> by_unseen(grid, 0.0);
  double orders = 0;  // log (N! / M!), the seen cells' factorials being the same for all
  for (std::uint64_t i = 1; i <= seen; ++i)
    orders += std::log(static_cast<double>(i));
  double sum = 0;
  for (std::uint64_t unseen = 1; unseen <= grid; ++unseen) {
    people.push_back(0);
    orders += std::log(static_cast<double>(seen + unseen) / static_cast<double>(unseen));
    for (const auto& [name, graph] : graphs) {
      double log_weight = orders - std::log(static_cast<double>(seen + unseen)) - 20;
      for (const History clique : graph.cliques)
        log_weight += urn(people, clique, delta);
      for (const History separator : graph.separators)
        log_weight -= urn(people, separator, delta);
      const double weight = std::exp(log_weight);
      by_graph[name] += weight;
      by_unseen[unseen - 1] += weight;
      sum += weight;
    }
  }

  const auto ours = unseen_posterior(table, decomposable_graphs(3), delta, grid, 1, {});
  REQUIRE(ours);
  std::vector<double> weights;
  for (const auto& stretch : ours->stretches)
    weights.insert(weights.end(), stretch.weights.begin(), stretch.weights.end());
  REQUIRE(weights.size() == grid);
  for (std::size_t i = 0; i < grid; ++i)
    CHECK(weights[i] == doctest::Approx(by_unseen[i] / sum).epsilon(1e-10));
  const auto all = decomposable_graphs(3);
  for (std::size_t g = 0; g < all.size(); ++g)
    CHECK(ours->graphs[g] ==
          doctest::Approx(by_graph.at(written(all[g], letters(3))) / sum).epsilon(1e-10));
}

TEST_CASE("unseen_posterior: independent lists of known size give what the formula says") {
  // Two lists that meet as chance has it, 40 · 50 / 20 = 100 in all. Only the graph A|B is looked
  // at, with delta so large that each list's chance is one half: then N is NegBin-like around n ·
  // 4/3.
  const ListTable table = table_of(2, {20, 30, 20});
  const std::vector<DecomposableGraph> apart = {{.cliques = {1, 2}, .separators = {}}};
  const auto posterior = unseen_posterior(table, apart, 1e6, 700, 1, {});
  REQUIRE(posterior);
  // With all four cells fixed at 1/4, M + n given n is negative binomial; prior 1/N makes the mean
  // of M exactly n · (1/4) / (3/4), but for M = 0, which the grid leaves out: (3/4)^70 ~ 2e-9.
  CHECK(posterior->mean() == doctest::Approx(70 + 70.0 / 3).epsilon(1e-4));
}

TEST_CASE("decomposable: its figures stand in order and its intervals are its quantiles") {
  const MethodResult answer = answer_of(table_of(3, {30, 40, 12, 35, 9, 14, 5}));
  REQUIRE(answer.n_hat);
  const auto& quantiles = answer.diagnostics.quantiles;
  CHECK(quantiles.size() == 9);
  CHECK(*answer.n_hat == quantiles.at("0.5"));
  CHECK(answer.intervals.at("posterior_95").low == quantiles.at("0.025"));
  CHECK(answer.intervals.at("posterior_95").high == quantiles.at("0.975"));
  CHECK(answer.intervals.at("posterior_80").low == quantiles.at("0.1"));
  CHECK(answer.intervals.at("posterior_50").high == quantiles.at("0.75"));
  double total = 0;
  for (const GraphProbability& graph : answer.diagnostics.graphs)
    total += graph.probability;
  CHECK(total == doctest::Approx(1));
  CHECK(answer.diagnostics.sweep.size() == 3);
  CHECK(answer.diagnostics.sweep_of == "delta");
  CHECK(answer.diagnostics.numbers.at("flat_prior_median") >= *answer.n_hat);
}

TEST_CASE("decomposable: one thread and eight give the same figures to the last bit") {
  const ListTable table = table_of(4, {200, 150, 30, 90, 12, 8, 3, 60, 7, 5, 1, 9, 2, 1, 0});
  const auto graphs = decomposable_graphs(4);
  const auto one = unseen_posterior(table, graphs, 0.0625, 5780, 1, {});
  for (const unsigned threads : {2U, 8U}) {
    const auto more = unseen_posterior(table, graphs, 0.0625, 5780, threads, {});
    REQUIRE(more);
    CHECK(more->graphs == one->graphs);
    REQUIRE(more->stretches.size() == one->stretches.size());
    for (std::size_t i = 0; i < one->stretches.size(); ++i)
      CHECK(more->stretches[i].weights == one->stretches[i].weights);
  }
}

TEST_CASE("decomposable: a larger delta that lets almost nobody be missing is told") {
  // Lists that hardly meet: with delta 1 each empty cell is worth a person.
  const ListTable table = table_of(5, {60, 50, 2, 70, 1, 0, 0, 40, 1, 0, 0, 3, 0, 0, 0, 80,
                                       2,  1,  0, 0,  0, 0, 0, 1,  0, 0, 0, 0, 0, 0, 0});
  const MethodResult usual = answer_of(table);
  CHECK_FALSE(warned(usual.warnings, "posterior_collapsed"));
  REQUIRE(usual.diagnostics.sweep.size() == 3);
  CHECK(usual.diagnostics.sweep[0].warnings.empty());
  CHECK(warned(usual.diagnostics.sweep[2].warnings, "posterior_collapsed"));
  Settings settings;
  settings.delta = 1;
  CHECK(warned(answer_of(table, settings).warnings, "posterior_collapsed"));
}

TEST_CASE("decomposable: what the end of the grid cuts off is shown beside a longer grid") {
  // 322 of 345 people seen once: the posterior reaches far out.
  const ListTable table = table_of(3, {40, 0, 0, 50, 6, 0, 0});
  const MethodResult answer = answer_of(table);
  CHECK(answer.diagnostics.numbers.at("tail_mass_last_100") > 1e-3);
  CHECK(warned(answer.warnings, "grid_tail"));
  CHECK(answer.diagnostics.numbers.at("longer_grid_high") >
        answer.diagnostics.quantiles.at("0.975"));
}

TEST_CASE("decomposable: lists that bound nothing from above get no figure") {
  // Three lists of a hundred that share one person each: as chance has it, 100 · 100 / 1 = 10,000
  // people, three times as many as the grid holds.
  const MethodResult answer = answer_of(table_of(3, {98, 98, 1, 98, 1, 1, 0}));
  CHECK_FALSE(answer.n_hat);
  REQUIRE(answer.refused);
  CHECK(answer.refused->code == "edge_of_grid");
  CHECK(answer.intervals.empty());
}

TEST_CASE("decomposable: two lists and seven are refused with a reason") {
  const MethodResult two = answer_of(table_of(2, {20, 30, 20}));
  REQUIRE(two.refused);
  CHECK(two.refused->code == "two_lists");
  const MethodResult seven = answer_of(table_of(7, std::vector<std::uint64_t>(127, 1)));
  REQUIRE(seven.refused);
  CHECK(seven.refused->code == "too_many_lists");
  CHECK_FALSE(seven.n_hat);
}

TEST_CASE("decomposable: a delta or a grid that makes no sense is an error") {
  const ListTable table = table_of(3, {5, 7, 2, 4, 1, 3, 1});
  Settings settings;
  settings.delta = -1;
  CHECK_FALSE(decomposable(table, settings, {}));
  settings.delta = std::nan("");
  CHECK_FALSE(decomposable(table, settings, {}));
  settings.delta = 0;
  settings.grid_times = 0;
  CHECK_FALSE(decomposable(table, settings, {}));
}

TEST_CASE("decomposable: can be stopped") {
  const auto result = decomposable(table_of(3, {5, 7, 2, 4, 1, 3, 1}), {},
                                   [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(result);
  CHECK(result.error().what == stopped().what);
}

TEST_CASE("decomposable: a million people do not need a million times the work") {
  // Independent lists of 1.6 million people, with chances 0.4, 0.3 and 0.5: 210 in 1,000 are
  // unseen.
  std::vector<std::uint64_t> counts;
  for (unsigned history = 1; history < 8; ++history)
    counts.push_back(static_cast<std::uint64_t>(
        std::llround(1.6e6 * ((history & 1U) != 0 ? 0.4 : 0.6) * ((history & 2U) != 0 ? 0.3 : 0.7) *
                     ((history & 4U) != 0 ? 0.5 : 0.5))));
  const ListTable table = table_of(3, counts);
  const auto graphs = decomposable_graphs(3);
  const auto posterior = unseen_posterior(table, graphs, 0.125, 10 * table.people(), 2, {});
  REQUIRE(posterior);
  CHECK(posterior->quantile(0.5) == doctest::Approx(1.6e6).epsilon(0.002));
  std::size_t kept = 0;
  double sum = 0;
  for (const auto& stretch : posterior->stretches) {
    kept += stretch.weights.size();
    sum += stretch.sum;
  }
  CHECK(sum == doctest::Approx(1));
  CHECK(kept < 500'000);
}

}  // namespace
}  // namespace manumit::estimate
