// SPDX-License-Identifier: Apache-2.0
#include "implied.h"

#include <algorithm>

namespace manumit::debt {
namespace {

constexpr std::int64_t kShareParts = 10'000;  // Hundredths of a percent.

/// What the claimed ledger says of a day, at the end at which least is owed.
struct Standing {
  Money balance;
  Money wages;
  int months = 0;
};

Result<Standing> standing_on(Day day, const Ledger& claimed) {
  const Money none(0, claimed.opening.low.currency());
  Standing standing{none, none, 0};
  for (const Posting& posting : claimed.postings) {
    if (posting.date > day)
      continue;
    standing.balance = TRY(standing.balance.plus(posting.amount.low));
    if (posting.kind == Kind::wage)
      standing.wages = TRY(standing.wages.minus(posting.amount.low));
  }
  for (const Month& month : claimed.months)
    standing.months += month.to <= day ? 1 : 0;
  return standing;
}

}  // namespace

Result<std::optional<Implied>> implied_by(const Told& told, std::size_t index,
                                          const Ledger& claimed, const Frame& frame) {
  const Day from = frame.months.front().least;
  if (told.on > frame.to || !told.owes.low)
    return std::optional<Implied>();
  const Standing standing = TRY(standing_on(told.on, claimed));
  const Money total = TRY(told.owes.low->minus(standing.balance));
  if (total.minor_units() <= 0)
    return std::optional<Implied>();
  const std::int32_t days = told.on - from + 1;
  // A debt that was told to have grown has not shrunk: then the two are one.
  const Money unshrunk = TRY(claimed.opening.low.minus(standing.balance));
  const Money as_high = unshrunk.minor_units() < total.minor_units() ? total : unshrunk;
  const Money per_month = TRY(total.posting({1, std::max(1, standing.months)}));
  const Money per_day = TRY(total.posting({1, days}));
  const Money high_per_day = TRY(as_high.posting({1, days}));
  Implied implied{.from = from,
                  .on = told.on,
                  .months = standing.months,
                  .days = days,
                  .more_than = told.more_than || told.owes.high != told.owes.low,
                  .total = total,
                  .per_month = per_month,
                  .per_day = per_day,
                  .share_of_wage_hundredths = std::nullopt,
                  .nothing_repaid = as_high,
                  .nothing_repaid_per_day = high_per_day,
                  .told = index};
  if (standing.wages.minor_units() > 0) {
    const Money share = TRY(total.posting({kShareParts, standing.wages.minor_units()}));
    implied.share_of_wage_hundredths = share.minor_units();
  }
  return std::optional<Implied>(implied);
}

}  // namespace manumit::debt
