// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "list_table.h"
#include "loglinear.h"

namespace manumit::estimate {

/// The posterior of a log-linear Poisson model (notes 4.1) with a flat prior on the intercept and
/// the single lists and N(0, 1) on each interaction: Silverman (2020), "Multiple-systems analysis
/// for the quantification of modern slavery", JRSS A 183(3), pp. 691-736, section 6.
///
/// Its logarithm is strictly concave, so it has one mode. It is a proper distribution just when the
/// main-effects model of the table has existence code 0: interactions cannot run away, because
/// their prior holds them, and the rest is what that model's likelihood must hold.
class LogLinearPosterior {
 public:
  LogLinearPosterior(const ListTable& table, const Model& model);

  /// The intercept, each list, then the interactions in the model's order.
  [[nodiscard]] std::size_t size() const { return sets_.size(); }
  [[nodiscard]] std::size_t interactions_from() const { return singles_; }

  /// Up to a constant, with its gradient. Time lists · 2^lists.
  [[nodiscard]] double log_density(std::span<const double> parameters,
                                   std::span<double> gradient) const;

  /// The mode, and the triangle W with W·Wᵀ the inverse of the curvature there: mode + W·z makes
  /// the posterior look like a standard normal one in z. Damped Newton. `found` is false where it
  /// did not come to rest, which a proper posterior does.
  struct Shape {
    bool found = false;
    std::vector<double> mode;
    std::vector<double> spread;  ///< W by rows; zero below its diagonal.
    [[nodiscard]] std::vector<double> unfold(std::span<const double> z) const;
    /// The gradient in z of what has this gradient in the parameters.
    void fold(std::span<const double> gradient, std::span<double> into) const;
  };
  [[nodiscard]] Shape shape() const;

 private:
  [[nodiscard]] std::vector<double> means(std::span<const double> parameters) const;
  [[nodiscard]] std::vector<double> curvature(std::span<const double> parameters) const;
  [[nodiscard]] bool climb(Shape& shape, const std::vector<double>& step, double& height,
                           std::vector<double>& gradient) const;

  std::vector<History> sets_;      ///< Of each parameter; the empty set is the intercept.
  std::vector<double> on_all_of_;  ///< People on every list of each set: the sufficient statistics.
  std::size_t singles_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace manumit::estimate
