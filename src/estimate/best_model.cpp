// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "describe_fit.h"
#include "loglinear.h"
#include "methods.h"
#include "model_ranking.h"
#include "model_search.h"
#include "model_space.h"
#include "nested_bootstrap.h"

namespace manumit::estimate {
namespace {

// Up to so many models each one is fitted: 32,768 is order 2 over six lists.
constexpr std::size_t kMostModels = 40'000;
// Up to so many lists every order-2 model competes in each resample, not only the best of the
// ranking: 1,024 models over five.
constexpr int kAllCompeteLists = 5;
constexpr std::size_t kShown = 20;
// All four methods see the same resamples, so where two of them have the same models to choose from
// they also have the same limits.
constexpr std::string_view kPurpose = "best_model";

/// What one of the four methods looks for.
struct Aim {
  Method method = Method::bic;
  Criterion criterion = Criterion::bic;
  int max_order = 2;
  std::size_t compete = 0;  ///< Models that compete in a resample; 0: all.
};

Aim aim_of(Method method, const ListTable& table, const Settings& settings) {
  const bool pairs_only = method == Method::bic_order2 || method == Method::aic_order2;
  const bool by_bic = method == Method::bic || method == Method::bic_order2;
  const int asked = settings.max_order > 0 ? settings.max_order : usual_order(table.lists());
  Aim aim{.method = method,
          .criterion = by_bic ? Criterion::bic : Criterion::aic,
          // The term of all lists cannot be told from the unseen.
          .max_order = std::clamp(pairs_only ? 2 : asked, 1, std::max(1, table.lists() - 1)),
          .compete = settings.top_models};
  if (aim.compete == 0 && !(pairs_only && table.lists() <= kAllCompeteLists))
    aim.compete = usual_top(table.lists());
  return aim;
}

/// The models in the order of the criterion, and what is told of how they were found.
struct Found {
  std::vector<Model> models;
  std::map<std::string, double> numbers;
  std::vector<Warning> warnings;
};

Result<Found> among_all(const ListTable& table, const Aim& aim, std::vector<Model> models,
                        const Settings& settings, const Progress& progress) {
  const std::vector<double> counts = as_real(table.counts());
  Fitter fitter(table.lists());
  std::vector<Scored> scored = TRY(
      score_all(counts, std::move(models), aim.criterion, Check::each, settings.threads, progress));
  Ranking ranking = ranked(std::move(scored), counts, fitter, 0);
  return Found{.models = std::move(ranking.models),
               .numbers = {{"max_order", aim.max_order},
                           {"models_enumerated", static_cast<double>(ranking.fitted)},
                           {"models_admissible", static_cast<double>(ranking.admissible)}},
               .warnings = {}};
}

Warning not_exhaustive(const Searched& searched, const Settings& settings) {
  const std::vector<std::string> fills{std::to_string(searched.ranking.fitted),
                                       std::to_string(settings.beam)};
  if (searched.closed)
    return {"models_searched",
            {"there are too many models to fit each of them: {0} were fitted, among them every "
             "model one term away from the {1} best, and none is better; the best of all is not "
             "guaranteed",
             fills}};
  return {"models_searched",
          {"there are too many models to fit each of them: the search ended after {0} models, "
           "before it had looked around the {1} best; the best of all is not guaranteed",
           fills}};
}

Result<Found> by_search(const ListTable& table, const Aim& aim, const Settings& settings,
                        const Progress& progress) {
  const SearchSettings how{.criterion = aim.criterion,
                           .max_order = aim.max_order,
                           .beam = std::max<std::uint32_t>(1, settings.beam),
                           .keep = std::max(kShown, aim.compete),
                           .threshold = settings.threshold,
                           .threads = settings.threads};
  Searched searched = TRY(search_models(table, how, progress));
  Found found{.models = std::move(searched.ranking.models),
              .numbers = {{"max_order", aim.max_order},
                          {"beam", how.beam},
                          {"models_enumerated", static_cast<double>(searched.ranking.fitted)},
                          {"models_checked", static_cast<double>(searched.ranking.checked)},
                          {"models_admissible", static_cast<double>(searched.ranking.admissible)}},
              .warnings = {not_exhaustive(searched, settings)}};
  if (searched.no_score_below)
    found.numbers[aim.criterion == Criterion::bic ? "no_bic_below" : "no_aic_below"] =
        *searched.no_score_below;
  return found;
}

Result<Found> find_models(const ListTable& table, const Aim& aim, const Settings& settings,
                          const Progress& progress) {
  auto family = all_models(table.lists(), aim.max_order, kMostModels);
  if (family)
    return among_all(table, aim, std::move(*family), settings, progress);
  return by_search(table, aim, settings, progress);
}

std::vector<RankedModel> shown(const ListTable& table, const std::vector<Model>& models) {
  const std::vector<double> counts = as_real(table.counts());
  Fitter fitter(table.lists());
  std::vector<RankedModel> ranking;
  for (std::size_t i = 0; i < std::min(models.size(), kShown); ++i) {
    const Fit fit = fitter.fit_unchecked(counts, models[i]);
    ranking.push_back({.model = written(models[i]),
                       .terms = term_names(models[i].terms, table.names()),
                       .n_hat = fit.n_hat,
                       .bic = fit.bic,
                       .aic = fit.aic,
                       .deviance = fit.deviance,
                       .df = fit.df});
  }
  return ranking;
}

/// BCa limits of every nested set; those of the largest are the method's own.
Result<void> add_bootstrap(const ListTable& table, const Aim& aim, std::vector<Model> models,
                           const Settings& settings, const Progress& progress,
                           MethodResult& result) {
  if (aim.compete > 0 && models.size() > aim.compete)
    models.resize(aim.compete);
  NestedBootstrap nested =
      TRY(bootstrap_nested(table, models, *result.n_hat, settings.bootstrap, settings.seed,
                           kPurpose, settings.threads, progress));
  result.diagnostics.numbers["models_competing"] = static_cast<double>(models.size());
  for (std::size_t i = 0; i < nested.sizes.size(); ++i) {
    const Resampled& one = nested.resampled[i];
    if (one.has_bca())
      result.diagnostics.nested.push_back(
          {static_cast<std::uint32_t>(nested.sizes[i]), one.bca_95, one.bca_80});
  }
  tell(nested.resampled.back(), result);
  return {};
}

MethodResult refused(Method method, Warning why) {
  MethodResult result;
  result.method = method;
  result.refused = std::move(why);
  return result;
}

Result<MethodResult> best(Method method, const ListTable& table, const Settings& settings,
                          const Progress& progress) {
  if (table.lists() > kMostFittedLists)
    return refused(method, too_many_lists());
  const Aim aim = aim_of(method, table, settings);
  Found found = TRY(find_models(table, aim, settings, progress));
  if (found.models.empty())
    return refused(method, {"not_estimable", {"none of the models has a finite estimate", {}}});
  MethodResult result = described(table, found.models.front());
  result.method = method;
  result.diagnostics.numbers.merge(found.numbers);
  std::move(found.warnings.begin(), found.warnings.end(), std::back_inserter(result.warnings));
  result.diagnostics.ranking = shown(table, found.models);
  // AIC runs away on sparse tables (notes, lesson 9) and is shown but not counted: no bootstrap.
  if (!result.refused && aim.criterion == Criterion::bic)
    TRY(add_bootstrap(table, aim, std::move(found.models), settings, progress, result));
  return result;
}

}  // namespace

std::optional<Method> twin_of(Method method, const ListTable& table, const Settings& settings) {
  if (method != Method::bic && method != Method::aic)
    return std::nullopt;
  const Method twin = method == Method::bic ? Method::bic_order2 : Method::aic_order2;
  const Aim one = aim_of(method, table, settings), other = aim_of(twin, table, settings);
  return one.max_order == other.max_order && one.compete == other.compete ? std::optional(twin)
                                                                          : std::nullopt;
}

Result<MethodResult> best_bic_order2(const ListTable& table, const Settings& settings,
                                     const Progress& progress) {
  return best(Method::bic_order2, table, settings, progress);
}

Result<MethodResult> best_bic(const ListTable& table, const Settings& settings,
                              const Progress& progress) {
  return best(Method::bic, table, settings, progress);
}

Result<MethodResult> best_aic_order2(const ListTable& table, const Settings& settings,
                                     const Progress& progress) {
  return best(Method::aic_order2, table, settings, progress);
}

Result<MethodResult> best_aic(const ListTable& table, const Settings& settings,
                              const Progress& progress) {
  return best(Method::aic, table, settings, progress);
}

}  // namespace manumit::estimate
