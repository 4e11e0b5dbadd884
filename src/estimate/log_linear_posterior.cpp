// SPDX-License-Identifier: Apache-2.0
#include "log_linear_posterior.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace manumit::estimate {
namespace {

constexpr int kMostRounds = 200;
constexpr int kMostHalvings = 60;
constexpr double kAtRest = 1e-8;  // Of the gradient in units of the posterior's own spread.

/// Each set's number becomes the sum over its subsets.
void sum_over_subsets(std::vector<double>& by_set) {
  for (std::size_t bit = 1; bit < by_set.size(); bit *= 2)
    for (std::size_t set = 0; set < by_set.size(); ++set)
      if ((set & bit) != 0)
        by_set[set] += by_set[set ^ bit];
}

/// Each set's number becomes the sum over the sets that hold it.
void sum_over_supersets(std::vector<double>& by_set) {
  for (std::size_t bit = 1; bit < by_set.size(); bit *= 2)
    for (std::size_t set = 0; set < by_set.size(); ++set)
      if ((set & bit) == 0)
        by_set[set] += by_set[set | bit];
}

/// The lower triangle L with L·Lᵀ = a, by rows, in place; false where a is not positive definite.
bool cholesky(std::vector<double>& a, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i * size + j];
      for (std::size_t k = 0; k < j; ++k)
        sum -= a[i * size + k] * a[j * size + k];
      if (i == j && !(sum > 0))
        return false;
      a[i * size + j] = i == j ? std::sqrt(sum) : sum / a[j * size + j];
    }
  return true;
}

/// The transposed inverse of a lower triangle, by rows: an upper one.
std::vector<double> transposed_inverse(const std::vector<double>& lower, std::size_t size) {
  std::vector<double> out(size * size, 0.0);
  for (std::size_t column = 0; column < size; ++column)
    for (std::size_t i = column; i < size; ++i) {
      double sum = i == column ? 1.0 : 0.0;
      for (std::size_t k = column; k < i; ++k)
        sum -= lower[i * size + k] * out[column * size + k];
      out[column * size + i] = sum / lower[i * size + i];
    }
  return out;
}

double length_of(std::span<const double> vector) {
  double sum = 0;
  for (const double x : vector)
    sum += x * x;
  return std::sqrt(sum);
}

}  // namespace

LogLinearPosterior::LogLinearPosterior(const ListTable& table, const Model& model)
    : singles_(static_cast<std::size_t>(table.lists()) + 1), cells_(table.counts().size()) {
  sets_.push_back(0);
  for (int list = 0; list < table.lists(); ++list)
    sets_.push_back(History{1} << list);
  sets_.insert(sets_.end(), model.terms.begin(), model.terms.end());
  std::vector<double> people = as_real(table.counts());
  sum_over_supersets(people);
  for (const History set : sets_)
    on_all_of_.push_back(people[set]);
}

/// The expected people of each history; 0 for the history that cannot be seen.
std::vector<double> LogLinearPosterior::means(std::span<const double> parameters) const {
  std::vector<double> by_history(cells_, 0.0);
  for (std::size_t i = 0; i < sets_.size(); ++i)
    by_history[sets_[i]] = parameters[i];
  sum_over_subsets(by_history);
  for (double& mean : by_history)
    mean = std::exp(mean);
  by_history[0] = 0;
  return by_history;
}

double LogLinearPosterior::log_density(std::span<const double> parameters,
                                       std::span<double> gradient) const {
  std::vector<double> expected = means(parameters);
  sum_over_supersets(expected);
  double sum = -expected[0];
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    sum += parameters[i] * on_all_of_[i];
    gradient[i] = on_all_of_[i] - expected[sets_[i]];
    if (i >= singles_) {
      sum -= parameters[i] * parameters[i] / 2;
      gradient[i] -= parameters[i];
    }
  }
  return std::isfinite(sum) ? sum : -std::numeric_limits<double>::infinity();
}

/// Minus the second derivative: of two sets, the people expected on all lists of both.
std::vector<double> LogLinearPosterior::curvature(std::span<const double> parameters) const {
  std::vector<double> expected = means(parameters);
  sum_over_supersets(expected);
  const std::size_t size = sets_.size();
  std::vector<double> out(size * size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      out[i * size + j] = expected[sets_[i] | sets_[j]] + (i == j && i >= singles_ ? 1.0 : 0.0);
  return out;
}

LogLinearPosterior::Shape LogLinearPosterior::shape() const {
  const std::size_t size = sets_.size();
  Shape shape;
  // The same number in every cell: far from the mode perhaps, but never where there is nothing.
  shape.mode.assign(size, 0.0);
  shape.mode[0] = std::log(on_all_of_[0] / static_cast<double>(cells_ - 1));
  std::vector<double> gradient(size);
  std::vector<double> folded(size);
  double height = log_density(shape.mode, gradient);
  for (int round = 0; round < kMostRounds; ++round) {
    std::vector<double> lower = curvature(shape.mode);
    if (!cholesky(lower, size))
      return shape;
    shape.spread = transposed_inverse(lower, size);
    shape.fold(gradient, folded);
    shape.found = length_of(folded) < kAtRest;
    if (shape.found || !climb(shape, folded, height, gradient))
      return shape;
  }
  return shape;
}

/// A Newton step, halved until it leads up. Close to the top two heights differ by less than their
/// last digits can tell, so as much down is let pass.
bool LogLinearPosterior::climb(Shape& shape, const std::vector<double>& step, double& height,
                               std::vector<double>& gradient) const {
  const double room = 1e-9 * (1 + std::fabs(height));
  std::vector<double> shorter = step;
  for (int halvings = 0; halvings < kMostHalvings; ++halvings) {
    std::vector<double> next = shape.unfold(shorter);
    const double next_height = log_density(next, gradient);
    if (next_height > height - room) {
      shape.mode = std::move(next);
      height = next_height;
      return true;
    }
    for (double& part : shorter)
      part /= 2;
  }
  return false;
}

std::vector<double> LogLinearPosterior::Shape::unfold(std::span<const double> z) const {
  std::vector<double> out = mode;
  for (std::size_t i = 0; i < out.size(); ++i)
    for (std::size_t j = i; j < out.size(); ++j)
      out[i] += spread[i * out.size() + j] * z[j];
  return out;
}

void LogLinearPosterior::Shape::fold(std::span<const double> gradient,
                                     std::span<double> into) const {
  const std::size_t size = mode.size();
  std::fill(into.begin(), into.end(), 0.0);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = i; j < size; ++j)
      into[j] += spread[i * size + j] * gradient[i];
}

}  // namespace manumit::estimate
