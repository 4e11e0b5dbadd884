// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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
/// `people` are those on the lists that took part.
[[nodiscard]] Warning list_everyone(const std::string& list, std::uint64_t people);
/// By history, [0] of no account: fewer than 100 people, or fewer than 5 on two lists or more; none
/// when there are enough.
[[nodiscard]] std::optional<Warning> too_small(std::span<const std::uint64_t> counts);
[[nodiscard]] Warning methods_disagree(double times);
[[nodiscard]] Warning referral_list();
[[nodiscard]] Warning open_population();
[[nodiscard]] Warning suppress(std::uint64_t small_cell);
[[nodiscard]] bool has_small_cell(std::span<const std::uint64_t> counts, std::uint64_t small_cell);
/// `too_small` or `suppress` of one stratum, as it holds for a sum that the stratum is in.
[[nodiscard]] Warning of_a_summand(const Warning& warning);
/// Groups of the population of whom nobody is on any list.
/// Groups whose figure is larger than their population.
[[nodiscard]] Warning above_population(const std::vector<std::string>& groups);
[[nodiscard]] Warning group_unseen(const std::vector<std::string>& groups);
/// Strata beside several draws of the linkage.
[[nodiscard]] Warning strata_of_one_linkage();
/// A method's sum over the strata and its figure over all of them together are far apart.
[[nodiscard]] Warning strata_differ(Method method, double sum, double pooled);
/// Fewer than ten draws of the linkage, or one; none where there are enough.
[[nodiscard]] std::optional<Warning> few_linkages(std::size_t draws);

/// Of the named model: it lets a list depend on another that took no part.
[[nodiscard]] Warning model_without_list(const std::string& list);
/// Of the joint model: its intervals take the choice of terms for granted; a stratum without an
/// estimate of its own has one by what the terms carry over.
[[nodiscard]] Warning choice_ignored();
[[nodiscard]] Warning borrowed();
/// Of one method: it says fewer people in all than were seen.
[[nodiscard]] Warning below_seen(std::uint64_t seen);
/// Of one model: the deviance is as unlikely as this.
[[nodiscard]] Warning poor_fit(double p);

/// The rules of a method that the summary says again, the gravest first.
[[nodiscard]] std::vector<std::string_view> said_codes();
/// Such a rule with the names of the methods in words, commas between them: a fill that the
/// catalogue has part by part. `code` is one of `said_codes`.
[[nodiscard]] Warning said_of(const std::vector<Method>& methods, std::string_view code);

}  // namespace manumit::estimate::rules
