// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "debt/line.h"

namespace manumit::debt {

/// How far a row of a table was checked.
enum class Trust : std::uint8_t { verified, partly_verified, unverified };
[[nodiscard]] std::string_view name_of(Trust trust);

/// Where a row comes from. Every row of every table has one.
struct Origin {
  std::string source;
  Trust trust = Trust::unverified;
};

/// One step of a central bank's rate. Two dates: when it was decided, if known, and from when it
/// holds; public tables mix them up.
struct RateStep {
  std::string kind;  ///< "key", "refinancing"
  Day from;
  std::optional<Day> decided;
  std::int64_t percent_hundredths = 0;  ///< 8.25 % is 825.
  std::string follows;                  ///< From this day the same as that other kind; or empty.
  Origin origin;
};

/// One step of the minimum wage for a full month.
struct MinimumStep {
  Day from;
  std::optional<Day> decided;
  Money per_month;
  Origin origin;
};

/// How pay that comes late is compensated: amount × rate × days / divisor.
struct DelayRule {
  Day from;
  std::optional<Day> decided;
  std::optional<Day> to;  ///< Inclusive.
  std::string rate;       ///< Which kind of rate.
  std::int64_t divisor = 300;
  std::string unaccrued;  ///< "no", "yes", …: whether sums never accrued are covered, in words.
  std::string law;
  Origin origin;
};

/// A ground on which pay may be reduced, or a reason why it never may.
struct Ground {
  std::string id;           ///< "unearned_advance"
  bool lawful = false;      ///< The law lists it.
  std::string cap;          ///< Which cap limits it; empty when not lawful.
  std::vector<Kind> kinds;  ///< Lines of these kinds come under it unless they name another.
  std::string law;          ///< "C95 Art. 9; TK 137"
  Origin origin;
};

/// The most that may be taken from one payment of wages.
struct Cap {
  std::string id;  ///< "usual"
  int percent = 20;
  std::string law;
  Origin origin;
};

/// Pay in goods.
struct InKindRule {
  int most_percent = 20;  ///< Of the pay of a month.
  bool needs_written_request = true;
  std::vector<Kind> kinds = {};  ///< Goods that may be pay at all.
  std::vector<Kind> never = {};  ///< Goods that may never be pay.
  std::string law = {};
  std::string never_law = {};
  Origin origin = {};
};

/// What is taken from wages for the state before anything else.
struct IncomeTax {
  Day from;
  int percent = 13;
  std::string law;
  Origin origin;
};

/// How hours beyond the norm are paid, in hundredths of the hourly wage. One row for each wording.
struct HoursRule {
  Day from;  ///< Until the next row begins.
  int norm_minutes_per_day = 480;
  int shorter_by_minutes = 60;  ///< On the eve of a holiday.
  int first_overtime_minutes = 120;
  int first_overtime_percent = 150;
  int further_overtime_percent = 200;
  int rest_day_percent = 200;
  int night_percent = 20;  ///< On top.
  std::string law;
  Origin origin;
};

/// A month of the production calendar.
struct CalendarMonth {
  int year = 0;
  int month = 1;
  int working_days = 0;
  int short_days = 0;
  int norm_hours = 0;
  Origin origin;
};

/// The wage rules of one country: dated tables, no law of ours. Read from definitions/wages/.
///
/// Beyond `…_complete_until` a table is not known, and nothing is carried forward: the reckoning
/// refuses.
struct WageRules {
  std::string country;  ///< "ru"
  Currency currency;
  std::vector<RateStep> rates = {};  ///< In order of kind, then `from`.
  Day rates_complete_until = {};
  std::vector<MinimumStep> minimums = {};  ///< In order of `from`.
  Day minimums_complete_until = {};
  std::vector<DelayRule> delays = {};  ///< In order of `from`, without overlap.
  Day delays_complete_until = {};
  std::vector<Ground> grounds = {};
  std::string no_ground_law = {};  ///< Why a line without a listed ground may not be taken.
  std::vector<Cap> caps = {};
  std::string cap_base = {};  ///< "after_tax" or "before_tax"
  InKindRule in_kind = {};
  std::vector<IncomeTax> taxes = {};
  std::vector<HoursRule> hours = {};
  Day hours_complete_until = {};
  std::vector<CalendarMonth> calendar = {};

  /// Whether the calendar holds a month in which any of these days lies.
  [[nodiscard]] bool knows_month(Day first, Day last) const;

  /// The row for a kind of line, or for the ground that it names; nothing: no ground.
  [[nodiscard]] const Ground* ground_of(const Line& line) const;
};

/// One definition file: its name without folder ("rates.toml") and its text.
struct RulesText {
  std::string_view name;
  std::string_view text;
};

/// Reads one country's folder. Refuses with file, line and column: an unknown key, a row without a
/// source, dates out of order, a rule that ends before the next one begins, a ground without its
/// cap, a table that is missing.
[[nodiscard]] Result<WageRules> read_wage_rules(std::string_view country,
                                                const std::vector<RulesText>& files);

/// The rules of a country that are built into the program ("ru"), or nothing.
[[nodiscard]] const WageRules* built_in_wage_rules(std::string_view country);

/// The countries that are built in.
[[nodiscard]] std::vector<std::string> built_in_wage_countries();

}  // namespace manumit::debt
