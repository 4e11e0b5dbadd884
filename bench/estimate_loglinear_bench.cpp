// SPDX-License-Identifier: Apache-2.0
// Log-linear models: pairwise models of five lists fitted to resamples, beside the same fits in
// plain words with Eigen's QR; forward stepwise choice with a thousand resamples on five and on
// eight lists, with one thread and with two.
//
//   manumit_bench_estimate_loglinear
//
// Prints one line of JSON for each measurement; `amount` is the number of fits or of resamples. The
// two ways of fitting must come to the same estimates, and one thread and two to the same
// resamples, or there is no measurement.
#include <cmath>
#include <string>
#include <vector>

#include "base/check.h"
#include "estimate/list_table.h"
#include "loglinear.h"
#include "measure.h"
#include "methods.h"
#include "model_space.h"
#include "plain_regression.h"
#include "random.h"
#include "resample.h"

namespace manumit::bench {
namespace {

using namespace estimate;

constexpr int kRuns = 3;
constexpr std::uint32_t kResamples = 1'000;
constexpr std::uint64_t kSeed = 4;
// With all 1,024 pairwise models of five lists: a hundred thousand fits, a tenth of the claim.
constexpr std::uint64_t kTables = 100;
constexpr std::uint64_t kPlainTables = 20;
constexpr std::size_t kMostModels = 2'000;

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

template <typename Work>
void measure(std::string_view what, std::uint64_t amount, const Work& work) {
  std::vector<Taken> taken;
  for (int run = 0; run < kRuns; ++run)
    taken.push_back(timed(work));
  tell(what, amount, taken);
}

/// The plain fit of a model that has an estimate and, on these counts, no term at minus infinity.
double plain_n(std::span<const double> counts, const Model& model) {
  std::vector<Term> terms = model.terms;
  for (int list = 0; list < model.lists; ++list)
    terms.push_back(Term{1} << list);
  terms.push_back(0);
  const auto cells = static_cast<Eigen::Index>(counts.size() - 1);
  Eigen::MatrixXd design(cells, static_cast<Eigen::Index>(terms.size()));
  Eigen::VectorXd y(cells);
  for (Eigen::Index i = 0; i < cells; ++i) {
    y[i] = counts[static_cast<std::size_t>(i) + 1];
    for (Eigen::Index j = 0; j < design.cols(); ++j)
      design(i, j) = (terms[static_cast<std::size_t>(j)] & ~static_cast<Term>(i + 1)) == 0 ? 1 : 0;
  }
  const plain::Regression fit = plain::regress(design, y);
  return y.sum() + std::exp(fit.coefficients[fit.coefficients.size() - 1]);
}

bool alike(double a, double b) {
  return std::fabs(a - b) <= 1e-6 * b;
}

void measure_fits(const ListTable& table, const std::vector<Model>& models) {
  std::vector<std::vector<double>> tables(kTables);
  for (std::uint64_t b = 0; b < kTables; ++b)
    draw_again(table, kSeed, "bench", b, tables[b]);
  Fitter fitter(table.lists());
  measure("five lists, every pairwise model fitted and checked in each resample",
          kTables * models.size(), [&] {
            double sum = 0;
            for (const std::vector<double>& counts : tables)
              for (const Model& model : models)
                sum += fitter.fit(counts, model).parameters;
            MANUMIT_CHECK(sum > 0);
          });
  std::vector<std::pair<std::size_t, std::size_t>> ordinary;
  for (std::size_t b = 0; b < kPlainTables; ++b)
    for (std::size_t m = 0; m < models.size(); ++m) {
      const Fit fit = fitter.fit(tables[b], models[m]);
      if (fit.existence_code != 0 || !fit.at_minus_infinity.empty() || !fit.converged)
        continue;
      MANUMIT_CHECK(alike(fit.n_hat, plain_n(tables[b], models[m])));
      ordinary.emplace_back(b, m);
    }
  measure("the ordinary ones of these, fitted unchecked", ordinary.size(), [&] {
    for (const auto& [b, m] : ordinary)
      MANUMIT_CHECK(fitter.fit_unchecked(tables[b], models[m]).n_hat > 0);
  });
  measure("the same, plainly, with Eigen", ordinary.size(), [&] {
    for (const auto& [b, m] : ordinary)
      MANUMIT_CHECK(plain_n(tables[b], models[m]) > 0);
  });
}

std::vector<double> measure_stepwise(const std::string& what, const ListTable& table,
                                     unsigned threads) {
  Settings settings;
  settings.bootstrap = kResamples;
  settings.diagnostics = false;
  settings.threads = threads;
  std::vector<double> replicates;
  measure(what, kResamples, [&] { replicates = must(stepwise(table, settings, {})).replicates; });
  return replicates;
}

void measure_scaling(const std::string& what, const ListTable& table) {
  const auto one = measure_stepwise(what + ", one thread", table, 1);
  const auto two = measure_stepwise(what + ", two threads", table, 2);
  MANUMIT_CHECK(one == two);
}

void measure_all() {
  const auto models = all_models(5, 2, kMostModels);
  MANUMIT_CHECK(models && models->size() == 1'024);
  measure_fits(western(), *models);
  measure_scaling("five lists, stepwise with a thousand resamples", western());
  measure_scaling("eight lists, stepwise with a thousand resamples", eight_lists());
}

}  // namespace
}  // namespace manumit::bench

int main() {
  manumit::bench::measure_all();
  return 0;
}
