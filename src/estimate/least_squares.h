// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace manumit::estimate {

/// Least squares by Householder reflections, never by normal equations: fitted means span ten
/// powers of ten on sparse lists, and squaring them would lose what is asked for.
///
/// The matrix stands by columns, each `stride()` long; rows beyond `rows` are zero and stay so. It
/// keeps its memory from one problem to the next, because a bootstrap solves thousands of small
/// ones. A column that the ones before it give already (to 1e-11 of its length, as in LINPACK's
/// dqrdc2 under R's lm and glm) gets the coefficient 0. Time 2 · rows · columns².
class LeastSquares {
 public:
  void shape(std::size_t rows, std::size_t columns);

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t stride() const { return stride_; }
  [[nodiscard]] double* column(std::size_t j) { return matrix_.data() + j * stride_; }
  /// What the columns are to add up to; destroyed by `solve`, as are the columns.
  [[nodiscard]] double* wanted() { return matrix_.data() + columns_ * stride_; }

  /// The coefficients; they stay until the next `solve`.
  std::span<const double> solve();
  /// Of the last column: its length beside all others, 0 if they give it. One over it is the
  /// standard error of the last coefficient, when the rows were weighted.
  [[nodiscard]] double last_pivot() const { return last_pivot_; }
  [[nodiscard]] std::size_t rank() const { return rank_; }

 private:
  void reflect(std::size_t j, double pivot, double squared);
  void substitute();

  std::size_t rows_ = 0, columns_ = 0, stride_ = 0;
  std::vector<double> matrix_;   ///< The columns, then what is wanted.
  std::vector<double> mirror_;   ///< The reflection of one step.
  std::vector<double> lengths_;  ///< Of the columns, squared, before anything was taken away.
  std::vector<double> coefficients_;
  std::vector<std::size_t> pivots_;  ///< Columns that count, by the row of their pivot.
  std::size_t rank_ = 0;
  double last_pivot_ = 0;
};

}  // namespace manumit::estimate
