// SPDX-License-Identifier: Apache-2.0
// How often each method is right where the truth is known: tables are drawn from known populations,
// the whole engine is run on each, and what it says is counted. Prints docs/estimation-coverage.md.
//
//   manumit_estimate_coverage TABLES THREADS > docs/estimation-coverage.md
//
// The same TABLES give the same page, whatever THREADS is; a hundred take a few minutes a core.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "estimate/estimate.h"
#include "measure.h"
#include "random.h"

namespace manumit::bench {
namespace {

using namespace estimate;

constexpr std::uint64_t kSeed = 20'261'124;
constexpr int kLists = 4;
constexpr std::size_t kCells = 1U << kLists;
constexpr std::uint32_t kResamples = 400;
constexpr std::uint32_t kSweeps = 40'000;

using Reach = std::array<double, kLists>;

/// A population whose truth is known: how many there are, and how likely each history is.
struct Population {
  const char* name;
  const char* told;
  std::uint64_t people;
  std::vector<double> histories;
};

/// Lists that do not depend on each other.
std::vector<double> apart(const Reach& reach) {
  std::vector<double> histories(kCells, 1.0);
  for (std::size_t history = 0; history < kCells; ++history)
    for (std::size_t list = 0; list < kLists; ++list)
      histories[history] *= (history >> list & 1U) != 0 ? reach[list] : 1 - reach[list];
  return histories;
}

/// The odds of being on the second list are so many times as large for people on the first.
std::vector<double> paired(const Reach& reach, double odds_ratio) {
  std::vector<double> histories = apart(reach);
  double sum = 0;
  for (std::size_t history = 0; history < kCells; ++history) {
    histories[history] *= (history & 3U) == 3 ? odds_ratio : 1;
    sum += histories[history];
  }
  for (double& share : histories)
    share /= sum;
  return histories;
}

std::vector<double> two_classes(double share, const Reach& often, const Reach& seldom) {
  std::vector<double> histories = apart(often);
  const std::vector<double> other = apart(seldom);
  for (std::size_t history = 0; history < kCells; ++history)
    histories[history] = share * histories[history] + (1 - share) * other[history];
  return histories;
}

std::vector<Population> populations() {
  return {
      {"independent", "four lists that do not depend on each other, reaching 15 to 30 in 100", 1000,
       apart({0.25, 0.20, 0.30, 0.15})},
      {"one pair",
       "the same, but being on the first list makes the odds of the second 5 times as large", 1000,
       paired({0.25, 0.20, 0.30, 0.15}, 5)},
      {"two kinds of people",
       "three in ten are reached by each list at 50 to 60 in 100, the others at 8 to 12 in 100; "
       "who is which, the lists do not tell",
       1000, two_classes(0.3, {0.60, 0.50, 0.55, 0.50}, {0.10, 0.12, 0.08, 0.10})},
      {"two kinds, well hidden",
       "half are reached by each list at 40 to 50 in 100, half at 5 to 8 in 100: those who are "
       "seldom reached hardly meet on two lists",
       1000, two_classes(0.5, {0.50, 0.40, 0.45, 0.40}, {0.05, 0.08, 0.06, 0.05})},
      {"sparse", "four independent lists that reach 4 to 7 in 100", 3000,
       apart({0.06, 0.05, 0.07, 0.04})},
      {"unequal lists",
       "four independent lists, one of which reaches 60 in 100 and the others 4 to 6 in 100", 3000,
       apart({0.60, 0.05, 0.06, 0.04})}};
}

ListTable drawn(const Population& population, std::size_t number) {
  Stream chance(kSeed, population.name, number);
  std::vector<std::uint64_t> people(kCells);
  chance.multinomial(population.people, population.histories, people);
  std::vector<ListTable::Row> rows;
  for (History history = 1; history < kCells; ++history)
    rows.push_back({.history = history, .people = people[history]});
  return must(ListTable::of({"A", "B", "C", "D"}, rows));
}

/// What is kept of an answer.
struct Said {
  std::map<std::string, double> figures;                         ///< By method.
  std::map<std::pair<std::string, std::string>, Limits> limits;  ///< By method and kind.
  std::set<std::string> beside;      ///< Codes of warnings and refusals of single methods.
  std::set<std::string> in_summary;  ///< Codes that the summary says.
  Limits range;
  Limits outer;
  bool answered = false;
};

Said answer_to(const Population& population, std::size_t number) {
  Settings settings;
  settings.seed = kSeed + number;
  settings.bootstrap = kResamples;
  settings.sweeps = kSweeps;
  settings.diagnostics = false;
  Lists lists{.table = drawn(population, number), .columns = {}, .strata = {}, .draws = {}};
  const Answer answer = must(estimate::estimate(lists, settings, {}));
  Said said;
  for (const MethodResult& result : answer.whole.methods) {
    const std::string method(name_of(result.method));
    if (result.n_hat)
      said.figures[method] = *result.n_hat;
    if (result.n_hat && result.method == Method::lower_bound) {
      said.limits[{method, "it and more"}] = {*result.n_hat, HUGE_VAL};
      said.limits[{method, "low_95 and more"}] = {result.diagnostics.numbers.at("low_95"),
                                                  HUGE_VAL};
    }
    for (const auto& [kind, limits] : result.intervals)
      if (kind.ends_with("_95"))
        said.limits[{method, kind}] = limits;
    for (const Warning& warning : result.warnings)
      said.beside.insert(warning.code);
    if (result.refused)
      said.beside.insert(result.refused->code);
  }
  const Summary& summary = answer.whole.summary;
  for (const Warning& warning : summary.warnings)
    said.in_summary.insert(warning.code);
  if (summary.refused)
    said.in_summary.insert(summary.refused->code);
  said.answered = summary.low.has_value() && summary.high.has_value();
  if (said.answered) {
    said.range = {.low = *summary.low, .high = *summary.high};
    said.outer = summary.outer;
  }
  return said;
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::string in_hundred(std::size_t part, std::size_t whole) {
  if (whole == 0)
    return "–";
  return std::to_string(
      std::lround(100.0 * static_cast<double>(part) / static_cast<double>(whole)));
}

/// Of how many intervals the truth is inside, above, below.
struct Held {
  std::size_t inside = 0;
  std::size_t above = 0;
  std::size_t below = 0;
  std::vector<double> widths;
  void count(const Limits& limits, double truth) {
    if (truth > limits.high)
      ++above;
    else if (truth < limits.low)
      ++below;
    else
      ++inside;
    if (std::isfinite(limits.high))
      widths.push_back((limits.high - limits.low) / truth);
  }
  [[nodiscard]] std::size_t all() const { return inside + above + below; }
};

void print_held(const std::string& kind, const Held& held) {
  std::printf(" %s | %s | %s | %s |", kind.c_str(), in_hundred(held.inside, held.all()).c_str(),
              in_hundred(held.above, held.all()).c_str(),
              in_hundred(held.below, held.all()).c_str());
  if (held.widths.empty())
    std::printf(" – |\n");
  else
    std::printf(" %.2f |\n", median_of(held.widths));
}

void print_method(const std::string& method, const std::vector<Said>& all, double truth) {
  std::vector<double> errors;
  std::map<std::string, Held> held;
  for (const Said& said : all) {
    if (const auto found = said.figures.find(method); found != said.figures.end())
      errors.push_back(100 * (found->second / truth - 1));
    for (const auto& [key, limits] : said.limits)
      if (key.first == method)
        held[key.second].count(limits, truth);
  }
  std::printf("| `%s` | %s | ", method.c_str(), in_hundred(errors.size(), all.size()).c_str());
  if (errors.empty())
    std::printf("– |");
  else
    std::printf("%+.0f %% |", median_of(errors));
  if (held.empty())
    std::printf(" – | – | – | – | – |\n");
  for (auto row = held.begin(); row != held.end(); ++row) {
    if (row != held.begin())
      std::printf("| | | |");
    print_held("`" + row->first + "`", row->second);
  }
}

void print_population(const Population& population, const std::vector<Said>& all) {
  const auto truth = static_cast<double>(population.people);
  std::printf("\n## %s: %llu people\n\n%s; %.0f in 100 are on no list.\n\n", population.name,
              static_cast<unsigned long long>(population.people), population.told,
              100 * population.histories[0]);
  std::printf(
      "| method | gave a figure | median error | interval | holds the truth | truth above | "
      "truth below | median width / truth |\n|---|---|---|---|---|---|---|---|\n");
  for (std::size_t method = 0; method < kMethods; ++method) {
    const std::string name(name_of(static_cast<Method>(method)));
    if (std::any_of(all.begin(), all.end(),
                    [&](const Said& said) { return said.figures.count(name) != 0; }))
      print_method(name, all, truth);
  }
  Held range;
  Held outer;
  for (const Said& said : all)
    if (said.answered) {
      range.count(said.range, truth);
      outer.count(said.outer, truth);
    }
  std::printf("| **summary** | %s | – |", in_hundred(range.all(), all.size()).c_str());
  print_held("range of the methods", range);
  std::printf("| **summary** | %s | – |", in_hundred(outer.all(), all.size()).c_str());
  print_held("outermost limits", outer);
}

using Codes = std::set<std::string> Said::*;

void print_codes(const char* heading, Codes which, const std::vector<Population>& known,
                 const std::vector<std::vector<Said>>& said) {
  std::set<std::string> codes;
  for (const auto& all : said)
    for (const Said& one : all)
      codes.insert((one.*which).begin(), (one.*which).end());
  std::printf("\n| %s |", heading);
  for (const Population& population : known)
    std::printf(" %s |", population.name);
  std::printf("\n|---|");
  for (std::size_t i = 0; i < known.size(); ++i)
    std::printf("---|");
  const auto line = [&](const std::string& name, const std::function<bool(const Said&)>& has) {
    std::printf("\n| %s |", name.c_str());
    for (const auto& all : said)
      std::printf(" %s |",
                  in_hundred(static_cast<std::size_t>(std::count_if(all.begin(), all.end(), has)),
                             all.size())
                      .c_str());
  };
  for (const std::string& code : codes)
    line("`" + code + "`", [&](const Said& one) { return (one.*which).count(code) != 0; });
  line("any", [&](const Said& one) { return !(one.*which).empty(); });
  std::printf("\n");
}

void run(std::size_t tables, unsigned threads) {
  const std::vector<Population> known = populations();
  std::vector<std::vector<Said>> said;
  for (const Population& population : known) {
    said.push_back(must(parallel_map<Said>(
        tables, threads, [&](std::size_t i) -> Result<Said> { return answer_to(population, i); })));
    std::fprintf(stderr, "%s: done\n", population.name);
  }
  std::printf(
      "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
      "# How often the methods are right\n\n"
      "Tables drawn from populations whose size is known; seed %llu, %zu tables of each "
      "population, %u resamples,\nlatent class chains of %u sweeps. Made by "
      "`bench/estimate_coverage.cpp`:\n\n"
      "```\ncmake --preset bench && cmake --build --preset bench\n"
      "build/bench/bench/manumit_estimate_coverage %zu 4 > docs/estimation-coverage.md\n"
      "```\n\nNumbers are of 100 tables where nothing else is said. An interval of 95 %% "
      "should hold the truth in 95.\n"
      "\n"
      "## What to read from it\n"
      "\n"
      "* Where the lists are independent, or one pair is not and a term can say so, intervals that "
      "repeat the\n"
      "  choice of the model in every resample (`bca_95`, `percentile_95`) and those of the "
      "decomposable graphs\n"
      "  hold the truth about as often as they promise; `lognormal_95` of the one model that was "
      "chosen does so\n"
      "  more seldom, most of all after AIC.\n"
      "* Where people differ in how easily lists reach them, every method that the summary counts "
      "is too low and\n"
      "  most of its intervals miss the truth. `poor_fit` says that something is wrong, and the "
      "outermost limits\n"
      "  hold the truth more often than any such method.\n"
      "* Where those who are seldom reached hardly meet on two lists, the methods agree with each "
      "other, their\n"
      "  intervals are short, and almost all of them miss. Half of such tables even fit well: "
      "agreement is no\n"
      "  proof, and no method can know it. This is what the assumptions printed with every answer "
      "mean.\n"
      "* A lower bound lies above the truth where \"truth below\" has a number in the line \"it "
      "and "
      "more\". Where everybody\n"
      "  is as easy to find as everybody else it has nothing to be below, and chance puts it above "
      "in half of the\n"
      "  tables; its interval begins above the truth in few (\"low_95 and more\"). That one list "
      "reaches most people\n"
      "  and the others few does it no harm; where people differ it is below the truth every "
      "time.\n",
      static_cast<unsigned long long>(kSeed), tables, kResamples, kSweeps, tables);
  for (std::size_t i = 0; i < known.size(); ++i)
    print_population(known[i], said[i]);
  std::printf("\n## How often each warning rises\n");
  print_codes("in the summary", &Said::in_summary, known, said);
  print_codes("beside a method", &Said::beside, known, said);
}

}  // namespace
}  // namespace manumit::bench

int main(int count, char** words) {
  const int tables = count > 1 ? std::atoi(words[1]) : 0;
  const int threads = count > 2 ? std::atoi(words[2]) : 1;
  if (tables < 1 || threads < 1) {
    std::fprintf(stderr, "usage: manumit_estimate_coverage TABLES THREADS\n");
    return 2;
  }
  manumit::bench::run(static_cast<std::size_t>(tables), static_cast<unsigned>(threads));
  return 0;
}
