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
/// when nobody was seen twice. For lists of which each is as good as any other.
double chao_1987(const ListTable& table) {
  const double lists = table.lists();
  const double once = seen(table, 1), twice = seen(table, 2);
  return static_cast<double>(table.people()) +
         (lists - 1) / lists * once * (once - 1) / (2 * (twice + 1));
}

/// The unseen from pairs of lists: Σ A_i·A_j / (f2 + 1) over the pairs, A_i people on list i alone.
/// Over the unseen, A_i tells the mean odds of coming onto list i, and people on i and j alone the
/// mean product of the two odds. Where odds rise and fall together that is no less than the product
/// of the means, so the unseen are no fewer than this, however unequal the lists. Over two lists it
/// is Chapman's estimate (1951, University of California Publications in Statistics 1, pp.
/// 131-160), (n1 + 1)(n2 + 1) / (m + 1) - 1, written so that it cannot fall below those seen.
struct FromPairs {
  double unseen = 0;
  /// Variance over the square of the mean, A_i and f2 taken for Poisson; with equal lists Chao's
  /// (1987, p. 787; the page not checked) without the chance of the unseen themselves: 4/f1 + 1/f2.
  double relative_variance = 0;
};
FromPairs from_pairs(const ListTable& table) {
  const double once = seen(table, 1), twice = seen(table, 2);
  double pairs = 0, spread = 0;
  for (int list = 0; list < table.lists(); ++list) {
    const auto alone = static_cast<double>(table.counts()[History{1} << list]);
    pairs += alone * (once - alone) / 2;
    spread += alone * (once - alone) * (once - alone);
  }
  return {pairs / (twice + 1), spread / (pairs * pairs) + 1 / twice};
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
/// The table must pass `holds_a_curve`.
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

/// Where main effects have no finite estimate, nothing holds a curve at the unseen; two lists are
/// too few for one.
bool holds_a_curve(const ListTable& table) {
  return table.lists() >= 3 && table.lists() <= kMostFittedLists &&
         Fitter(table.lists())
                 .existence_code(as_real(table.counts()), main_effects_of(table.lists())) == 0;
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
  if (table.lists() < 2 || table.seen_times(2) == 0) {
    result.refused = table.lists() < 2 ? rules::one_list() : rules::no_lower_bound();
    return result;
  }
  const auto people = static_cast<double>(table.people());
  const FromPairs pairs = from_pairs(table);
  auto& bounds = result.diagnostics.bounds;
  bounds["chao_1987"] = chao_1987(table);
  bounds["chao_pairs"] = people + pairs.unseen;
  // Where the lists differ in how many they reach, the form for equal ones lies above the truth.
  const bool holds = holds_a_curve(table);
  for (const bool by_list : {false, true}) {
    const auto bound = holds ? chao_log_linear(table, by_list) : std::nullopt;
    if (!bound)
      continue;
    bounds[by_list ? "chao_m_th" : "chao_m_h"] = *bound;
    result.n_hat = std::min(result.n_hat.value_or(bounds["chao_1987"]), *bound);
  }
  if (!result.n_hat)
    result.n_hat = bounds["chao_pairs"];
  const double unseen = *result.n_hat - people;
  const double variance = unseen * unseen * pairs.relative_variance + unseen;
  result.diagnostics.numbers["low_95"] =
      pairs.unseen > 0 ? lognormal(people, unseen, variance).low : people;
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
  const double unseen = from_pairs(table).unseen;
  // Seber (1970), Biometrics 26(1), pp. 13-22 (the formula checked, the pages not).
  const double variance = (first + 1) * (second + 1) * (first - both) * (second - both) /
                          ((both + 1) * (both + 1) * (both + 2));
  result.n_hat = people + unseen;
  result.intervals["lognormal_95"] = lognormal(people, unseen, variance);
  result.diagnostics.numbers["se_n_symmetric"] = std::sqrt(variance);
  result.warnings.push_back(rules::two_lists());
  return result;
}

}  // namespace manumit::estimate
