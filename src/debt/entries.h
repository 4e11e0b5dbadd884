// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "check_account.h"
#include "debt/reckoning.h"

namespace manumit::debt {

/// One posting before it has a balance.
struct Entry {
  Day date;
  int month = 0;  ///< 1 is the first; 0: with what the account opens.
  Kind kind = Kind::wage;
  std::size_t line = kNoLine;
  Amount amount;  ///< Never below nothing; the side of the kind says which way it counts.
  std::size_t why = 0;
};

/// The articles and sentences that postings point at, each kept once.
class Reasons {
 public:
  explicit Reasons(std::vector<std::string>& texts) : texts_(texts) {}
  std::size_t index_of(const std::string& text);

 private:
  std::vector<std::string>& texts_;
};

/// Sentences that the reckoning adds, each kept once.
class Warnings {
 public:
  explicit Warnings(std::vector<Warning>& warnings) : warnings_(warnings) {}
  void add(std::string what, std::vector<std::string> fills);
  /// One without fills, which a loop may give again and again at no cost.
  void add(const char* what);

 private:
  std::vector<Warning>& warnings_;
};

/// How often an amount counts: at least and at most.
struct Times {
  Ratio least;
  Ratio most;
};

/// How often a repeating line counts on these days of one month of the account.
[[nodiscard]] Result<Times> times_in(const Line& line, Days days, Days month,
                                     const Account& account);

/// What the employer says of a line, or what the evidence says, by the rules in debt/line.h. The
/// reason tells why the two differ, or is empty.
struct Telling {
  Said said;
  const char* why = "";
};
[[nodiscard]] Telling told_by(const Line& line, Teller teller, Currency currency);

/// All that one of these two tells, by month, in the order of the account: debts and charges, then
/// payments, then earnings. Not for the lawful ledger.
[[nodiscard]] Result<std::vector<Entry>> entries_told(const Account& account, const Frame& frame,
                                                      Teller teller, Reasons& reasons,
                                                      Warnings& warnings);

/// In which turn a kind is posted within its month: interest, charges, payments, earnings.
[[nodiscard]] std::size_t stage_of(Kind kind);

/// Puts entries that come month by month in the order in which they are posted: interest, charges,
/// payments, earnings, then by day.
void put_in_order(std::vector<Entry>& entries);

/// Whether a kind is a debt, as against goods of every day.
[[nodiscard]] bool is_debt(Kind kind);

/// A debt with which the account opens: taken on its first day.
[[nodiscard]] bool is_opening(const Line& line, const Account& account);

}  // namespace manumit::debt
