// SPDX-License-Identifier: Apache-2.0
#include "hourly.h"

#include <algorithm>

#include "sum.h"

namespace manumit::debt {
namespace {

constexpr std::int64_t kMinutesInHour = 60;
constexpr std::int64_t kRateParts = 10'000;  // Rates and ratios have four decimals.
constexpr std::int64_t kWeighted = 100;      // Hundredths of a minute.
constexpr int kWorkingDaysInWeek = 5;

// Up to so many minor units a wage by the hour fits into 63 bits, be it earned in one minute.
constexpr std::int64_t kMostByTheHour = 1'000'000'000'000'000;

__extension__ typedef __int128 Wide;

/// a × b / c, halves away from zero, as Money::posting rounds. Nothing here is below zero.
std::int64_t rounded(std::int64_t a, std::int64_t b, std::int64_t c) {
  const Wide product = static_cast<Wide>(a) * b;
  const Wide whole = product / c;
  return static_cast<std::int64_t>(whole + (product % c * 2 >= c ? 1 : 0));
}

/// Money ÷ time as an hourly wage with four decimals.
std::int64_t by_the_hour(const Money& money, std::int64_t minutes) {
  const std::int64_t per_unit = money.currency().minor_per_unit();
  return rounded(money.minor_units(), kMinutesInHour * (kRateParts / per_unit), minutes);
}

/// Low money over many minutes to much money over few; without minutes above zero there is no end.
Interval<std::int64_t> by_the_hour(const Amount& money, Interval<std::int64_t> minutes) {
  const std::int64_t few = std::max<std::int64_t>(1, minutes.least);
  const std::int64_t many = std::max<std::int64_t>(1, minutes.most);
  return {by_the_hour(money.low, many), by_the_hour(money.high, few)};
}

/// The pay of a full-time month at the agreed wage.
Result<Amount> full_month(const WageLine& wage, const CalendarMonth& norm) {
  switch (wage.line.per) {
    case Per::day:
      return share(wage.agreed, {norm.working_days, 1});
    case Per::week:
      return share(wage.agreed, {norm.working_days, kWorkingDaysInWeek});
    case Per::hour:
      return share(wage.agreed, {norm.norm_hours, 1});
    default:
      return wage.agreed;
  }
}

Interval<std::int64_t> minutes_worked(const Work& work) {
  return {static_cast<std::int64_t>(work.days.least) * work.minutes_per_day.least,
          static_cast<std::int64_t>(work.days.most) * work.minutes_per_day.most};
}

/// Pay for weighted time at the wage of a full month.
Result<Amount> due(const Amount& month, Interval<std::int64_t> weighted,
                   std::int64_t norm_minutes) {
  const Money low = TRY(month.low.posting({weighted.least, norm_minutes * kWeighted}));
  const Money high = TRY(month.high.posting({weighted.most, norm_minutes * kWeighted}));
  return Amount{low, high};
}

HourlyWage without_hours(const Piece& piece, const CalendarMonth& norm, const Money& minimum,
                         const Amount& promised) {
  const std::int64_t minutes = norm.norm_hours * kMinutesInHour;
  const auto to_month = [&](const Money& money) {
    return rounded(money.minor_units(), kRateParts, minimum.minor_units());
  };
  HourlyWage wage{.from = piece.days.least,
                  .to = piece.days.most,
                  .norm_minutes = minutes,
                  .worked_minutes = std::nullopt,
                  .weighted_minutes = std::nullopt,
                  .minimum_month = minimum,
                  .minimum_hour = by_the_hour(minimum, minutes),
                  .promised_month = promised,
                  .contract_hour = by_the_hour(promised, {minutes, minutes}),
                  .promised_hour = {},
                  .promised_to_minimum_month = {to_month(promised.low), to_month(promised.high)},
                  .promised_to_minimum_hour = {},
                  .minimum_kept_up_to_minutes = 0,
                  .paid = nothing(minimum.currency()),
                  .effective_hour = {},
                  .straight_at_minimum = std::nullopt,
                  .due_at_minimum = std::nullopt,
                  .due_at_contract = std::nullopt,
                  .shortfall_at_minimum = std::nullopt,
                  .below_minimum = HourlyWage::Below::unknown};
  // Rounded down: one minute more would be below the minimum.
  wage.minimum_kept_up_to_minutes = static_cast<std::int64_t>(
      static_cast<Wide>(promised.low.minor_units()) * minutes / minimum.minor_units());
  return wage;
}

/// The promised wage for the days of the piece, over all the hours of these days.
Result<void> compare_promised(HourlyWage& wage, const Piece& piece) {
  const Days month = calendar_month(piece.days.least);
  const Amount promised =
      TRY(share(wage.promised_month, {length_of(piece.days), length_of(month)}));
  wage.promised_hour = by_the_hour(promised, *wage.worked_minutes);
  const auto to_hour = [&](const Money& money, std::int64_t minutes) {
    const std::int64_t minimum = wage.minimum_month.minor_units();
    return static_cast<std::int64_t>(
        (static_cast<Wide>(money.minor_units()) * kRateParts * wage.norm_minutes * 2 +
         static_cast<Wide>(minimum) * minutes) /
        (static_cast<Wide>(minimum) * minutes * 2));
  };
  wage.promised_to_minimum_hour = {
      to_hour(promised.low, std::max<std::int64_t>(1, wage.worked_minutes->most)),
      to_hour(promised.high, std::max<std::int64_t>(1, wage.worked_minutes->least))};
  return {};
}

Result<void> add_hours(HourlyWage& wage, const Piece& piece, const CalendarMonth& norm,
                       const HoursRule& rule) {
  const Work work{.days = days_worked(length_of(piece.days), piece.hours->days_per_week),
                  .minutes_per_day = piece.hours->minutes_per_day,
                  .night_minutes_per_day = piece.hours->night_minutes_per_day};
  const Days month = calendar_month(piece.days.least);
  const Interval<std::int64_t> weighted =
      weighted_hundredths(work, working_days_in(piece.days, month, norm), rule);
  wage.worked_minutes = minutes_worked(work);
  wage.weighted_minutes = {weighted.least / kWeighted, (weighted.most + kWeighted - 1) / kWeighted};
  const Amount minimum = exactly(wage.minimum_month);
  const Interval<std::int64_t> plain{wage.worked_minutes->least * kWeighted,
                                     wage.worked_minutes->most * kWeighted};
  wage.straight_at_minimum = TRY(due(minimum, plain, wage.norm_minutes));
  wage.due_at_minimum = TRY(due(minimum, weighted, wage.norm_minutes));
  wage.due_at_contract = TRY(due(wage.promised_month, weighted, wage.norm_minutes));
  return compare_promised(wage, piece);
}

Result<void> settle(HourlyWage& wage) {
  if (!wage.worked_minutes)
    return {};
  wage.effective_hour = by_the_hour(wage.paid, *wage.worked_minutes);
  const Amount open = TRY(minus(*wage.due_at_minimum, wage.paid));
  const auto at_least_none = [](const Money& money) {
    return Money(std::max<std::int64_t>(0, money.minor_units()), money.currency());
  };
  wage.shortfall_at_minimum = Amount{at_least_none(open.low), at_least_none(open.high)};
  if (wage.effective_hour.most < wage.minimum_hour)
    wage.below_minimum = HourlyWage::Below::yes;
  else if (wage.effective_hour.least >= wage.minimum_hour)
    wage.below_minimum = HourlyWage::Below::no;
  return {};
}

bool is_money(Kind kind) {
  return kind == Kind::wage_payment || kind == Kind::sent_home;
}

}  // namespace

const Hours* hours_on(const Account& account, Day day) {
  for (const Hours& hours : account.hours) {
    if (hours.from <= day && (!hours.to || day <= *hours.to))
      return &hours;
  }
  return nullptr;
}

std::vector<Piece> pieces_of(const Account& account, Days days) {
  if (account.hours.empty() && days.most <= calendar_month(days.least).most)
    return {{days, nullptr}};
  std::vector<Day> begins = {days.least};
  for (Day day = calendar_month(days.least).most + 1; day <= days.most;
       day = calendar_month(day).most + 1)
    begins.push_back(day);
  for (const Hours& hours : account.hours) {
    begins.push_back(hours.from);
    if (hours.to)
      begins.push_back(*hours.to + 1);
  }
  std::sort(begins.begin(), begins.end());
  begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    if (begins[i] < days.least || begins[i] > days.most)
      continue;
    const Day last = i + 1 < begins.size() ? std::min(begins[i + 1] - 1, days.most) : days.most;
    pieces.push_back({{begins[i], last}, hours_on(account, begins[i])});
  }
  return pieces;
}

Result<std::optional<HourlyWage>> hourly_wage(const Account& account, const WageRules& rules,
                                              const WageLine& wage, const Piece& piece,
                                              Warnings& warnings) {
  const std::optional<CalendarMonth> norm = norm_of(account, rules, piece.days.least, warnings);
  if (!norm) {
    if (piece.hours == nullptr)
      return std::optional<HourlyWage>();
    return fail(
        Error::Kind::refused,
        "the working days of {0} are not in the calendar of the wage rules, so hours cannot "
        "be valued",
        piece.hours->where, "give them in the account, with their source",
        {to_iso(piece.days.least).substr(0, 7)});
  }
  const Money minimum = TRY(minimum_for(account, rules, piece.days.least, warnings));
  const Amount promised = TRY(full_month(wage, *norm));
  if (promised.high.minor_units() > kMostByTheHour)
    return too_large(wage.line.where);
  HourlyWage found = without_hours(piece, *norm, minimum, promised);
  if (piece.hours != nullptr) {
    const HoursRule* rule = TRY(hours_rule_on(rules, piece.days.least, warnings));
    TRY(add_hours(found, piece, *norm, *rule));
  }
  return std::optional<HourlyWage>(std::move(found));
}

Result<void> set_paid(std::vector<HourlyWage>& hours, const std::vector<Entry>& payments) {
  for (HourlyWage& wage : hours) {
    for (const Entry& entry : payments) {
      if (is_money(entry.kind) && wage.from <= entry.date && entry.date <= wage.to)
        wage.paid = TRY(plus(wage.paid, entry.amount));
    }
    if (wage.paid.high.minor_units() > kMostByTheHour)
      return too_large();
    TRY(settle(wage));
  }
  return {};
}

}  // namespace manumit::debt
