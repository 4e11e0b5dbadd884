// SPDX-License-Identifier: Apache-2.0
#include "poisson_regression.h"

#include <cmath>
#include <limits>

namespace manumit::estimate {

namespace {

constexpr double kStartAdds = 0.1;  // A mean of 0 has no logarithm to start from.
constexpr int kMostRounds = 25;
constexpr double kAtRest = 1e-8;
constexpr double kBesideZero = 0.1;  // Keeps the rule sensible for a perfect fit.

}  // namespace

void PoissonRegression::shape(std::size_t rows, std::size_t columns) {
  rows_ = rows;
  columns_ = columns;
  solver_.shape(rows, columns);
  const std::size_t stride = solver_.stride();
  design_.assign(columns * stride, 0.0);
  for (std::vector<double>* each : {&counts_, &log_counts_, &means_, &logs_, &roots_})
    each->assign(stride, 0.0);
}

double PoissonRegression::current_deviance() const {
  double half = 0;
  for (std::size_t i = 0; i < rows_; ++i) {
    const double y = counts_[i];
    // y log(y / mean) - (y - mean); the first part is 0 where nobody was counted.
    half += y * (log_counts_[i] - logs_[i]) - (y - means_[i]);
  }
  return 2 * half;
}

void PoissonRegression::round() {
  const std::size_t stride = solver_.stride();
  double* wanted = solver_.wanted();
  for (std::size_t i = 0; i < rows_; ++i) {
    const double root = std::sqrt(means_[i]);
    roots_[i] = root;
    wanted[i] = root * (logs_[i] + (counts_[i] - means_[i]) / means_[i]);
  }
  for (std::size_t i = rows_; i < stride; ++i)
    wanted[i] = 0;
  for (std::size_t j = 0; j < columns_; ++j) {
    const double* zeros_and_ones = design(j);
    double* weighted = solver_.column(j);
    for (std::size_t i = 0; i < stride; ++i)
      weighted[i] = roots_[i] * zeros_and_ones[i];
  }
  coefficients_ = solver_.solve();
  logs_.assign(stride, 0.0);
  for (std::size_t j = 0; j < columns_; ++j) {
    const double* zeros_and_ones = design(j);
    const double by = coefficients_[j];
    for (std::size_t i = 0; i < stride; ++i)
      logs_[i] += by * zeros_and_ones[i];
  }
  for (std::size_t i = 0; i < rows_; ++i)
    means_[i] = std::exp(logs_[i]);
}

bool PoissonRegression::run() {
  for (std::size_t i = 0; i < rows_; ++i) {
    log_counts_[i] = counts_[i] > 0 ? std::log(counts_[i]) : 0;
    means_[i] = counts_[i] + kStartAdds;
    logs_[i] = std::log(means_[i]);
  }
  deviance_ = current_deviance();
  for (int rounds = 0; rounds < kMostRounds; ++rounds) {
    const double before = deviance_;
    round();
    deviance_ = current_deviance();
    if (!std::isfinite(deviance_))
      return false;
    if (std::fabs(deviance_ - before) / (std::fabs(deviance_) + kBesideZero) < kAtRest)
      return true;
  }
  return false;
}

double PoissonRegression::last_standard_error() const {
  const double pivot = solver_.last_pivot();
  return pivot > 0 ? 1 / pivot : std::numeric_limits<double>::infinity();
}

}  // namespace manumit::estimate
