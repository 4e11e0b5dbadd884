// SPDX-License-Identifier: Apache-2.0
// The two posteriors over lists of people: decomposable graphs, beside the same sum the plain way,
// graph by graph and point by point; the Bayesian threshold method, beside a random walk over the
// same posterior.
//
//   manumit_bench_estimate_posteriors
//
// Prints one line of JSON for each measurement, and one with `peak_mib`, the most memory that a
// process which does only this has held.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "base/check.h"
#include "chains.h"
#include "estimate/list_table.h"
#include "log_linear_posterior.h"
#include "measure.h"
#include "methods.h"
#include "random.h"
#include "unseen_posterior.h"

namespace manumit::bench {
namespace {

using namespace estimate;

constexpr int kRuns = 5;
constexpr std::uint64_t kSeed = 4;

/// Invented lists: each person is on list j with chance `reach` + j / 50, and list 2 knows half of
/// whom list 1 knows.
ListTable invented(int lists, std::uint64_t people, double reach) {
  Stream chance(kSeed, "bench", static_cast<std::uint64_t>(lists));
  std::vector<std::string> names;
  for (int list = 0; list < lists; ++list)
    names.push_back("list " + std::to_string(list + 1));
  std::vector<ListTable::Row> rows;
  for (std::uint64_t person = 0; person < people; ++person) {
    History history = 0;
    for (int list = 0; list < lists; ++list)
      if (chance.uniform() < reach + list / 50.0)
        history |= History{1} << list;
    if ((history & 1U) != 0 && chance.uniform() < 0.5)
      history |= 2U;
    if (history != 0)
      rows.push_back({.history = history, .people = 1});
  }
  return must(ListTable::of(names, rows));
}

/// In a process of its own, so that its memory is its own.
void apart(const std::string& what, const std::function<void()>& work) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    work();
    std::fflush(stdout);
    _exit(0);
  }
  rusage used{};
  int status = 0;
  wait4(child, &status, 0, &used);
  std::printf("{\"what\": \"%s, memory\", \"peak_mib\": %.1f}\n", what.c_str(),
              static_cast<double>(used.ru_maxrss) / 1024);
}

void measure(const std::string& what, const ListTable& table, int runs,
             const std::function<void()>& work) {
  apart(what, [&] {
    std::vector<Taken> taken;
    for (int run = 0; run < runs; ++run)
      taken.push_back(timed(work));
    tell(what, table.people(), taken);
  });
}

/// Γ where it is needed, for each graph, each M and each margin; no memory beyond two numbers.
double plain_mean(const ListTable& table, double delta, std::uint64_t grid_end) {
  const auto graphs = decomposable_graphs(table.lists());
  const auto n = static_cast<double>(table.people());
  const double all = std::ldexp(delta, table.lists());
  const auto margin = [&](History set, double m) {
    const int size = __builtin_popcount(set);
    const double share = std::ldexp(delta, table.lists() - size);
    double sum = std::lgamma(all) - std::lgamma(n + m + all) - std::ldexp(std::lgamma(share), size);
    std::vector<double> people(table.counts().size(), 0.0);
    for (History cell = 0; cell < people.size(); ++cell)
      people[cell & set] += static_cast<double>(table.counts()[cell]);
    for (History cell = 0; cell < people.size(); ++cell)
      if ((cell & ~set) == 0)
        sum += std::lgamma(people[cell] + share + (cell == 0 ? m : 0));
    return sum;
  };
  const double scale = margin(static_cast<History>(table.counts().size() - 1), 1.0);
  double sum = 0;
  double first = 0;
  for (const auto& graph : graphs)
    for (std::uint64_t missing = 1; missing <= grid_end; ++missing) {
      const auto m = static_cast<double>(missing);
      double score = std::lgamma(n + m) - std::lgamma(m + 1) - std::lgamma(n + 1) - scale;
      for (const History clique : graph.cliques)
        score += margin(clique, m);
      for (const History separator : graph.separators)
        score -= margin(separator, m);
      sum += std::exp(score);
      first += std::exp(score) * m;
    }
  return n + first / sum;
}

void measure_graphs() {
  Settings settings;
  settings.diagnostics = false;
  const auto weigh = [&settings](const ListTable& table) {
    return [&settings, &table] { static_cast<void>(must(decomposable(table, settings, {}))); };
  };
  const ListTable few = invented(5, 500, 0.06);
  measure("decomposable, five lists, few people", few, kRuns, weigh(few));
  measure("decomposable, five lists, few people, a hundredth of the grid the plain way", few, 1,
          [&few] { MANUMIT_CHECK(plain_mean(few, std::ldexp(1.0, -5), few.people() / 10) > 0); });
  const ListTable many = invented(5, 10'000, 0.1);
  measure("decomposable, five lists, many people", many, kRuns, weigh(many));
  const ListTable six = invented(6, 500, 0.06);
  measure("decomposable, six lists, few people", six, 1, weigh(six));
  const ListTable million = invented(5, 2'000'000, 0.1);
  measure("decomposable, five lists, a million people", million, 1, weigh(million));
}

/// A random walk with steps of the usual size, 2.4 / √dimensions of the posterior's own spread; the
/// effective draws of the intercept.
double random_walk(const ListTable& table, const Model& model, std::uint32_t draws) {
  const LogLinearPosterior posterior(table, model);
  const auto shape = posterior.shape();
  Stream chance(kSeed, "walk", 0);
  std::vector<double> here(posterior.size(), 0.0), gradient(posterior.size());
  double height = posterior.log_density(shape.unfold(here), gradient);
  std::vector<double> kept;
  for (std::uint32_t i = 0; i < draws; ++i) {
    std::vector<double> there = here;
    for (double& z : there)
      z += 2.4 / std::sqrt(static_cast<double>(there.size())) * chance.normal();
    const double other = posterior.log_density(shape.unfold(there), gradient);
    if (std::log(chance.uniform()) < other - height) {
      here = there;
      height = other;
    }
    kept.push_back(shape.unfold(here)[0]);
  }
  const std::vector<std::vector<double>> chains = {kept};
  return agreement_of(chains).ess;
}

void measure_threshold() {
  Settings settings;
  settings.diagnostics = false;
  for (const int lists : {5, 8, 10}) {
    const ListTable table = invented(lists, 2000, 0.1);
    double effective = 0;
    const std::string what = "bayes_threshold, " + std::to_string(lists) + " lists";
    apart(what, [&] {
      std::vector<Taken> taken;
      for (int run = 0; run < kRuns; ++run)
        taken.push_back(timed([&] {
          const auto answer = must(bayes_threshold(table, settings, {}));
          effective = answer.diagnostics.numbers.at("ess");
        }));
      tell(what, static_cast<std::uint64_t>(effective), taken);
    });
    Model pairs{.lists = lists, .terms = {}};
    for (int a = 0; a < lists; ++a)
      for (int b = a + 1; b < lists; ++b)
        pairs.terms.push_back(History{1} << a | History{1} << b);
    const std::string walk = what + ", a random walk over the first posterior";
    apart(walk, [&] {
      const Taken taken = timed([&] { effective = random_walk(table, pairs, 50'000); });
      tell(walk, static_cast<std::uint64_t>(effective), {taken});
    });
  }
}

}  // namespace
}  // namespace manumit::bench

int main() {
  manumit::bench::measure_graphs();
  manumit::bench::measure_threshold();
  return 0;
}
