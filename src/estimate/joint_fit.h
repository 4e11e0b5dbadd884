// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "list_table.h"

namespace manumit::estimate {

/// The people of every stratum by history, for one model over all of them (notes 4.9 b).
struct JointTable {
  int lists = 0;
  /// By stratum and column of the strata: which value, from 0.
  std::vector<std::vector<std::size_t>> value;
  std::vector<std::size_t> values;          ///< How many values each column has.
  std::vector<std::vector<double>> counts;  ///< By stratum and history; [0] unused.
  double people = 0;
};

/// An interaction of the joint model: lists, and perhaps one column of the strata. Intercepts of
/// the strata and single lists are always in.
struct JointTerm {
  static constexpr int kNoColumn = -1;
  History lists = 0;
  int column = kNoColumn;
  friend bool operator==(const JointTerm&, const JointTerm&) = default;
};

/// One column of the design: people of a stratum, or people on lists, perhaps with a value.
struct JointColumn {
  std::size_t stratum = 0;
  bool is_stratum = false;
  History lists = 0;
  int column = JointTerm::kNoColumn;
  std::size_t value = 0;
};
struct JointCell {
  std::size_t stratum = 0;
  History history = 0;
};

/// One fit. With a code that is not 0 there is no number to show, only the code (notes 4.2).
struct JointFit {
  int existence_code = 0;
  bool converged = false;
  int parameters = 0;
  double deviance = 0;
  int df = 0;
  double aic = 0;
  double bic = 0;
  std::vector<double> unseen;  ///< Mean of the unseen of each stratum.

  /// The cells and columns that are left when those at minus infinity are gone, and the cells'
  /// means.
  std::vector<JointCell> cells;
  std::vector<JointColumn> columns;
  std::vector<double> means;
};

/// Fits log μ = stratum + lists + terms on the cells of all strata that can be seen. A term that
/// nobody is in goes to minus infinity and takes its cells along, as in one table; of a term with a
/// column each value does so by itself. What the values are called and how they are ordered changes
/// nothing. Time rounds · cells · columns².
[[nodiscard]] JointFit fit_jointly(const JointTable& table, std::span<const JointTerm> terms);

/// Standard error of the logarithm of the unseen of the strata named, all together: the weighted
/// sum of their intercepts (delta method).
[[nodiscard]] double log_unseen_error(const JointTable& table, const JointFit& fit,
                                      const std::vector<std::size_t>& strata);

}  // namespace manumit::estimate
