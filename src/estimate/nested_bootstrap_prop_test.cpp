// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <limits>
#include <vector>

#include "model_ranking.h"
#include "model_space.h"
#include "nested_bootstrap.h"

namespace manumit::estimate {
namespace {

/// Invented counts, most of them small and many of them 0, as real lists have them.
std::vector<double> sparse_counts(int lists) {
  std::vector<double> counts(std::size_t{1} << lists, 0.0);
  for (std::size_t history = 1; history < counts.size(); ++history)
    counts[history] = *rc::gen::element(0, 0, 0, 1, 1, 2, 3, 5, 12, 40, 300);
  counts[1] += 1;  // Somebody is seen.
  return counts;
}

double by_trying_each(const std::vector<Model>& models, const std::vector<double>& counts) {
  Fitter fitter(models.front().lists);
  double least = std::numeric_limits<double>::infinity(), n_hat = least;
  for (const Model& model : models) {
    const Fit fit = fitter.fit(counts, model);
    if (fit.existence_code == 0 && score_of(fit, Criterion::bic) < least - kSameScore) {
      least = fit.bic;
      n_hat = fit.n_hat;
    }
  }
  return n_hat;
}

void check_tables(int lists, int max_order) {
  const auto models = all_models(lists, max_order, 1'000);
  REQUIRE(models);
  CHECK(rc::check([&] {
    const std::vector<double> counts = sparse_counts(lists);
    const std::vector<std::size_t> sizes{models->size()};
    NestedChoice choice(*models, sizes);
    std::vector<double> chosen(1);
    choice.choose(counts, chosen);
    RC_ASSERT(chosen[0] == by_trying_each(*models, counts));
  }));
}

}  // namespace

TEST_CASE("nested choice: on any sparse table, what passing models over chooses trying each does") {
  check_tables(3, 2);
  check_tables(4, 2);
  check_tables(4, 3);
}

TEST_CASE("ranked: on any sparse table, a lazy check keeps what a full one keeps") {
  const auto models = all_models(4, 3, 1'000);
  REQUIRE(models);
  CHECK(rc::check([&] {
    const std::vector<double> counts = sparse_counts(4);
    Fitter fitter(4);
    const auto each = score_all(counts, *models, Criterion::bic, Check::each, 1, {});
    const auto lazy = score_all(counts, *models, Criterion::bic, Check::when_needed, 1, {});
    RC_ASSERT(each && lazy);
    RC_ASSERT(ranked(*each, counts, fitter, 5).models == ranked(*lazy, counts, fitter, 5).models);
  }));
}

}  // namespace manumit::estimate
