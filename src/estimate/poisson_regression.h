// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "least_squares.h"

namespace manumit::estimate {

/// A Poisson regression with logarithmic link, by iteratively reweighted least squares: Nelder and
/// Wedderburn (1972), Journal of the Royal Statistical Society A 135(3), pp. 370-384. The start and
/// the stopping rule are those of R's glm, because they decide the last digits, and by them figures
/// can be compared with the reference packages.
///
/// Those rounds can run away although the maximum is finite, where one list is hardly on another.
/// What they leave is then no estimate, so the way is gone again with shorter steps, each of which
/// must make the fit better: the likelihood is concave, and there is one summit to come to.
class PoissonRegression {
 public:
  /// A new problem; all counts and the design are zero until they are set.
  void shape(std::size_t rows, std::size_t columns);
  /// One column of the design. Together the columns must be able to give all cells the same mean.
  [[nodiscard]] double* design(std::size_t j) { return design_.data() + j * solver_.stride(); }
  /// Counts, perhaps not whole (the profile likelihood asks for halves of people).
  [[nodiscard]] std::span<double> counts() { return {counts_.data(), rows_}; }

  /// True if it came to rest, within 25 of R's rounds or 200 careful ones; if not, nothing below is
  /// an estimate.
  bool run();

  [[nodiscard]] std::span<const double> coefficients() const { return coefficients_; }
  [[nodiscard]] std::span<const double> means() const { return {means_.data(), rows_}; }
  [[nodiscard]] double deviance() const { return deviance_; }
  /// Of the last column's coefficient; infinite when the columns before give that column.
  [[nodiscard]] double last_standard_error() const;

 private:
  bool run_as_r_does();
  bool run_carefully();
  void round();
  [[nodiscard]] bool start_flat();
  std::span<const double> uphill();
  [[nodiscard]] double step();
  std::span<const double> solve();
  void stand_at(std::span<const double> coefficients);
  [[nodiscard]] double current_deviance() const;

  std::size_t rows_ = 0, columns_ = 0;
  LeastSquares solver_;
  std::vector<double> design_, counts_, log_counts_, means_, logs_, roots_;
  // Of the careful way: coefficients before a step and after it; rows, the heaviest first.
  std::vector<double> here_, there_;
  std::vector<std::size_t> order_;
  std::span<const double> coefficients_;
  double deviance_ = 0;
  double rounding_ = 0;  ///< Of the deviance.
};

}  // namespace manumit::estimate
