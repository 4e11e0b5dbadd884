// SPDX-License-Identifier: Apache-2.0
#include "model_ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/parallel.h"
#include "model_space.h"
#include "watch.h"

namespace manumit::estimate {
namespace {

// Models fitted in one piece of work: long enough that starting one costs nothing beside it.
constexpr std::size_t kPiece = 128;

/// The score in steps of what counts as equal; whatever is no number stands last.
double step_of(double score) {
  return std::isfinite(score) ? std::nearbyint(score / kSameScore)
                              : std::numeric_limits<double>::infinity();
}

bool comes_before(const Scored& a, const Scored& b) {
  const double step_a = step_of(a.score), step_b = step_of(b.score);
  if (step_a != step_b)
    return step_a < step_b;
  if (a.model.terms.size() != b.model.terms.size())
    return a.model.terms.size() < b.model.terms.size();
  return std::lexicographical_compare(a.model.terms.begin(), a.model.terms.end(),
                                      b.model.terms.begin(), b.model.terms.end(), stands_before);
}

void score(Scored& one, std::span<const double> counts, Fitter& fitter, Criterion criterion,
           Check check) {
  one.score = score_of(fitter.fit_unchecked(counts, one.model), criterion);
  if (check == Check::each)
    one.admissible = fitter.existence_code(counts, one.model) == 0;
}

}  // namespace

double score_of(const Fit& fit, Criterion criterion) {
  if (!std::isfinite(fit.intercept))
    return std::numeric_limits<double>::infinity();
  return criterion == Criterion::bic ? fit.bic : fit.aic;
}

std::optional<double> least_misfit_of(const Fit& fit) {
  constexpr double kGivenAway = 1e-7;
  if (!fit.converged || !std::isfinite(fit.intercept))
    return std::nullopt;
  return -2 * fit.log_likelihood - kGivenAway * (fit.deviance + 1);
}

Result<std::vector<Scored>> score_all(std::span<const double> counts, std::vector<Model> models,
                                      Criterion criterion, Check check, unsigned threads,
                                      const Progress& progress) {
  std::vector<Scored> scored(models.size());
  for (std::size_t i = 0; i < models.size(); ++i)
    scored[i].model = std::move(models[i]);
  const std::size_t pieces = (scored.size() + kPiece - 1) / kPiece;
  Watch watch(progress, pieces);
  TRY(parallel_for(pieces, threads, [&](std::size_t piece) -> Result<void> {
    const std::size_t from = piece * kPiece, to = std::min(from + kPiece, scored.size());
    Fitter fitter(scored[from].model.lists);
    for (std::size_t i = from; i < to; ++i)
      score(scored[i], counts, fitter, criterion, check);
    return watch.tick();
  }));
  return scored;
}

void sort_by_score(std::vector<Scored>& scored) {
  std::sort(scored.begin(), scored.end(), comes_before);
}

Ranking ranked(std::vector<Scored> scored, std::span<const double> counts, Fitter& fitter,
               std::size_t keep) {
  sort_by_score(scored);
  Ranking ranking;
  ranking.fitted = scored.size();
  for (Scored& one : scored) {
    const bool wanted = keep == 0 || ranking.models.size() < keep;
    if (!one.admissible && wanted && std::isfinite(one.score))
      one.admissible = fitter.existence_code(counts, one.model) == 0;
    if (!one.admissible)
      continue;
    ++ranking.checked;
    if (!*one.admissible)
      continue;
    ++ranking.admissible;
    if (wanted && std::isfinite(one.score))
      ranking.models.push_back(std::move(one.model));
  }
  return ranking;
}

}  // namespace manumit::estimate
