// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/interval.h"
#include "debt/line.h"

namespace manumit::debt {

/// Interest on a debt as the employer reckons it.
struct Interest {
  /// In ten-thousandths of a percent, so that 2.5 % is exact: 25'000. From least to most.
  Interval<std::int64_t> percent = {};
  enum class Per : std::uint8_t { day, week, month, year };
  Per per = Per::month;
  /// Compound: on the whole balance with which a month opens. Simple: on the debts with which the
  /// account opens, month for month the same while anything is owed.
  bool compound = true;
  /// A paper shows that the worker agreed to it: then the evidenced ledger has it too.
  bool agreed = false;
  std::string source = {};
  Certainty certainty = Certainty::certain;
  std::string where = {};
};

/// The hours that were worked, as well as anybody knows them.
struct Hours {
  Day from = {};
  std::optional<Day> to = std::nullopt;
  Interval<int> minutes_per_day = {};            ///< 0 to 1440.
  Interval<int> days_per_week = {1, 7};          ///< The whole week when nobody knows.
  Interval<int> night_minutes_per_day = {0, 0};  ///< Of these, at night (22 to 6 in Russia).
  std::string source = {};
  Certainty certainty = Certainty::certain;
  std::string where = {};
};

/// What the worker was told on a day: "you still owe".
struct Told {
  Day on = {};
  Said owes = {};          ///< The balance that was named.
  bool more_than = false;  ///< More than `owes.low`, nobody said how much.
  std::string source = {};
  Certainty certainty = Certainty::certain;
  std::string where = {};
};

/// A minimum wage that the built-in table does not hold: of a region, by an agreement.
struct OwnMinimum {
  Day from;
  std::optional<Day> to = std::nullopt;
  Money per_month;
  std::string source = {};
  std::string where = {};
};

/// Hours of a full-time month that the built-in calendar does not hold.
struct OwnNorm {
  int year = 0;
  int month = 1;
  int working_days = 0;
  int short_days = 0;
  std::string source = {};
  std::string where = {};
};

/// All that is known of one person's account with one employer: what goes into the reckoning.
///
/// No line may lie before `from`; a line that begins after `to` does not count, one that goes on
/// longer counts to `to`. Two wages must not overlap, nor two statements of hours.
struct Account {
  Currency currency;
  Day from;                              ///< The first day of the first month.
  std::optional<Day> to = std::nullopt;  ///< Reckoned to this day; empty: to the last day named.
  std::vector<Line> lines = {};
  std::optional<Interest> interest = std::nullopt;
  std::vector<Hours> hours = {};
  std::vector<Told> told = {};
  std::vector<OwnMinimum> minimums = {};
  std::vector<OwnNorm> norms = {};
};

}  // namespace manumit::debt
