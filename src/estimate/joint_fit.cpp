// SPDX-License-Identifier: Apache-2.0
#include "joint_fit.h"

#include <algorithm>
#include <cmath>

#include "existence.h"
#include "poisson_regression.h"

namespace manumit::estimate {
namespace {

/// One column of the design: people of a stratum, or people on lists, perhaps with a value.
struct DesignColumn {
  std::size_t stratum = 0;
  bool is_stratum = false;
  History lists = 0;
  int column = JointTerm::kNoColumn;
  std::size_t value = 0;
};
struct Cell {
  std::size_t stratum = 0;
  History history = 0;
};

bool holds(const JointTable& table, const DesignColumn& column, const Cell& cell) {
  if (column.is_stratum)
    return cell.stratum == column.stratum;
  if ((column.lists & ~cell.history) != 0)
    return false;
  return column.column == JointTerm::kNoColumn ||
         table.value[cell.stratum][static_cast<std::size_t>(column.column)] == column.value;
}

/// A term with a column of v values has v − 1 columns: the first value is what the others are
/// compared with.
std::vector<DesignColumn> columns_of(const JointTable& table, std::span<const JointTerm> terms) {
  std::vector<DesignColumn> columns;
  for (std::size_t g = 0; g < table.counts.size(); ++g)
    columns.push_back({.stratum = g, .is_stratum = true});
  for (int list = 0; list < table.lists; ++list)
    columns.push_back({.lists = History{1} << list});
  for (const JointTerm& term : terms) {
    if (term.column == JointTerm::kNoColumn) {
      columns.push_back({.lists = term.lists});
      continue;
    }
    const std::size_t values = table.values[static_cast<std::size_t>(term.column)];
    for (std::size_t value = 1; value < values; ++value)
      columns.push_back({.lists = term.lists, .column = term.column, .value = value});
  }
  return columns;
}

/// The cells and columns that are left when those at minus infinity are gone.
struct Kept {
  std::vector<Cell> cells;
  std::vector<DesignColumn> columns;
  std::size_t all_columns = 0;
};

double count_of(const JointTable& table, const Cell& cell) {
  return table.counts[cell.stratum][cell.history];
}

Kept keep_finite(const JointTable& table, std::span<const JointTerm> terms) {
  Kept kept;
  const History histories = History{1} << table.lists;
  for (std::size_t g = 0; g < table.counts.size(); ++g) {
    for (History history = 1; history < histories; ++history)
      kept.cells.push_back({g, history});
  }
  const std::vector<DesignColumn> columns = columns_of(table, terms);
  kept.all_columns = columns.size();
  for (const DesignColumn& column : columns) {
    double people = 0;
    for (const Cell& cell : kept.cells)
      people += holds(table, column, cell) ? count_of(table, cell) : 0;
    if (people > 0)
      kept.columns.push_back(column);
    else
      std::erase_if(kept.cells, [&](const Cell& cell) { return holds(table, column, cell); });
  }
  return kept;
}

int code_of(const JointTable& table, const Kept& kept) {
  std::vector<std::vector<double>> rows;
  std::vector<bool> positive;
  for (const Cell& cell : kept.cells) {
    std::vector<double>& row = rows.emplace_back();
    for (const DesignColumn& column : kept.columns)
      row.push_back(holds(table, column, cell) ? 1 : 0);
    positive.push_back(count_of(table, cell) > 0);
  }
  return existence_of_rows(rows, positive);
}

/// Deviance, criteria and the unseen of each stratum from what came to rest.
void tell(const JointTable& table, const Kept& kept, const PoissonRegression& regression,
          JointFit& fit) {
  const std::span<const double> means = regression.means();
  double log_likelihood = 0;
  for (std::size_t i = 0; i < kept.cells.size(); ++i) {
    const double y = count_of(table, kept.cells[i]);
    log_likelihood += (y > 0 ? y * std::log(means[i]) : 0) - means[i] - std::lgamma(y + 1);
  }
  fit.deviance = regression.deviance();
  fit.parameters = static_cast<int>(kept.all_columns);
  fit.df = static_cast<int>(kept.cells.size()) - static_cast<int>(kept.columns.size());
  fit.aic = 2.0 * fit.parameters - 2 * log_likelihood;
  fit.bic = fit.parameters * std::log(table.people) - 2 * log_likelihood;
  fit.unseen.assign(table.counts.size(), 0);
  for (std::size_t j = 0; j < kept.columns.size(); ++j) {
    if (kept.columns[j].is_stratum)
      fit.unseen[kept.columns[j].stratum] = std::exp(regression.coefficients()[j]);
  }
}

void set_up(const JointTable& table, const Kept& kept, PoissonRegression& regression) {
  regression.shape(kept.cells.size(), kept.columns.size());
  for (std::size_t i = 0; i < kept.cells.size(); ++i) {
    regression.counts()[i] = count_of(table, kept.cells[i]);
    for (std::size_t j = 0; j < kept.columns.size(); ++j)
      regression.design(j)[i] = holds(table, kept.columns[j], kept.cells[i]) ? 1 : 0;
  }
}

}  // namespace

JointFit fit_jointly(const JointTable& table, std::span<const JointTerm> terms) {
  JointFit fit;
  const Kept kept = keep_finite(table, terms);
  fit.existence_code = code_of(table, kept);
  if (fit.existence_code != 0)
    return fit;
  PoissonRegression regression;
  set_up(table, kept, regression);
  fit.converged = regression.run();
  tell(table, kept, regression, fit);
  return fit;
}

double log_unseen_error(const JointTable& table, std::span<const JointTerm> terms,
                        const JointFit& fit, const std::vector<std::size_t>& strata) {
  // With U the sum of the unseen and w their shares of it, log U moves by the sum of w times the
  // intercepts. Written as one parameter (each intercept = it + a difference, the differences
  // weighted by w adding up to nothing), its standard error is that of the last column.
  const Kept kept = keep_finite(table, terms);
  PoissonRegression regression;
  set_up(table, kept, regression);
  regression.run();
  const auto is_one = [&](const DesignColumn& column) {
    return column.is_stratum &&
           std::find(strata.begin(), strata.end(), column.stratum) != strata.end();
  };
  const std::size_t anchor = *std::max_element(
      strata.begin(), strata.end(),
      [&](std::size_t a, std::size_t b) { return fit.unseen[a] < fit.unseen[b]; });
  const std::size_t rows = kept.cells.size();
  LeastSquares solver;
  solver.shape(rows, kept.columns.size());
  std::size_t to = 0;
  for (const DesignColumn& column : kept.columns) {
    if (is_one(column) && column.stratum == anchor)
      continue;
    const double times = is_one(column) ? fit.unseen[column.stratum] / fit.unseen[anchor] : 0;
    for (std::size_t i = 0; i < rows; ++i) {
      const double on_anchor = kept.cells[i].stratum == anchor ? times : 0;
      const double entry = (holds(table, column, kept.cells[i]) ? 1 : 0) - on_anchor;
      solver.column(to)[i] = std::sqrt(regression.means()[i]) * entry;
    }
    ++to;
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const bool in = std::find(strata.begin(), strata.end(), kept.cells[i].stratum) != strata.end();
    solver.column(to)[i] = in ? std::sqrt(regression.means()[i]) : 0;
    solver.wanted()[i] = 0;
  }
  solver.solve();
  return 1 / solver.last_pivot();
}

}  // namespace manumit::estimate
