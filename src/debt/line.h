// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "debt/amount.h"

namespace manumit::debt {

/// What a line of the account is for. The names are the codes of the list `money_line` in
/// definitions/vocabulary.toml, and "wage" for what the work earns.
enum class Kind : std::uint8_t {
  debt_claimed,
  price,  ///< what was paid for the person
  advance,
  recruitment_fee,
  travel,
  housing,
  food,
  goods,
  alcohol_tobacco,
  documents,
  tools_clothes,
  fine,
  interest,
  other_charge,
  wage_payment,     ///< money to the worker
  payment_in_kind,  ///< goods to the worker as pay
  sent_home,        ///< money to the worker's family
  repayment,        ///< money from the worker, or from the family
  ransom,           ///< the same, for letting the person go
  compensation,     ///< for harm: it pays no wage
  wage,             ///< what the work earns
};
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::optional<Kind> kind_from(std::string_view name);

/// Which side of the account a kind stands on.
enum class Side : std::uint8_t {
  charge,      ///< the employer sets it against the worker: debts, goods, fines, interest
  payment,     ///< the employer gave it to the worker
  earning,     ///< the work earned it
  handed_back  ///< the worker gave it to the employer
};
[[nodiscard]] Side side_of(Kind kind);

/// How often a line repeats. `once` is posted on its first day.
enum class Per : std::uint8_t { once, day, week, month, hour };
[[nodiscard]] std::string_view name_of(Per per);
[[nodiscard]] std::optional<Per> per_from(std::string_view name);

enum class Certainty : std::uint8_t { certain, likely, doubtful };
[[nodiscard]] std::string_view name_of(Certainty certainty);
[[nodiscard]] std::optional<Certainty> certainty_from(std::string_view name);

/// One line of the account: a debt, a charge, a fine, a wage, a payment.
///
/// Three people may tell three amounts: the employer (`claimed`), the evidence (`evidenced`), and
/// the market (`market`, what goods or a bed cost elsewhere). Where the employer says nothing, the
/// evidence stands for both. Where the evidence says nothing:
///   debts, charges  the market price, else anything from nothing to what was claimed;
///   fines           nothing: a fine gives nobody anything;
///   payments        anything from nothing to what the employer says that he paid;
///   wages           what the employer says.
/// An amount that nobody knows at all lies between nothing and the wage of its month, for a
/// payment, a charge and a fine alike: more than the wage cannot be set against it. A debt or a
/// wage that nobody knows is refused.
struct Line {
  Kind kind = Kind::other_charge;
  std::string title = {};   ///< In the words of the paper or the person; may be empty.
  std::string source = {};  ///< Where it comes from; may be empty.
  Certainty certainty = Certainty::certain;
  std::string where = {};  ///< For errors: "e1.toml, line 12", or the id of a statement.

  Day from;                              ///< First day, or the day of a line that does not repeat.
  std::optional<Day> to = std::nullopt;  ///< Last day of a line that repeats; empty: to the end.
  Per per = Per::once;

  std::optional<Said> claimed = std::nullopt;
  std::optional<Said> evidenced = std::nullopt;
  std::optional<Said> market = std::nullopt;

  /// The worker asked for the goods in writing (without it they are no pay in Russia).
  bool requested_in_writing = false;
  /// The ground of a deduction, an id of the wage rules ("unearned_advance"); empty: by its kind.
  std::string ground = {};
};

}  // namespace manumit::debt
