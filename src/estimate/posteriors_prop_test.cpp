// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "log_linear_posterior.h"
#include "unseen_posterior.h"

namespace manumit::estimate {
namespace {

/// Invented counts of a table over three or four lists, and another order of the lists.
struct Invented {
  int lists = 3;
  std::vector<std::uint64_t> counts;  ///< By history; the first is 0.
  std::vector<int> order;             ///< The new place of each list.
};

Invented invented() {
  Invented out;
  out.lists = *rc::gen::inRange(3, 5);
  const auto cells = std::size_t{1} << out.lists;
  out.counts = *rc::gen::container<std::vector<std::uint64_t>>(
      cells, rc::gen::map(rc::gen::inRange(0, 12),
                          [](int people) { return static_cast<std::uint64_t>(people); }));
  out.counts[0] = 0;
  out.counts[1] += 1;
  out.order.resize(static_cast<std::size_t>(out.lists));
  std::iota(out.order.begin(), out.order.end(), 0);
  for (std::size_t i = out.order.size() - 1; i > 0; --i)
    std::swap(out.order[i],
              out.order[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i) + 1))]);
  return out;
}

History moved(History set, const std::vector<int>& order) {
  History out = 0;
  for (std::size_t list = 0; list < order.size(); ++list)
    if ((set >> list & 1U) != 0)
      out |= History{1} << order[list];
  return out;
}

ListTable table_of(const Invented& from, bool in_new_order) {
  std::vector<std::string> names(from.order.size());
  for (std::size_t list = 0; list < names.size(); ++list)
    names[in_new_order ? static_cast<std::size_t>(from.order[list]) : list] =
        std::string(1, static_cast<char>('A' + list));
  std::vector<ListTable::Row> rows;
  for (History history = 1; history < from.counts.size(); ++history)
    rows.push_back({.history = in_new_order ? moved(history, from.order) : history,
                    .people = from.counts[history]});
  const auto table = ListTable::of(names, rows);
  RC_ASSERT(table.has_value());
  return *table;
}

bool close(double a, double b) {
  return std::fabs(a - b) <= 1e-9 * (1 + std::fabs(a));
}

TEST_CASE("unseen_posterior: another order of the lists renames the graphs and moves no weight") {
  CHECK(rc::check([] {
    const Invented from = invented();
    const auto graphs = decomposable_graphs(from.lists);
    const ListTable table = table_of(from, false);
    const ListTable other = table_of(from, true);
    const auto one = unseen_posterior(table, graphs, 0.2, 200, 1, {});
    const auto two = unseen_posterior(other, graphs, 0.2, 200, 1, {});
    RC_ASSERT(one->stretches.size() == two->stretches.size());
    for (std::size_t i = 0; i < one->stretches.size(); ++i)
      for (std::size_t j = 0; j < one->stretches[i].weights.size(); ++j)
        RC_ASSERT(close(one->stretches[i].weights[j], two->stretches[i].weights[j]));
    std::map<std::vector<History>, double> by_cliques;
    for (std::size_t g = 0; g < graphs.size(); ++g) {
      std::vector<History> cliques = graphs[g].cliques;
      for (History& clique : cliques)
        clique = moved(clique, from.order);
      std::sort(cliques.begin(), cliques.end());
      by_cliques[cliques] = one->graphs[g];
    }
    for (std::size_t g = 0; g < graphs.size(); ++g) {
      std::vector<History> cliques = graphs[g].cliques;
      std::sort(cliques.begin(), cliques.end());
      RC_ASSERT(close(by_cliques.at(cliques), two->graphs[g]));
    }
  }));
}

TEST_CASE("unseen_posterior: weights and graphs add up to one, and quantiles ascend") {
  CHECK(rc::check([] {
    const Invented from = invented();
    const auto posterior =
        unseen_posterior(table_of(from, false), decomposable_graphs(from.lists), 0.2, 300, 1, {});
    double sum = 0;
    for (const auto& stretch : posterior->stretches)
      sum += std::accumulate(stretch.weights.begin(), stretch.weights.end(), 0.0);
    RC_ASSERT(close(sum, 1));
    RC_ASSERT(close(std::accumulate(posterior->graphs.begin(), posterior->graphs.end(), 0.0), 1));
    const auto found = posterior->quantiles({0.9, 0.1, 0.5});
    RC_ASSERT(found[1] <= found[2]);
    RC_ASSERT(found[2] <= found[0]);
    RC_ASSERT(found[2] == posterior->quantile(0.5));
  }));
}

TEST_CASE("LogLinearPosterior: another order of the lists leaves the height as it is") {
  CHECK(rc::check([] {
    const Invented from = invented();
    Model model{.lists = from.lists, .terms = {}};
    Model other{.lists = from.lists, .terms = {}};
    for (int a = 0; a < from.lists; ++a)
      for (int b = a + 1; b < from.lists; ++b) {
        model.terms.push_back(History{1} << a | History{1} << b);
        other.terms.push_back(moved(model.terms.back(), from.order));
      }
    std::vector<double> at;
    for (std::size_t i = 0; i < 1 + from.order.size() + model.terms.size(); ++i)
      at.push_back(*rc::gen::inRange(-200, 200) / 100.0);
    std::vector<double> there = at;
    for (std::size_t list = 0; list < from.order.size(); ++list)
      there[1 + static_cast<std::size_t>(from.order[list])] = at[1 + list];
    const LogLinearPosterior one(table_of(from, false), model);
    const LogLinearPosterior two(table_of(from, true), other);
    std::vector<double> gradient(at.size());
    const double height = one.log_density(at, gradient);
    RC_ASSERT(close(height, two.log_density(there, gradient)));
  }));
}

}  // namespace
}  // namespace manumit::estimate
