// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "answer.h"

/// The rules of notes §5 that look at a whole table: the code that programs rely on, and the
/// sentence that a rapporteur can print. The rules of one method stand with that method.
namespace manumit::estimate::rules {

// These stand in place of a number for the whole table.
[[nodiscard]] Warning one_list();
[[nodiscard]] Warning no_upper_bound();
[[nodiscard]] Warning lists_differ();
[[nodiscard]] Warning no_lower_bound();  ///< Of the lower bound alone.

// These stand beside the numbers.
[[nodiscard]] Warning two_lists();
[[nodiscard]] Warning two_lists_only();  ///< Of a method that needs a third one.
[[nodiscard]] Warning list_empty(const std::string& list);
[[nodiscard]] Warning list_everyone(const std::string& list);
[[nodiscard]] Warning too_small(std::uint64_t people, std::uint64_t on_several);
[[nodiscard]] Warning methods_disagree(double times);
[[nodiscard]] Warning referral_list();
[[nodiscard]] Warning open_population();
[[nodiscard]] Warning suppress(std::uint64_t small_cell);

/// Of one model: the deviance is as unlikely as this.
[[nodiscard]] Warning poor_fit(double p);

/// The rules of a method that the summary says again, the gravest first.
[[nodiscard]] std::vector<std::string_view> said_codes();
/// Such a rule with the method's name in words. `code` is one of `said_codes`.
[[nodiscard]] Warning said_of(Method method, std::string_view code);

}  // namespace manumit::estimate::rules
