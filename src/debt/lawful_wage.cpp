// SPDX-License-Identifier: Apache-2.0
#include "lawful_wage.h"

#include <algorithm>

namespace manumit::debt {
namespace {

Money greater(const Money& a, const Money& b) {
  return a.minor_units() < b.minor_units() ? b : a;
}

Amount greater(const Amount& a, const Amount& b) {
  return {greater(a.low, b.low), greater(a.high, b.high)};
}

/// Days on which one minimum wage holds.
std::vector<Days> by_minimum(const Account& account, const WageRules& rules, Days days) {
  const auto changes = [&](Day from) { return days.least < from && from <= days.most; };
  const bool steady = account.minimums.empty() &&
                      std::none_of(rules.minimums.begin(), rules.minimums.end(),
                                   [&](const MinimumStep& step) { return changes(step.from); });
  if (steady)
    return {days};
  std::vector<Day> begins = {days.least};
  const auto add = [&](Day day) {
    if (changes(day))
      begins.push_back(day);
  };
  for (const MinimumStep& step : rules.minimums)
    add(step.from);
  for (const OwnMinimum& own : account.minimums) {
    add(own.from);
    if (own.to)
      add(*own.to + 1);
  }
  std::sort(begins.begin(), begins.end());
  begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
  std::vector<Days> stretches;
  for (std::size_t i = 0; i < begins.size(); ++i)
    stretches.push_back({begins[i], i + 1 < begins.size() ? begins[i + 1] - 1 : days.most});
  return stretches;
}

Result<Amount> agreed_for(const WageLine& wage, Days days, Days month, const Account& account) {
  const Times times = TRY(times_in(wage.line, days, month, account));
  const Money low = TRY(wage.agreed.low.posting(times.least));
  const Money high = TRY(wage.agreed.high.posting(times.most));
  return Amount{low, high};
}

}  // namespace

Result<Amount> LawfulWage::of(const Line& line, const Amount& agreed_for_days, Days days,
                              Days month) {
  if (line.per == Per::once)
    return agreed_for_days;
  const Said agreed = told_by(line, Teller::evidenced, account.currency).said;
  const WageLine wage{line, {*agreed.low, *agreed.high}};
  // Without hours, and without a calendar that could set a norm beside the wage, nothing is hourly.
  if (account.hours.empty() && account.norms.empty() && !rules.knows_month(days.least, days.most))
    return without_hours(wage, agreed_for_days, days, month);
  const std::vector<Piece> pieces = pieces_of(account, days);
  const bool any_hours =
      std::any_of(pieces.begin(), pieces.end(), [](const Piece& p) { return p.hours != nullptr; });
  if (!any_hours) {
    for (const Piece& piece : pieces) {
      if (auto found = TRY(hourly_wage(account, rules, wage, piece, warnings)))
        hours.push_back(std::move(*found));
    }
    return without_hours(wage, agreed_for_days, days, month);
  }
  Amount sum = nothing(account.currency);
  for (const Piece& piece : pieces)
    sum = TRY(plus(sum, TRY(of_piece(wage, piece, month))));
  return sum;
}

Result<Amount> LawfulWage::of_piece(const WageLine& wage, const Piece& piece, Days month) {
  std::optional<HourlyWage> found = TRY(hourly_wage(account, rules, wage, piece, warnings));
  if (found)
    hours.push_back(*found);
  if (piece.hours == nullptr)
    return without_hours(wage, TRY(agreed_for(wage, piece.days, month, account)), piece.days,
                         month);
  return greater(*found->due_at_contract, *found->due_at_minimum);
}

Result<Amount> LawfulWage::without_hours(const WageLine& wage, const Amount& agreed_for_days,
                                         Days days, Days month) {
  warnings.add(
      "no hours are in evidence: overtime, nights and rest days may add to the wages that are "
      "owed");
  // By the day or the hour, nobody knows whether it was a full month.
  if (wage.line.per != Per::month && wage.line.per != Per::week)
    return agreed_for_days;
  const std::vector<Days> stretches = by_minimum(account, rules, days);
  Amount sum = nothing(account.currency);
  for (const Days& stretch : stretches) {
    const Amount agreed =
        stretches.size() == 1 ? agreed_for_days : TRY(agreed_for(wage, stretch, month, account));
    const Money minimum = TRY(minimum_for(account, rules, stretch.least, warnings));
    const Money least = TRY(minimum.posting({length_of(stretch), length_of(month)}));
    sum = TRY(plus(sum, greater(agreed, exactly(least))));
  }
  return sum;
}

}  // namespace manumit::debt
