// SPDX-License-Identifier: Apache-2.0
// The best of all hierarchical models: every model of five lists with its existence check; the
// bootstrap in which all 1,024 pairwise models compete, beside the same with every model fitted and
// checked in every resample; eight lists, where the models are searched.
//
//   manumit_bench_estimate_models
//
// Prints one line of JSON for each measurement.
#include <functional>
#include <string>
#include <vector>

#include "base/check.h"
#include "estimate/list_table.h"
#include "estimate/settings.h"
#include "measure.h"
#include "methods.h"
#include "model_ranking.h"
#include "model_space.h"
#include "nested_bootstrap.h"
#include "random.h"

namespace manumit::bench {
namespace {

using namespace estimate;

constexpr int kRuns = 5;
constexpr std::uint32_t kResamples = 1'000;
constexpr std::uint64_t kSeed = 4;
constexpr std::size_t kMostModels = 10'000;

/// Lists of the western United States, 345 people: Farrell and others (2019), as in
/// examples/lists/western.csv. Histories by bits, A the lowest.
ListTable western() {
  const std::vector<ListTable::Row> rows{
      {0b00001, 52}, {0b00010, 90}, {0b00100, 114}, {0b01000, 45}, {0b10000, 21},
      {0b00101, 4},  {0b01001, 2},  {0b10001, 5},   {0b00110, 6},  {0b01010, 1},
      {0b11000, 3},  {0b10101, 1},  {0b01110, 1}};
  return must(ListTable::of({"A", "B", "C", "D", "E"}, rows));
}

/// Invented people on eight lists; some are found twice as easily as others.
ListTable eight_lists() {
  Stream chance(kSeed, "bench", 8);
  std::vector<std::string> names;
  for (int list = 0; list < 8; ++list)
    names.push_back("list " + std::to_string(list + 1));
  std::vector<ListTable::Row> rows;
  for (int person = 0; person < 5'000; ++person) {
    const double ease = chance.uniform() < 0.3 ? 2 : 0.7;
    History history = 0;
    for (int list = 0; list < 8; ++list)
      if (chance.uniform() < (0.03 + list / 100.0) * ease)
        history |= History{1} << list;
    if (history != 0)
      rows.push_back({history, 1});
  }
  return must(ListTable::of(names, rows));
}

void measure(const std::string& what, std::uint64_t amount, int runs,
             const std::function<void()>& work) {
  std::vector<Taken> taken;
  for (int run = 0; run < runs; ++run)
    taken.push_back(timed(work));
  tell(what, amount, taken);
}

void every_model() {
  const ListTable table = western();
  const std::vector<double> counts = as_real(table.counts());
  const auto models = all_models(5, 3, kMostModels);
  MANUMIT_CHECK(models.has_value());
  measure("five lists, all models of order 3 fitted and checked", models->size(), kRuns, [&] {
    Fitter fitter(5);
    const Ranking ranking = ranked(
        must(score_all(counts, *models, Criterion::bic, Check::each, 1, {})), counts, fitter, 0);
    MANUMIT_CHECK(ranking.admissible == 3'354);
  });
}

/// All 1,024 pairwise models in every resample, passed over where they cannot win, or each fitted.
void exhaustive_bootstrap() {
  const ListTable table = western();
  const std::vector<double> counts = as_real(table.counts());
  const auto models = all_models(5, 2, kMostModels);
  MANUMIT_CHECK(models.has_value());
  Fitter fitter(5);
  const Ranking ranking = ranked(
      must(score_all(counts, *models, Criterion::bic, Check::each, 1, {})), counts, fitter, 0);
  const std::vector<std::size_t> sizes{ranking.models.size()};
  std::vector<double> with_bounds, plainly;
  for (const bool fit_each : {false, true}) {
    std::vector<double>& estimates = fit_each ? plainly : with_bounds;
    measure(fit_each ? "1,000 resamples over 1,024 models, each model fitted"
                     : "1,000 resamples over 1,024 models",
            kResamples, fit_each ? 1 : kRuns, [&] {
              NestedChoice choice(ranking.models, sizes, fit_each);
              std::vector<double> drawn, chosen(1);
              estimates.clear();
              for (std::uint32_t b = 0; b < kResamples; ++b) {
                draw_again(table, kSeed, "bench", b, drawn);
                choice.choose(drawn, chosen);
                estimates.push_back(chosen[0]);
              }
            });
  }
  MANUMIT_CHECK(with_bounds == plainly);
}

void whole_methods() {
  const ListTable five = western(), eight = eight_lists();
  for (const unsigned threads : {1U, 2U}) {
    Settings settings;
    settings.threads = threads;
    settings.bootstrap = kResamples;
    const std::string with = threads == 1 ? ", one thread" : ", two threads";
    measure("bic, five lists, 1,000 resamples" + with, five.people(), kRuns,
            [&] { MANUMIT_CHECK(must(best_bic(five, settings, {})).n_hat.has_value()); });
    measure("bic_order2, five lists, 1,000 resamples of all models" + with, five.people(), kRuns,
            [&] { MANUMIT_CHECK(must(best_bic_order2(five, settings, {})).n_hat.has_value()); });
    measure("bic, eight lists searched, 1,000 resamples" + with, eight.people(), 1,
            [&] { MANUMIT_CHECK(must(best_bic(eight, settings, {})).n_hat.has_value()); });
  }
}

}  // namespace
}  // namespace manumit::bench

int main() {
  manumit::bench::every_model();
  manumit::bench::exhaustive_bootstrap();
  manumit::bench::whole_methods();
  return 0;
}
