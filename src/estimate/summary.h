// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "answer.h"
#include "footing.h"
#include "settings.h"

namespace manumit::estimate {

/// What is said first of a table whose methods and diagnostics are all there.
///
/// Leads with the range over the methods that can be defended, says which gives which end, and what
/// no method can know. Never one number alone where there are two, and never "the number of
/// victims": it is an estimate of people, seen and unseen, under stated assumptions.
[[nodiscard]] Summary summary_of(const TableAnswer& answer, const Footing& footing,
                                 const Settings& settings);

/// Whether a figure belongs to the range (notes §5, methods_disagree). AIC runs away on sparse
/// tables, lower bounds are no estimates, and a named model was somebody's choice: shown, not
/// counted. Chapman's figure counts where there are two lists and nothing else.
[[nodiscard]] bool is_counted(const MethodResult& result, int lists, const Settings& settings);

/// The sentences of the summary, the most important first (statements.cpp). The range and the
/// methods in it must be filled in already.
[[nodiscard]] std::vector<Sentence> statements_of(const TableAnswer& answer,
                                                  const Summary& summary);

/// What is taken for granted: by everything, and by each method counted (assumptions.cpp).
[[nodiscard]] std::vector<Sentence> assumptions_of(const std::vector<Method>& counted,
                                                   const Settings& settings);

/// The result of a method, or none when it was not run.
[[nodiscard]] const MethodResult* result_of(const TableAnswer& answer, Method method);

}  // namespace manumit::estimate
