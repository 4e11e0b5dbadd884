// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "answer.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "list_table.h"
#include "settings.h"

/// What is found out about a table beside the methods' figures (notes 2.6, 4.12, §5).
namespace manumit::estimate {

/// Sensitivity, consistency and trajectory fit hundreds of smaller tables; over more lists than
/// this they would take longer than all methods together and are left out.
inline constexpr int kMostListsToVary = 10;

/// The overlap of the lists; `capture` is filled where main effects have a finite estimate.
[[nodiscard]] Overlap overlap_of(const ListTable& table);

/// The stepwise estimate of a table as it stands; none where main effects have no finite one. With
/// two lists it is plain independence, n1·n2/m.
[[nodiscard]] std::optional<double> stepwise_n(const ListTable& table, double threshold);
/// The same of a table made from another: lists that now hold nobody or everybody are left out.
[[nodiscard]] std::optional<double> stepwise_of_usable(const ListTable& table, double threshold);

/// Each list left out in turn, and each two made one.
[[nodiscard]] Result<Sensitivity> sensitivity_of(const ListTable& table, const Settings& settings,
                                                 const Progress& progress);

/// Only the people on one list: the others guess its known size.
[[nodiscard]] Result<std::vector<Consistency>> consistency_of(const ListTable& table,
                                                              const Settings& settings,
                                                              const Progress& progress);

/// The estimate as lists are added: the largest list first, of equal ones that of the earlier
/// column; two lists at the first point, all of them at the last.
[[nodiscard]] Result<std::vector<TrajectoryPoint>> trajectory_of(const ListTable& table,
                                                                 const Settings& settings,
                                                                 const Progress& progress);

/// What a dependence that no count can show would do to an estimate. `n_hat` must be above
/// `observed`, or nobody is unseen and there is nothing to multiply: then none.
[[nodiscard]] std::optional<Dependence> dependence_of(Method method, double n_hat,
                                                      std::uint64_t observed);

/// A model is called a poor fit below this p (notes §5).
inline constexpr double kTooUnlikely = 0.05;
/// P(a chi-square of so many degrees of freedom is at least so large).
[[nodiscard]] double chi_square_tail(double deviance, int df);

/// Whether each log-linear model fits: `numbers` gets `p_value` (chi-square) and, where expected
/// counts are small, `p_value_bootstrap`; a model that does not fit gets the warning `poor_fit`.
[[nodiscard]] Result<void> judge_fits(const ListTable& table, const Settings& settings,
                                      std::vector<MethodResult>& results, const Progress& progress);

/// How often the log-normal interval of a model that stepwise chose holds a known truth: tables are
/// simulated from the fitted model, the choice repeated in each. Puts `coverage_lognormal_95` and
/// `coverage_tables` into the result's numbers.
[[nodiscard]] Result<void> simulate_coverage(const ListTable& table, const Settings& settings,
                                             MethodResult& stepwise, const Progress& progress);

}  // namespace manumit::estimate
