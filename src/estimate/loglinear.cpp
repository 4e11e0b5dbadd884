// SPDX-License-Identifier: Apache-2.0
#include "loglinear.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

#include "base/check.h"
#include "existence.h"
#include "fast_draws.h"
#include "poisson_regression.h"

namespace manumit::estimate {

namespace {

// Codes kept at most; beyond, the memory starts anew. Resamples of one table hardly reach it.
constexpr std::size_t kMostCodes = 20'000;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

}  // namespace

std::vector<double> as_real(std::span<const std::uint64_t> counts) {
  std::vector<double> out;
  out.reserve(counts.size());
  for (const std::uint64_t count : counts)
    out.push_back(static_cast<double>(count));
  return out;
}

std::vector<double> on_all_of_each(std::span<const double> by_history) {
  std::vector<double> sums(by_history.begin(), by_history.end());
  sums[0] = 0;
  for (std::size_t bit = 1; bit < sums.size(); bit *= 2)
    for (std::size_t history = 0; history < sums.size(); ++history)
      if ((history & bit) == 0)
        sums[history] += sums[history | bit];
  return sums;
}

/// What one fit works with; the memory stays from one to the next.
struct Fitter::Inside {
  int lists = 0;
  std::vector<double> sums;             // People on all lists of each history.
  std::vector<Term> finite;             // Larger terms first, the empty one, the unseen, last.
  std::vector<Term> at_minus_infinity;  // Terms that nobody's history holds.
  std::vector<bool> dropped;            // Cells that such a term makes impossible.
  std::vector<History> cells;           // The others.
  std::vector<bool> positive;           // Of those, with people.
  PoissonRegression regression;
  // By the terms, then by which cells have people: the code depends on nothing else.
  std::map<std::vector<Term>, std::map<std::vector<bool>, int>> codes;
  std::size_t codes_kept = 0;

  void prepare(std::span<const double> counts, const Model& model);
  [[nodiscard]] int code(std::span<const double> counts, const Model& model);
  [[nodiscard]] Fit estimate(std::span<const double> counts, const Model& model);
  [[nodiscard]] Fit outline(const Model& model) const;
  void load(std::span<const double> counts);
  void spread_means(std::vector<double>& fitted) const;
  [[nodiscard]] double saturated_log_likelihood(std::span<const double> counts) const;

 private:
  void sort_out(Term term);
};

// The extended estimate (notes 4.2): a term that nobody's history holds goes to minus infinity,
// with every cell in which it stands; the rest is an ordinary fit.
void Fitter::Inside::sort_out(Term term) {
  if (sums[term] > 0) {
    finite.push_back(term);
    return;
  }
  at_minus_infinity.push_back(term);
  for (std::size_t cell = term; cell < dropped.size(); cell = (cell + 1) | term)
    dropped[cell] = true;
}

void Fitter::Inside::prepare(std::span<const double> counts, const Model& model) {
  MANUMIT_CHECK(model.lists == lists && counts.size() == std::size_t{1} << lists);
  sums = on_all_of_each(counts);
  finite.clear();
  at_minus_infinity.clear();
  dropped.assign(counts.size(), false);
  for (int j = 0; j < lists; ++j)
    sort_out(Term{1} << j);
  for (const Term term : model.terms)
    sort_out(term);
  std::reverse(finite.begin(), finite.end());
  finite.push_back(0);
  cells.clear();
  positive.clear();
  for (History cell = 1; cell < counts.size(); ++cell) {
    if (dropped[cell])
      continue;
    cells.push_back(cell);
    positive.push_back(counts[cell] > 0);
  }
}

int Fitter::Inside::code(std::span<const double> counts, const Model& model) {
  if (surely_exists(cells, positive, finite))
    return 0;
  if (codes_kept >= kMostCodes) {
    codes.clear();
    codes_kept = 0;
  }
  std::vector<bool> with_people;
  with_people.reserve(counts.size());
  for (std::size_t cell = 1; cell < counts.size(); ++cell)
    with_people.push_back(counts[cell] > 0);
  const auto [place, is_new] = codes[model.terms].try_emplace(std::move(with_people), 0);
  if (is_new) {
    place->second = existence_of(cells, positive, finite);
    ++codes_kept;
  }
  return place->second;
}

// The fit's frame: all that needs no estimate.
Fit Fitter::Inside::outline(const Model& model) const {
  Fit fit;
  fit.n_hat = fit.intercept = kInfinite;
  fit.parameters = 1 + lists + static_cast<int>(model.terms.size());
  fit.df = static_cast<int>(cells.size()) - static_cast<int>(finite.size());
  fit.at_minus_infinity = at_minus_infinity;
  return fit;
}

void Fitter::Inside::load(std::span<const double> counts) {
  regression.shape(cells.size(), finite.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    regression.counts()[i] = counts[cells[i]];
  for (std::size_t j = 0; j < finite.size(); ++j) {
    double* column = regression.design(j);
    for (std::size_t i = 0; i < cells.size(); ++i)
      column[i] = (finite[j] & ~cells[i]) == 0 ? 1 : 0;
  }
}

void Fitter::Inside::spread_means(std::vector<double>& fitted) const {
  fitted.assign(dropped.size(), 0.0);
  for (std::size_t i = 0; i < cells.size(); ++i)
    fitted[cells[i]] = regression.means()[i];
}

// Of the model that gives every cell what was counted; the deviance is twice the way down from it.
double Fitter::Inside::saturated_log_likelihood(std::span<const double> counts) const {
  double sum = 0;
  for (const History cell : cells)
    if (const double y = counts[cell]; y > 1)
      sum += y * std::log(y) - y - log_factorial(static_cast<std::uint64_t>(y));
    else if (y > 0)
      sum -= 1;
  return sum;
}

Fit Fitter::Inside::estimate(std::span<const double> counts, const Model& model) {
  Fit fit = outline(model);
  load(counts);
  fit.converged = regression.run();
  fit.deviance = std::max(regression.deviance(), 0.0);  // Below nought there is only rounding.
  if (cells.empty() || !fit.converged)
    return fit;
  fit.intercept = regression.coefficients().back();
  fit.n_hat = sums[0] + std::exp(fit.intercept);
  fit.log_likelihood = saturated_log_likelihood(counts) - fit.deviance / 2;
  fit.aic = 2.0 * fit.parameters - 2 * fit.log_likelihood;
  fit.bic = fit.parameters * std::log(sums[0]) - 2 * fit.log_likelihood;
  return fit;
}

Fitter::Fitter(int lists) : inside_(std::make_unique<Inside>()) {
  MANUMIT_CHECK(lists >= 1 && lists <= kMostLists);
  inside_->lists = lists;
}
Fitter::Fitter(Fitter&&) noexcept = default;
Fitter& Fitter::operator=(Fitter&&) noexcept = default;
Fitter::~Fitter() = default;

Fit Fitter::fit_unchecked(std::span<const double> counts, const Model& model) {
  inside_->prepare(counts, model);
  return inside_->estimate(counts, model);
}

Fit Fitter::fit(std::span<const double> counts, const Model& model) {
  inside_->prepare(counts, model);
  if (const int code = inside_->code(counts, model); code != 0) {
    Fit none = inside_->outline(model);
    none.existence_code = code;
    return none;
  }
  return inside_->estimate(counts, model);
}

Fit Fitter::fit_in_full(std::span<const double> counts, const Model& model,
                        std::vector<double>& fitted) {
  Fit out = fit(counts, model);
  fitted.assign(counts.size(), 0.0);
  if (out.existence_code != 0)
    return out;
  out.se_intercept = inside_->regression.last_standard_error();
  inside_->spread_means(fitted);
  fitted[0] = std::exp(out.intercept);
  return out;
}

void Fitter::fit_complete(std::span<const double> counts, const Model& model, double unseen,
                          std::vector<double>& fitted) {
  inside_->prepare(counts, model);
  inside_->cells.insert(inside_->cells.begin(), 0);
  inside_->load(counts);
  inside_->regression.counts()[0] = unseen;
  inside_->regression.run();
  inside_->spread_means(fitted);
}

int Fitter::existence_code(std::span<const double> counts, const Model& model) {
  inside_->prepare(counts, model);
  return inside_->code(counts, model);
}

}  // namespace manumit::estimate
