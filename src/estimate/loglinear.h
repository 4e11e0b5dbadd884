// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer.h"
#include "list_table.h"

namespace manumit::estimate {

/// Log-linear models are fitted to at most so many lists: twelve are 4,095 cells and, with every
/// pair, 79 terms, some hundredths of a second a fit, and a choice takes hundreds of fits; each
/// list more doubles the cells. Beyond, lists are to be merged first; every method that fits such
/// models refuses with `too_many_lists`.
inline constexpr int kMostFittedLists = 12;

/// An interaction: the lists in it as bits, two or more.
using Term = History;

/// A hierarchical log-linear model: intercept and all single lists are always in, and every subset
/// of a term with two or more lists is a term too. Terms stand by size, then as (1,2), (1,3), …
struct Model {
  int lists = 0;
  std::vector<Term> terms;
  friend bool operator==(const Model&, const Model&) = default;
};
[[nodiscard]] Model main_effects_of(int lists);
/// The smallest hierarchical model with these terms: with all their parts.
[[nodiscard]] Model hierarchical(int lists, std::span<const Term> generators);
/// "[12,13,4]": maximal terms, larger first, lists numbered from 1; from ten lists on "[1.2,10]".
[[nodiscard]] std::string written(const Model& model);
[[nodiscard]] Result<Model> parse_model(std::string_view text, int lists);
/// "A:B" for each term.
[[nodiscard]] std::vector<std::string> term_names(std::span<const Term> terms,
                                                  const std::vector<std::string>& lists);

/// One fit. When `existence_code` is not 0 there is no number to show, only the code.
struct Fit {
  int existence_code = 0;  ///< e + 2r (notes 4.2).
  bool converged = false;  ///< If not, `n_hat` and `intercept` are infinite: no number either.
  double n_hat = 0;
  double intercept = 0;     ///< log of the unseen mean.
  double se_intercept = 0;  ///< Reckoned only by `fit_in_full`.
  double deviance = 0;
  double log_likelihood = 0;
  double aic = 0;
  double bic = 0;
  int parameters = 0;
  int df = 0;
  std::vector<Term> at_minus_infinity;  ///< Terms of any size, single lists too.
};

/// Fits hierarchical models to tables over the same number of lists. It keeps its memory and the
/// existence codes it has met, so it belongs to one thread. Counts are by history, 2^lists long,
/// [0] unused.
class Fitter {
 public:
  explicit Fitter(int lists);
  Fitter(Fitter&&) noexcept;
  Fitter& operator=(Fitter&&) noexcept;
  ~Fitter();

  /// The fit without its existence check (the code says 0 whatever it would be) and without se.
  [[nodiscard]] Fit fit_unchecked(std::span<const double> counts, const Model& model);
  /// Checked; n_hat only meaningful when the code is 0 and the fit came to rest.
  [[nodiscard]] Fit fit(std::span<const double> counts, const Model& model);
  /// Checked, with the standard error and the fitted means by history ([0] the unseen mean).
  [[nodiscard]] Fit fit_in_full(std::span<const double> counts, const Model& model,
                                std::vector<double>& fitted);
  /// The means by history when the unseen are a cell like the others and so many, not always whole:
  /// what a profile likelihood asks. Only where the model's code is 0.
  void fit_complete(std::span<const double> counts, const Model& model, double unseen,
                    std::vector<double>& fitted);
  [[nodiscard]] int existence_code(std::span<const double> counts, const Model& model);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

[[nodiscard]] std::vector<double> as_real(std::span<const std::uint64_t> counts);
/// For each history, the sum over all histories that hold it; [0] is the sum of all but [0] itself.
[[nodiscard]] std::vector<double> on_all_of_each(std::span<const double> by_history);

/// Forward stepwise (notes 4.3) on any counts.
struct Walk {
  Model model;
  Fit fit;
  std::vector<WalkStep> steps;  ///< Filled only when `names` are given.
};
[[nodiscard]] Walk walk_forward(Fitter& fitter, std::span<const double> counts, int lists,
                                double threshold, const std::vector<std::string>* names = nullptr);

}  // namespace manumit::estimate
