// SPDX-License-Identifier: Apache-2.0
#include "poisson_regression.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace manumit::estimate {

namespace {

constexpr double kStartAdds = 0.1;  // A mean of 0 has no logarithm to start from.
constexpr int kMostRounds = 25;
constexpr double kAtRest = 1e-8;
constexpr double kBesideZero = 0.1;  // Keeps the rule sensible for a perfect fit.

// The careful way: from equal means no coefficient has more than some thirty to go.
constexpr int kMostCarefulRounds = 200;
constexpr double kMostMove = 1;
constexpr int kMostHalvings = 50;
// The deviance is a sum of y log y, so of many people it is known only to this part of their
// number.
constexpr double kRounding = 1e-14;

bool at_rest(double before, double after) {
  return std::fabs(after - before) / (std::fabs(after) + kBesideZero) < kAtRest;
}

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

// Of what is wanted, each row weighted by its root.
std::span<const double> PoissonRegression::solve() {
  const std::size_t stride = solver_.stride();
  std::fill(solver_.wanted() + rows_, solver_.wanted() + stride, 0.0);
  for (std::size_t j = 0; j < columns_; ++j) {
    const double* entries = design(j);
    double* weighted = solver_.column(j);
    for (std::size_t i = 0; i < stride; ++i)
      weighted[i] = roots_[i] * entries[i];
  }
  return solver_.solve();
}

void PoissonRegression::stand_at(std::span<const double> coefficients) {
  const std::size_t stride = solver_.stride();
  coefficients_ = coefficients;
  logs_.assign(stride, 0.0);
  for (std::size_t j = 0; j < columns_; ++j) {
    const double* entries = design(j);
    const double by = coefficients_[j];
    for (std::size_t i = 0; i < stride; ++i)
      logs_[i] += by * entries[i];
  }
  for (std::size_t i = 0; i < rows_; ++i)
    means_[i] = std::exp(logs_[i]);
  deviance_ = current_deviance();
}

void PoissonRegression::round() {
  double* wanted = solver_.wanted();
  for (std::size_t i = 0; i < rows_; ++i) {
    roots_[i] = std::sqrt(means_[i]);
    wanted[i] = roots_[i] * (logs_[i] + (counts_[i] - means_[i]) / means_[i]);
  }
  stand_at(solve());
}

bool PoissonRegression::run_as_r_does() {
  for (std::size_t i = 0; i < rows_; ++i) {
    log_counts_[i] = counts_[i] > 0 ? std::log(counts_[i]) : 0;
    means_[i] = counts_[i] + kStartAdds;
    logs_[i] = std::log(means_[i]);
  }
  deviance_ = current_deviance();
  for (int rounds = 0; rounds < kMostRounds; ++rounds) {
    const double before = deviance_;
    round();
    if (!std::isfinite(deviance_))
      return false;
    if (at_rest(before, deviance_))
      return true;
  }
  return false;
}

// All cells have the same mean: no margin is worse off than it must be.
bool PoissonRegression::start_flat() {
  const double people = std::accumulate(counts_.begin(), counts_.end(), 0.0);
  if (!(people > 0))
    return false;
  rounding_ = kRounding * people;
  std::fill(roots_.begin(), roots_.begin() + static_cast<std::ptrdiff_t>(rows_), 1.0);
  std::fill(solver_.wanted(), solver_.wanted() + rows_,
            std::log(people / static_cast<double>(rows_)));
  const std::span<const double> flat = solve();
  here_.assign(flat.begin(), flat.end());
  there_.resize(columns_);
  order_.resize(rows_);
  stand_at(here_);
  return true;
}

// The way to the summit as the hill stands here. Weights can span forty powers of ten, and
// reflections carry that only when the heavy rows come first: Powell and Reid (1969), "On applying
// Householder transformations to linear least squares problems", Information Processing 68,
// pp. 122-126 (pages not checked).
std::span<const double> PoissonRegression::uphill() {
  for (std::size_t i = 0; i < rows_; ++i) {
    order_[i] = i;
    roots_[i] = std::sqrt(means_[i]);
  }
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t a, std::size_t b) { return roots_[a] > roots_[b]; });
  double* wanted = solver_.wanted();
  for (std::size_t i = 0; i < rows_; ++i) {
    const std::size_t row = order_[i];
    wanted[i] = roots_[row] > 0 ? (counts_[row] - means_[row]) / roots_[row] : 0;
    for (std::size_t j = 0; j < columns_; ++j)
      solver_.column(j)[i] = roots_[row] * design(j)[row];
  }
  return solver_.solve();
}

// One step uphill, no coefficient further than `kMostMove`, halved while it makes the fit worse:
// the part of it that was taken, 0 if none helps.
double PoissonRegression::step() {
  const std::span<const double> move = uphill();
  double furthest = kMostMove;
  for (const double by : move)
    furthest = std::max(furthest, std::fabs(by));
  const double before = deviance_;
  double part = kMostMove / furthest;
  for (int halvings = 0; halvings < kMostHalvings; ++halvings, part /= 2) {
    for (std::size_t j = 0; j < columns_; ++j)
      there_[j] = here_[j] + part * move[j];
    stand_at(there_);
    if (deviance_ <= before + rounding_) {
      here_.swap(there_);  // `coefficients_` goes along with the memory.
      return part;
    }
  }
  return 0;
}

bool PoissonRegression::run_carefully() {
  if (!start_flat())
    return false;
  for (int rounds = 0; rounds < kMostCarefulRounds; ++rounds) {
    const double before = deviance_;
    const double part = step();
    if (part == 0)
      return false;
    // A shortened step may change little and yet have far to go.
    if (part == 1 && (at_rest(before, deviance_) || std::fabs(deviance_ - before) <= rounding_))
      return true;
  }
  return false;
}

bool PoissonRegression::run() {
  return run_as_r_does() || run_carefully();
}

double PoissonRegression::last_standard_error() const {
  const double pivot = solver_.last_pivot();
  return pivot > 0 ? 1 / pivot : std::numeric_limits<double>::infinity();
}

}  // namespace manumit::estimate
