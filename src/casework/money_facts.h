// SPDX-License-Identifier: Apache-2.0
// What is told of one subject's money, read for a reckoning. Not a door.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/partial_date.h"
#include "casework/fold.h"
#include "debt/line.h"

namespace manumit::casework {

/// Reads the answers about one subject and notes which statements it took them from.
class MoneyFacts {
 public:
  MoneyFacts(const Case& of, const RecordId& subject) : of_(of), subject_(subject) {}

  /// Of several dates the one that says most exactly, then the first told.
  [[nodiscard]] std::optional<PartialDate> date(std::string_view fact);
  /// The code that is told first.
  [[nodiscard]] std::string code(std::string_view fact);
  [[nodiscard]] std::string words(std::string_view fact);
  /// From the least to the most that is told, in that currency; other currencies are passed over.
  [[nodiscard]] std::optional<debt::Said> money(std::string_view fact, Currency currency);
  /// From the least to the most that is told.
  [[nodiscard]] std::optional<Interval<double>> number(std::string_view fact);
  [[nodiscard]] bool says_yes(std::string_view fact) const;
  /// The first currency that any of these facts names.
  [[nodiscard]] std::optional<Currency> currency(const std::vector<std::string_view>& facts) const;

  [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }
  /// The weakest certainty of what was taken as an amount.
  [[nodiscard]] debt::Certainty certainty() const { return certainty_; }
  /// Whether a day that was taken is marked doubtful.
  [[nodiscard]] bool rests_on_doubtful_day() const { return doubtful_day_; }
  /// Title of the first source that an amount has; empty if none.
  [[nodiscard]] std::string source() const { return source_; }

 private:
  [[nodiscard]] std::vector<const Told*> told(std::string_view fact) const;
  void take(const Told& told);
  void take_amount(const Told& told);

  const Case& of_;
  const RecordId& subject_;
  std::vector<std::string> statements_;
  debt::Certainty certainty_ = debt::Certainty::certain;
  bool doubtful_day_ = false;
  std::string source_;
};

}  // namespace manumit::casework
