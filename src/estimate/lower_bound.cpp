// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <vector>

#include "loglinear.h"
#include "methods.h"
#include "normal_curve.h"
#include "poisson_regression.h"
#include "rules.h"

namespace manumit::estimate {
namespace {

double seen(const ListTable& table, int times) {
  return static_cast<double>(table.seen_times(times));
}

/// Chao (1987), "Estimating the population size for capture-recapture data with unequal
/// catchability", Biometrics 43(4), pp. 783-791, in the bias-corrected form, which stays finite
/// when nobody was seen twice.
double chao_1987(const ListTable& table) {
  const double lists = table.lists();
  const double once = seen(table, 1), twice = seen(table, 2);
  return static_cast<double>(table.people()) +
         (lists - 1) / lists * once * (once - 1) / (2 * (twice + 1));
}

/// A column of the design: its value by history.
using Column = std::vector<double>;

/// What each list adds (M_th), or what each time of being seen adds (M_h).
std::vector<Column> base_columns(int lists, bool by_list) {
  std::vector<Column> columns(by_list ? static_cast<std::size_t>(lists) : 1);
  for (History history = 0; history < (History{1} << lists); ++history)
    for (std::size_t j = 0; j < columns.size(); ++j)
      columns[j].push_back(by_list ? (history >> j & 1U) : std::popcount(history));
  return columns;
}

/// max(times seen - j + 1, 0).
Column hinge(int lists, int j) {
  Column column;
  for (History history = 0; history < (History{1} << lists); ++history)
    column.push_back(std::max(std::popcount(history) - j + 1, 0));
  return column;
}

struct Regression {
  bool converged = false;
  std::vector<double> coefficients;  ///< In the order of the columns; the last is the intercept.
};

Regression regress(const ListTable& table, const std::vector<Column>& columns) {
  const std::size_t cells = table.counts().size() - 1;  // All but the unseen.
  PoissonRegression regression;
  regression.shape(cells, columns.size() + 1);
  for (std::size_t i = 0; i < cells; ++i) {
    regression.counts()[i] = static_cast<double>(table.counts()[i + 1]);
    for (std::size_t j = 0; j < columns.size(); ++j)
      regression.design(j)[i] = columns[j][i + 1];
    regression.design(columns.size())[i] = 1;
  }
  const bool converged = regression.run();
  const auto found = regression.coefficients();
  return {converged, {found.begin(), found.end()}};
}

/// Chao's bound in log-linear form: Rivest and Baillargeon (2007), "Applications and extensions of
/// Chao's moment estimator for the size of a closed population", Biometrics 63(4), pp. 999-1006.
/// People who differ are seen often more often than independence says, so the hinges rise; one that
/// would fall is left out, and the rest is fitted again.
///
/// None where nobody was seen exactly twice or main effects have no finite estimate: then nothing
/// holds the curve at the unseen.
std::optional<double> chao_log_linear(const ListTable& table, bool by_list) {
  const std::vector<Column> base = base_columns(table.lists(), by_list);
  std::vector<Column> hinges;
  for (int j = 3; j <= table.lists(); ++j)
    hinges.push_back(hinge(table.lists(), j));
  for (;;) {
    std::vector<Column> columns = base;
    columns.insert(columns.end(), hinges.begin(), hinges.end());
    const Regression found = regress(table, columns);
    std::vector<Column> rising;
    for (std::size_t j = 0; j < hinges.size(); ++j)
      if (found.coefficients[base.size() + j] >= 0)
        rising.push_back(hinges[j]);
    if (rising.size() == hinges.size()) {
      const double bound =
          static_cast<double>(table.people()) + std::exp(found.coefficients.back());
      return found.converged && std::isfinite(bound) ? std::optional(bound) : std::nullopt;
    }
    hinges = std::move(rising);
  }
}

/// n + f0 / c … n + f0 · c with c = exp(z √ln(1 + variance / f0²)): the unseen taken for
/// log-normal, so that no limit lies below those seen. Chao (1987), Biometrics 43(4), p. 787 (the
/// page not checked).
Limits lognormal(double people, double unseen, double variance) {
  if (unseen <= 0)
    return {people, people};
  const double c =
      std::exp(normal_point(0.975) * std::sqrt(std::log1p(variance / (unseen * unseen))));
  return {people + unseen / c, people + unseen * c};
}

}  // namespace

Result<MethodResult> lower_bound(const ListTable& table, const Settings&, const Progress&) {
  MethodResult result;
  result.method = Method::lower_bound;
  if (table.lists() < 2) {
    result.refused = rules::one_list();
    return result;
  }
  result.n_hat = chao_1987(table);
  result.diagnostics.bounds["chao_1987"] = *result.n_hat;
  const std::vector<double> counts = as_real(table.counts());
  if (table.lists() < 3 || table.lists() > kMostFittedLists || table.seen_times(2) == 0 ||
      Fitter(table.lists()).existence_code(counts, main_effects_of(table.lists())) != 0)
    return result;
  for (const bool by_list : {false, true})
    if (const auto bound = chao_log_linear(table, by_list))
      result.diagnostics.bounds[by_list ? "chao_m_th" : "chao_m_h"] = *bound;
  return result;
}

Result<MethodResult> chapman(const ListTable& table, const Settings&, const Progress&) {
  MethodResult result;
  result.method = Method::chapman;
  if (table.lists() != 2) {
    result.refused = {
        "not_two_lists",
        {"this estimate is for two lists, and there are {0}", {std::to_string(table.lists())}}};
    return result;
  }
  const auto first = static_cast<double>(table.on_all(0b01));
  const auto second = static_cast<double>(table.on_all(0b10));
  const auto both = static_cast<double>(table.on_all(0b11));
  const auto people = static_cast<double>(table.people());
  // Chapman (1951), University of California Publications in Statistics 1, pp. 131-160.
  const double n_hat = (first + 1) * (second + 1) / (both + 1) - 1;
  // Seber (1970), Biometrics 26(1), pp. 13-22 (the formula checked, the pages not).
  const double variance = (first + 1) * (second + 1) * (first - both) * (second - both) /
                          ((both + 1) * (both + 1) * (both + 2));
  result.n_hat = n_hat;
  result.intervals["lognormal_95"] = lognormal(people, n_hat - people, variance);
  result.diagnostics.numbers["se_n_symmetric"] = std::sqrt(variance);
  result.warnings.push_back(rules::two_lists());
  return result;
}

}  // namespace manumit::estimate
