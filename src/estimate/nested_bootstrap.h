// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "answer.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "list_table.h"
#include "loglinear.h"
#include "resample.h"

namespace manumit::estimate {

/// Chooses, on any counts, the model of lowest BIC among the first 1, the first 2 … of some models.
///
/// Not every model is fitted: the likelihood of a model is at most that of any larger one, so where
/// a larger one has been fitted and the smaller could not win even with its likelihood, the smaller
/// is passed over; and whether a model's estimate exists is asked only where the model would win.
/// The choice is that of fitting and checking every one. Belongs to one thread.
class NestedChoice {
 public:
  /// `sizes` rise, and the last is not above the number of models. `fit_each` fits every model, for
  /// comparison.
  NestedChoice(std::span<const Model> models, std::span<const std::size_t> sizes,
               bool fit_each = false);

  /// The estimate of everyone by the model chosen among the first `sizes[i]`, infinite when none of
  /// them has a finite one.
  void choose(std::span<const double> counts, std::span<double> n_hats);
  [[nodiscard]] std::uint64_t fitted() const { return fits_; }

 private:
  struct Known {
    std::uint64_t terms = 0;
    double misfit = 0;  ///< No smaller model goes below it.
  };
  [[nodiscard]] double least_misfit(std::uint64_t terms) const;
  Fit fit(std::span<const double> counts, const Model& model, std::uint64_t terms);
  void fit_the_largest(std::span<const double> counts);

  std::span<const Model> models_;
  std::vector<std::size_t> sizes_;
  bool bounded_ = false;              ///< Terms fit into one word.
  std::vector<std::uint64_t> terms_;  ///< Of each model, as bits.
  std::vector<Model> largest_;        ///< All terms, and all without one of them.
  std::vector<std::uint64_t> largest_terms_;
  std::vector<Known> known_;  ///< Of these counts.
  Fitter fitter_;
  std::uint64_t fits_ = 0;
};

/// The sizes of nested sets for which limits are kept: at most some 25, the last one `models`.
[[nodiscard]] std::vector<std::size_t> nested_sizes(std::size_t models);

/// A bootstrap in which the first 1, 2 … of the ranked models compete (Silverman, Chan and Vincent
/// 2024; notes 4.5), from the same resamples and jackknife for every set.
struct NestedBootstrap {
  std::vector<std::size_t> sizes;
  std::vector<Resampled> resampled;  ///< For each size.
};
[[nodiscard]] Result<NestedBootstrap> bootstrap_nested(const ListTable& table,
                                                       std::span<const Model> ranked, double n_hat,
                                                       std::uint32_t replicates, std::uint64_t seed,
                                                       std::string_view purpose, unsigned threads,
                                                       const Progress& progress);

}  // namespace manumit::estimate
