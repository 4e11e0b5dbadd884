// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "answer.h"
#include "list_table.h"
#include "loglinear.h"

namespace manumit::estimate {

/// What a log-linear model says of a table: estimate, fit, and the intervals of a fixed model (log-
/// normal and symmetric, notes 4.1), which do not allow for the model having been chosen. Refused
/// when its existence code is not 0 (`not_estimable`) or the fit did not come to rest
/// (`not_converged`). The method is left to the caller. The table has at most `kMostFittedLists`.
[[nodiscard]] MethodResult described(const ListTable& table, const Model& model);

/// The log-normal interval alone: n + exp(intercept ± z · se).
[[nodiscard]] Limits lognormal_95(const Fit& fit);

/// The multinomial profile likelihood of everyone (notes 4.1 iii).
struct Profile {
  double n_hat = 0;  ///< Slightly below the Poisson estimate.
  Limits limits_95;  ///< High is infinite where the likelihood never falls so far.
};
/// `fit` is that of the same model; its code must be 0. About 150 fits of the complete table.
[[nodiscard]] Profile profile_of(const ListTable& table, const Model& model, const Fit& fit);

/// Why a log-linear method does not take a table with so many lists.
[[nodiscard]] Warning too_many_lists();

}  // namespace manumit::estimate
