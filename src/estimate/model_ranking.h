// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "loglinear.h"

/// Hierarchical models compared by BIC or AIC, those without an estimate left out (notes 4.5).
namespace manumit::estimate {

enum class Criterion : std::uint8_t { bic, aic };
/// Infinite where the fit came to nothing.
[[nodiscard]] double score_of(const Fit& fit, Criterion criterion);

/// Two scores nearer than this are taken for equal, so that rounding, which differs from compiler
/// to compiler, does not decide which of two equally good models is named.
inline constexpr double kSameScore = 1e-7;

/// A misfit (−2 log likelihood) below which no model with fewer of these terms can go; none where
/// the fit did not come to rest. A fit ends a little above the least misfit there is, by about the
/// stopping rule's part of the deviance; ten times that is given away.
[[nodiscard]] std::optional<double> least_misfit_of(const Fit& fit);

/// When the existence of a model's estimate is looked at: of each one, which tells how many models
/// are admissible, or only of those that could be among the best, which is quicker.
enum class Check : std::uint8_t { each, when_needed };

/// A model and its score; whether it has an estimate, once that was looked at.
struct Scored {
  Model model;
  double score = 0;
  std::optional<bool> admissible;
};
/// Fits each model, in pieces for up to `threads` threads.
[[nodiscard]] Result<std::vector<Scored>> score_all(std::span<const double> counts,
                                                    std::vector<Model> models, Criterion criterion,
                                                    Check check, unsigned threads,
                                                    const Progress& progress);

/// Best score first; of equal scores the model with fewer terms first, then the one whose terms
/// come first. The order of `scored` does not matter.
void sort_by_score(std::vector<Scored>& scored);

/// The admissible models, best first, at most `keep` (0: all), with what it took to find them.
struct Ranking {
  std::vector<Model> models;
  std::uint64_t fitted = 0;
  std::uint64_t checked = 0;
  std::uint64_t admissible = 0;  ///< Of those checked.
};
/// Checks what is not yet checked, but no more than `keep` needs: the same result as of checking
/// each, because a model that is no better than those kept changes nothing.
[[nodiscard]] Ranking ranked(std::vector<Scored> scored, std::span<const double> counts,
                             Fitter& fitter, std::size_t keep);

}  // namespace manumit::estimate
