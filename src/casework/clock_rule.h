// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/interval.h"
#include "base/result.h"

namespace manumit::casework {

/// A rule that says by which day something is due after a step with an authority.
struct ClockRule {
  enum class Whose : std::uint8_t { authority, person };  ///< who must act
  enum class Confidence : std::uint8_t { read, partly_verified, unverified };

  std::string id;  ///< "ru.upk.144"
  std::string title_en, title_ru;
  std::string note_en, note_ru;     ///< may be empty
  std::vector<std::string> places;  ///< ISO 3166-1 alpha-2; empty: wherever it is law
  Whose whose = Whose::authority;
  std::vector<std::string> starts;  ///< kinds of steps, of the vocabulary's list authority_step
  std::vector<std::string> stops;   ///< likewise
  bool from_receipt = true;         ///< counts from the day a paper came in, if that is known
  int days = 0;                     ///< one of the two is 0
  int months = 0;
  int longest_days = 0;         ///< to which it can be made longer; 0: to no more
  bool moves_on = false;        ///< a Saturday or Sunday moves to the Monday after
  std::optional<Day> from, to;  ///< in force
  Confidence confidence = Confidence::unverified;
  std::string unverified;
  std::string source;
  std::optional<Day> recheck;

  [[nodiscard]] bool starts_with(std::string_view kind) const;
  /// On some day of these.
  [[nodiscard]] bool in_force_in(const Interval<Day>& any_of) const;
  /// The last day on which what is due is in time: the first day is not counted; of months, the
  /// same day of the last one, or its last day.
  [[nodiscard]] Day due(Day start) const;
};

[[nodiscard]] std::string_view name_of(ClockRule::Whose whose);
[[nodiscard]] std::string_view name_of(ClockRule::Confidence confidence);

/// Reads a file as those of definitions/clocks are: at most 500 rules, ids unique in it, every kind
/// of step one of the vocabulary's. Names file, line and column of what it refuses.
[[nodiscard]] Result<std::vector<ClockRule>> read_clock_rules(std::string_view text,
                                                              std::string_view file);

/// Those that the program was built with.
[[nodiscard]] const std::vector<ClockRule>& built_in_clocks();
[[nodiscard]] const ClockRule* find_clock(const std::vector<ClockRule>& rules, std::string_view id);

}  // namespace manumit::casework
