// SPDX-License-Identifier: Apache-2.0
// From a work or a debt of a case to the lines of an account. Not a door.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "casework/fold.h"
#include "debt/account.h"

namespace manumit::casework {

/// When one work lasted, as well as it is told.
struct WorkTime {
  std::optional<PartialDate> start;
  std::optional<PartialDate> end;
};

/// A line and what it was made from.
struct MoneyLine {
  debt::Line line;
  std::vector<std::string> statements;
};

/// Gathers the lines of a case in one currency.
class MoneyLines {
 public:
  MoneyLines(const Case& of, Currency currency, WorkTime whole)
      : of_(of), currency_(currency), whole_(std::move(whole)) {}

  /// The wage, what was paid of it all in all, and the hours of one work.
  void add_work(const Subject& work);
  /// One debt, charge, fine or payment, and its interest.
  void add_debt(const Subject& debt);

  std::vector<MoneyLine> lines = {};
  std::vector<debt::Hours> hours = {};
  std::optional<debt::Interest> interest = std::nullopt;
  std::vector<Error> left_out = {};
  std::vector<Error> assumptions = {};

 private:
  void add_wage(const Subject& work, const WorkTime& time);
  void add_paid(const Subject& work, const WorkTime& time);
  void add_hours(const Subject& work, const WorkTime& time);
  void add_interest(const Subject& debt);
  /// The day to reckon from: the first of its span, or the beginning of the work if that lies in
  /// it. Says so when that is an assumption.
  [[nodiscard]] Day begin_of(const std::optional<PartialDate>& date);
  /// The last day of its span. Says so when that is an assumption.
  [[nodiscard]] Day end_of(const PartialDate& date);
  /// Says it once.
  void assume(Error error);

  const Case& of_;
  Currency currency_;
  WorkTime whole_;
};

/// The beginning and end of one work.
[[nodiscard]] WorkTime time_of_work(const Case& of, const RecordId& work);

}  // namespace manumit::casework
