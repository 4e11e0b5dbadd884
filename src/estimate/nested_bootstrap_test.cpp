// SPDX-License-Identifier: Apache-2.0
#include "nested_bootstrap.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "expected_figures.h"
#include "model_ranking.h"
#include "model_space.h"

namespace manumit::estimate {
namespace {

std::vector<Model> ranked_models(const ListTable& table, int max_order) {
  const std::vector<double> counts = as_real(table.counts());
  const auto family = all_models(table.lists(), max_order, 10'000);
  REQUIRE(family);
  const auto scored = score_all(counts, *family, Criterion::bic, Check::each, 1, {});
  REQUIRE(scored);
  Fitter fitter(table.lists());
  return ranked(*scored, counts, fitter, 0).models;
}

/// The plain way: every model fitted and checked, the lowest BIC of the first so many taken.
std::vector<double> plainly(const std::vector<Model>& models, std::span<const double> counts,
                            const std::vector<std::size_t>& sizes) {
  Fitter fitter(models.front().lists);
  std::vector<double> found;
  for (const std::size_t size : sizes) {
    double least = std::numeric_limits<double>::infinity(), n_hat = least;
    for (std::size_t i = 0; i < size; ++i) {
      const Fit fit = fitter.fit(counts, models[i]);
      if (fit.existence_code != 0 || !(fit.bic < least - kSameScore))
        continue;
      least = fit.bic;
      n_hat = fit.n_hat;
    }
    found.push_back(n_hat);
  }
  return found;
}

void check_choices(const ListTable& table, int max_order, std::size_t compete, int draws) {
  std::vector<Model> models = ranked_models(table, max_order);
  if (models.size() > compete)
    models.resize(compete);
  const std::vector<std::size_t> sizes = nested_sizes(models.size());
  NestedChoice choice(models, sizes);
  std::vector<double> counts, chosen(sizes.size());
  for (int b = 0; b < draws; ++b) {
    draw_again(table, 5, "nested test", static_cast<std::uint64_t>(b), counts);
    choice.choose(counts, chosen);
    CHECK(chosen == plainly(models, counts, sizes));
  }
}

}  // namespace

TEST_CASE("nested choice: passing models over chooses what fitting and checking each chooses") {
  check_choices(expected::table_of("Korea"), 2, 8, 20);
  check_choices(expected::table_of("Artificial_3"), 2, 8, 20);
  check_choices(expected::table_of("Kosovo"), 3, 113, 6);
  check_choices(expected::table_of("Western"), 3, 100, 3);
  check_choices(expected::table_of("Western"), 2, 1'024, 1);
  check_choices(expected::table_of("NewOrl_5_v201"), 2, 1'024, 1);
}

TEST_CASE("nested choice: passes over most of the 1,024 models of five lists") {
  const ListTable table = expected::table_of("Western");
  const std::vector<Model> models = ranked_models(table, 2);
  REQUIRE(models.size() == 1'024);
  const std::vector<std::size_t> sizes{models.size()};
  NestedChoice choice(models, sizes);
  std::vector<double> n_hat(1);
  choice.choose(as_real(table.counts()), n_hat);
  CHECK(n_hat[0] == doctest::Approx(2483.3839).epsilon(1e-6));
  CHECK(choice.fitted() < 300);
}

TEST_CASE("nested choice: resamples that no model can carry have no finite estimate") {
  const std::vector<Model> models{main_effects_of(3)};
  const std::vector<std::size_t> sizes{1};
  NestedChoice choice(models, sizes);
  std::vector<double> n_hat(1);
  choice.choose(std::vector<double>{0, 10, 8, 0, 6, 0, 0, 0}, n_hat);
  CHECK(std::isinf(n_hat[0]));
}

TEST_CASE("nested sizes: every size of a small set, steps of a large one, the whole always") {
  CHECK(nested_sizes(1) == std::vector<std::size_t>{1});
  CHECK(nested_sizes(20).size() == 20);
  CHECK(nested_sizes(100) == std::vector<std::size_t>{1, 2, 5, 10, 20, 50, 100});
  CHECK(nested_sizes(1'024).back() == 1'024);
  CHECK(nested_sizes(1'024).size() == 11);
  for (std::size_t models = 1; models < 3'000; ++models) {
    const auto sizes = nested_sizes(models);
    CHECK(sizes.size() <= 25);
    CHECK(sizes.back() == models);
    CHECK(std::adjacent_find(sizes.begin(), sizes.end(), std::greater_equal<>()) == sizes.end());
  }
}

TEST_CASE("nested bootstrap: the same for one, two and eight threads") {
  const ListTable table = expected::table_of("Kosovo");
  const std::vector<Model> models = ranked_models(table, 2);
  const auto one = bootstrap_nested(table, models, 14'341.66, 60, 3, "test", 1, {});
  REQUIRE(one);
  for (const unsigned threads : {2U, 8U}) {
    const auto several = bootstrap_nested(table, models, 14'341.66, 60, 3, "test", threads, {});
    REQUIRE(several);
    for (std::size_t i = 0; i < one->sizes.size(); ++i) {
      CHECK(several->resampled[i].estimates == one->resampled[i].estimates);
      CHECK(several->resampled[i].acceleration == one->resampled[i].acceleration);
    }
  }
}

TEST_CASE("nested bootstrap: one model alone gives what a plain bootstrap of that model gives") {
  const ListTable table = expected::table_of("Kosovo");
  const std::vector<Model> models{main_effects_of(4)};
  const auto nested = bootstrap_nested(table, models, 7'394.59, 100, 9, "test", 1, {});
  REQUIRE(nested);
  const auto plain = resample(table, 7'394.59,
                              [] {
                                auto fitter = std::make_shared<Fitter>(4);
                                return [fitter](std::span<const double> counts) {
                                  return fitter->fit(counts, main_effects_of(4)).n_hat;
                                };
                              },
                              100, 9, "test", 1, {});
  REQUIRE(plain);
  CHECK(nested->resampled.back().estimates == plain->estimates);
  CHECK(nested->resampled.back().acceleration == plain->acceleration);
  CHECK(nested->resampled.back().bca_95.low == plain->bca_95.low);
}

TEST_CASE("nested bootstrap: ends when a person asks to stop") {
  const ListTable table = expected::table_of("Korea");
  const std::vector<Model> models{main_effects_of(3)};
  const auto stopped = bootstrap_nested(table, models, 142, 100, 9, "test", 1,
                                        [](std::uint64_t, std::uint64_t) { return false; });
  CHECK_FALSE(stopped);
}

}  // namespace manumit::estimate
