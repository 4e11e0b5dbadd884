// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/clock_rule.h"
#include "casework/fold.h"

namespace manumit::casework {

/// A step with an authority, as far as clocks and counts need it. Of several live statements about
/// one thing the last told is taken.
struct AuthorityStep {
  RecordId id;
  std::string kind;      ///< of the vocabulary's list authority_step; empty: not recorded
  std::string body;      ///< how the authority calls itself, or the record's id in hexadecimal
  std::string official;  ///< the record's id in hexadecimal; empty: not recorded
  std::string number, about, decision, article, article_asked, due_rule;
  std::optional<PartialDate> date, received, due;

  /// Takes in what a statement says: words, a code, the record of an authority or an official in
  /// hexadecimal. Of facts that no clock asks for nothing is kept.
  void tell(std::string_view fact, const std::string& words);
  void tell(std::string_view fact, const PartialDate& date_said);
  bool operator==(const AuthorityStep&) const = default;
};

/// How it is known that one step answers another.
enum class FoundBy : std::uint8_t {
  number,  ///< it names its number
  body,    ///< the first that could, of the same authority
  order,   ///< the first that could, and no other step waits for one
};

/// What runs after a step: by which day something is due, and what ended it.
struct Clock {
  std::size_t step = 0;                  ///< place among the steps
  const ClockRule* rule = nullptr;       ///< none: the day itself stands in the record
  std::optional<Interval<Day>> started;  ///< none: no day is recorded
  std::optional<Interval<Day>> due;
  std::optional<std::size_t> stopped;  ///< the step that ended it
  FoundBy by = FoundBy::number;
  std::optional<Interval<Day>> ended;  ///< days of that step; none: not recorded
};

/// Where a clock stands on a day. "Maybe" where the dates are known too roughly to say.
enum class ClockState : std::uint8_t {
  running,
  maybe_overdue,
  overdue,
  in_time,  ///< ended, on the last day or before
  maybe_late,
  late,      ///< ended after it
  not_known  ///< no day to count from, or none of the end
};
[[nodiscard]] std::string_view name_of(FoundBy by);
[[nodiscard]] std::string_view name_of(ClockState state);
[[nodiscard]] ClockState state_on(const Clock& clock, Day today);
/// Days from the start to the end, or to `today` while it runs; none where one is not known.
[[nodiscard]] std::optional<Interval<std::int32_t>> days_of(const Clock& clock, Day today);

/// The steps in the order of their days, undated ones last, as they were entered among themselves.
[[nodiscard]] std::vector<AuthorityStep> authority_steps(const Case& of);
void put_in_order(std::vector<AuthorityStep>& steps);

/// A clock for each step that has a due day in the record, or names a rule that is known and was in
/// force: no rule is guessed, since a complaint may run under one of several. O(steps²).
[[nodiscard]] std::vector<Clock> clocks_of(const std::vector<AuthorityStep>& steps,
                                           const std::vector<ClockRule>& rules);

/// The rules that a step of this kind could run under, on any day on which it may have been taken.
[[nodiscard]] std::vector<const ClockRule*> rules_for(const AuthorityStep& step,
                                                      const std::vector<ClockRule>& rules);

/// Refusals as data. Counts of steps with such papers, not of people.
struct RefusalCounts {
  std::size_t complaints = 0;  ///< complaints and supplements, appeals apart
  std::size_t appeals = 0;
  std::size_t refusals = 0;   ///< refusals, and steps that were decided so
  std::size_t reversals = 0;  ///< annulments, and what a higher authority returned
  std::size_t openings = 0;
  std::size_t lesser = 0;  ///< opened or decided under another article than was asked for
  std::vector<Interval<std::int32_t>> days_to_decision;  ///< of clocks of authorities that ended
  std::size_t late = 0, overdue = 0;

  void add(const RefusalCounts& other);
};
[[nodiscard]] RefusalCounts refusals_in(const std::vector<AuthorityStep>& steps,
                                        const std::vector<Clock>& clocks, Day today);

[[nodiscard]] bool is_refusal(const AuthorityStep& step);
/// Annulled by a higher authority, or returned to be done again.
[[nodiscard]] bool is_reversal(const AuthorityStep& step);
[[nodiscard]] bool is_opening(const AuthorityStep& step);
/// Opened or decided under another article than was asked for.
[[nodiscard]] bool is_lesser(const AuthorityStep& step);
/// An authority must act by that day, and not a person in time.
[[nodiscard]] bool waits_for_authority(const Clock& clock);

/// The middle of several lengths, of their shortest and of their longest readings; of an even
/// number the smaller of the two in the middle. None of nothing.
[[nodiscard]] std::optional<Interval<std::int32_t>> middle_of(
    const std::vector<Interval<std::int32_t>>& lengths);

}  // namespace manumit::casework
