// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "answer.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "list_table.h"
#include "settings.h"

namespace manumit::estimate {

/// Each method's estimates over the strata, added (notes 4.9 a). Replicate b of the sum is the sum
/// of the strata's replicates b, so the intervals need no assumption about their shape; BCa from
/// the jackknife over the cells of all strata. A method without replicates has the log-normal
/// limits of its strata added. A stratum where the method has no estimate gives its seen people
/// only and is named in `left_out`; there is then no interval.
[[nodiscard]] std::vector<StrataSum> sum_over_strata(std::span<const StratumAnswer> strata);
/// The same over the strata with each value of each column; none with one column, where the strata
/// themselves say it.
[[nodiscard]] std::vector<StrataMargin> sum_by_column(std::span<const StratumAnswer> strata,
                                                      const std::vector<std::string>& columns);

/// The standard error of the logarithm of the unseen, from log-normal limits; `people` are those on
/// the lists that the figure rests on. None without such limits.
[[nodiscard]] std::optional<double> lognormal_error(const MethodResult& result, double people);

/// The joint log-linear model over lists and strata (joint_model.cpp; notes 4.9 b).
[[nodiscard]] Result<JointAnswer> joint_model(const Lists& lists, const Settings& settings,
                                              const Progress& progress);

/// One draw of the linkage with what the methods say of it.
struct LinkedDraw {
  std::uint64_t people = 0;  ///< On the lists that took part.
  std::vector<MethodResult> methods;
};
/// Each method over the draws of the linkage, combined on log n0 (linkage_draws.cpp; notes 4.10).
/// Draws that are all the same give the figure of one of them, and about its interval.
[[nodiscard]] std::vector<LinkageAnswer> combine_draws(std::span<const LinkedDraw> draws);

}  // namespace manumit::estimate
