// SPDX-License-Identifier: Apache-2.0
#include "joint_fit.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "existence.h"
#include "fast_draws.h"
#include "poisson_regression.h"

namespace manumit::estimate {
namespace {

bool holds(const JointTable& table, const JointColumn& column, const JointCell& cell) {
  if (column.is_stratum)
    return cell.stratum == column.stratum;
  if ((column.lists & ~cell.history) != 0)
    return false;
  return column.column == JointTerm::kNoColumn ||
         table.value[cell.stratum][static_cast<std::size_t>(column.column)] == column.value;
}

double count_of(const JointTable& table, const JointCell& cell) {
  return table.counts[cell.stratum][cell.history];
}

/// Takes the cells and columns of a fit, those of infinite terms left out.
class Layout {
 public:
  Layout(const JointTable& table, JointFit& fit) : table_(table), fit_(fit) {
    for (std::size_t g = 0; g < table.counts.size(); ++g) {
      for (History history = 1; history < table.counts[g].size(); ++history)
        fit_.cells.push_back({g, history});
    }
  }

  /// Everybody whom the column holds: the model gives their number exactly. Where nobody is, the
  /// cells go.
  double people_in(const JointColumn& column) {
    double people = 0;
    for (const JointCell& cell : fit_.cells)
      people += holds(table_, column, cell) ? count_of(table_, cell) : 0;
    if (people == 0)
      std::erase_if(fit_.cells, [&](const JointCell& cell) { return holds(table_, column, cell); });
    return people;
  }

  void add(const JointColumn& column) {
    ++fit_.parameters;
    if (people_in(column) > 0)
      fit_.columns.push_back(column);
  }

  /// A term with a column of v values has v - 1 columns: the value with the most people is what the
  /// others are compared with, so it is never one that is at minus infinity.
  void add_by_value(const JointTerm& term) {
    const std::size_t values = table_.values[static_cast<std::size_t>(term.column)];
    fit_.parameters += static_cast<int>(values) - 1;
    std::vector<JointColumn> finite;
    double most = 0;
    for (std::size_t value = 0; value < values; ++value) {
      const JointColumn column{.lists = term.lists, .column = term.column, .value = value};
      const double people = people_in(column);
      if (people == 0)
        continue;
      finite.push_back(column);
      if (people > most) {
        most = people;
        std::swap(finite.front(), finite.back());
      }
    }
    fit_.columns.insert(fit_.columns.end(), finite.begin() + (finite.empty() ? 0 : 1),
                        finite.end());
  }

 private:
  const JointTable& table_;
  JointFit& fit_;
};

void lay_out(const JointTable& table, std::span<const JointTerm> terms, JointFit& fit) {
  Layout layout(table, fit);
  for (std::size_t g = 0; g < table.counts.size(); ++g)
    layout.add({.stratum = g, .is_stratum = true});
  for (int list = 0; list < table.lists; ++list)
    layout.add({.lists = History{1} << list});
  for (const JointTerm& term : terms) {
    if (term.column == JointTerm::kNoColumn)
      layout.add({.lists = term.lists});
    else
      layout.add_by_value(term);
  }
}

int code_of(const JointTable& table, const JointFit& fit) {
  std::vector<std::vector<double>> rows;
  std::vector<bool> positive;
  for (const JointCell& cell : fit.cells) {
    std::vector<double>& row = rows.emplace_back();
    for (const JointColumn& column : fit.columns)
      row.push_back(holds(table, column, cell) ? 1 : 0);
    positive.push_back(count_of(table, cell) > 0);
  }
  return existence_of_rows(rows, positive);
}

/// Deviance, criteria and the unseen of each stratum from what came to rest.
void tell(const JointTable& table, const PoissonRegression& regression, JointFit& fit) {
  fit.means.assign(regression.means().begin(), regression.means().end());
  double log_likelihood = 0;
  for (std::size_t i = 0; i < fit.cells.size(); ++i) {
    const double y = count_of(table, fit.cells[i]);
    log_likelihood += (y > 0 ? y * std::log(fit.means[i]) : 0) - fit.means[i] -
                      log_factorial(static_cast<std::uint64_t>(y));
  }
  // A deviance is a sum of squares in its way; below nought there is only rounding.
  fit.deviance = std::max(regression.deviance(), 0.0);
  fit.df = static_cast<int>(fit.cells.size()) - static_cast<int>(fit.columns.size());
  fit.aic = 2.0 * fit.parameters - 2 * log_likelihood;
  fit.bic = fit.parameters * std::log(table.people) - 2 * log_likelihood;
  fit.unseen.assign(table.counts.size(), 0);
  for (std::size_t j = 0; j < fit.columns.size(); ++j) {
    if (fit.columns[j].is_stratum)
      fit.unseen[fit.columns[j].stratum] = std::exp(regression.coefficients()[j]);
  }
}

void set_up(const JointTable& table, const JointFit& fit, PoissonRegression& regression) {
  regression.shape(fit.cells.size(), fit.columns.size());
  for (std::size_t i = 0; i < fit.cells.size(); ++i) {
    regression.counts()[i] = count_of(table, fit.cells[i]);
    for (std::size_t j = 0; j < fit.columns.size(); ++j)
      regression.design(j)[i] = holds(table, fit.columns[j], fit.cells[i]) ? 1 : 0;
  }
}

}  // namespace

JointFit fit_jointly(const JointTable& table, std::span<const JointTerm> terms) {
  JointFit fit;
  lay_out(table, terms, fit);
  fit.existence_code = code_of(table, fit);
  if (fit.existence_code != 0)
    return fit;
  PoissonRegression regression;
  set_up(table, fit, regression);
  fit.converged = regression.run();
  tell(table, regression, fit);
  return fit;
}

double log_unseen_error(const JointTable& table, const JointFit& fit,
                        const std::vector<std::size_t>& strata) {
  // With U the sum of the unseen and w their shares of it, log U moves by the sum of w times the
  // intercepts. Written as one parameter (each intercept = it + a difference, the differences
  // weighted by w adding up to nothing), its standard error is that of the last column.
  const auto is_one = [&](const JointColumn& column) {
    return column.is_stratum &&
           std::find(strata.begin(), strata.end(), column.stratum) != strata.end();
  };
  const std::size_t anchor = *std::max_element(
      strata.begin(), strata.end(),
      [&](std::size_t a, std::size_t b) { return fit.unseen[a] < fit.unseen[b]; });
  const std::size_t rows = fit.cells.size();
  LeastSquares solver;
  solver.shape(rows, fit.columns.size());
  std::size_t to = 0;
  for (const JointColumn& column : fit.columns) {
    if (is_one(column) && column.stratum == anchor)
      continue;
    const double times = is_one(column) ? fit.unseen[column.stratum] / fit.unseen[anchor] : 0;
    for (std::size_t i = 0; i < rows; ++i) {
      const double on_anchor = fit.cells[i].stratum == anchor ? times : 0;
      const double entry = (holds(table, column, fit.cells[i]) ? 1 : 0) - on_anchor;
      solver.column(to)[i] = std::sqrt(fit.means[i]) * entry;
    }
    ++to;
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const bool in = std::find(strata.begin(), strata.end(), fit.cells[i].stratum) != strata.end();
    solver.column(to)[i] = in ? std::sqrt(fit.means[i]) : 0;
    solver.wanted()[i] = 0;
  }
  solver.solve();
  return 1 / solver.last_pivot();
}

}  // namespace manumit::estimate
