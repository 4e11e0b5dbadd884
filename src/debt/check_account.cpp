// SPDX-License-Identifier: Apache-2.0
#include "check_account.h"

#include <algorithm>

#include "entries.h"

namespace manumit::debt {
namespace {

constexpr std::size_t kMostMonths = 1200;
constexpr std::size_t kMostLines = 10'000;
constexpr std::size_t kMostPostings = 1'000'000;
constexpr std::int64_t kMostPercent = 1000;
constexpr std::int64_t kPercentUnit = 10'000;
constexpr int kMinutesInDay = 1440;
constexpr std::int64_t kMostMinorUnits = 100'000'000'000'000;  // Leaves room for every product.

tl::unexpected<Error> bad(std::string what, std::string where, std::string next = {},
                          std::vector<std::string> fills = {}) {
  return fail(Error::Kind::bad_input, std::move(what), std::move(where), std::move(next),
              std::move(fills));
}

Result<void> check_currency(const Money& money, const Account& account, const std::string& where) {
  if (money.currency() == account.currency)
    return {};
  return bad("this amount is in {0}, the account is in {1}", where,
             "convert it at a rate that you can show, and say so in the source",
             {std::string(money.currency().code()), std::string(account.currency.code())});
}

Result<void> check_said(const std::optional<Said>& said, const Account& account,
                        const std::string& where) {
  if (!said)
    return {};
  for (const std::optional<Money>& end : {said->low, said->high}) {
    if (!end)
      continue;
    TRY(check_currency(*end, account, where));
    if (end->minor_units() > kMostMinorUnits)
      return bad("the amount is too large to reckon with", where, "look for zeros too many");
    if (end->minor_units() < 0)
      return bad("an amount below nothing stands here", where,
                 "write it without the minus; the kind of the line says on which side it stands");
  }
  if (said->low && said->high && said->low->minor_units() > said->high->minor_units())
    return bad("the low end of this range is above its high end", where, "exchange the two");
  return {};
}

Result<void> check_days(Day from, const std::optional<Day>& to, const Account& account,
                        const std::string& where) {
  if (from < account.from)
    return bad("this lies before {0}, the day on which the account begins", where,
               "let the account begin earlier, or correct the date", {to_iso(account.from)});
  if (to && *to < from)
    return bad("this ends before it begins", where, "exchange the two dates");
  return {};
}

/// Whether both ends of what somebody said of the amount are there.
bool has_both_ends(const std::optional<Said>& said) {
  return said && said->low && said->high;
}

/// Goods and payments that nobody remembers are bounded by the wage; debts and the wage itself by
/// nothing.
Result<void> check_known(const Line& line) {
  const bool known = (has_both_ends(line.claimed) || !line.claimed) &&
                     (has_both_ends(line.evidenced) || !line.evidenced) &&
                     (line.claimed || line.evidenced);
  if (line.kind == Kind::wage && !known)
    return fail(Error::Kind::refused, "the wage is not known, so nothing can be reckoned from it",
                line.where, "give the least and the most that it can have been");
  if (is_debt(line.kind) && line.per == Per::once && !known)
    return fail(Error::Kind::refused, "the amount of this debt is not known", line.where,
                "give the least and the most that it can have been, or leave the line out");
  return {};
}

Result<void> check_line(const Line& line, const Account& account, const WageRules* rules) {
  TRY(check_days(line.from, line.to, account, line.where));
  TRY(check_said(line.claimed, account, line.where));
  TRY(check_said(line.evidenced, account, line.where));
  TRY(check_said(line.market, account, line.where));
  TRY(check_known(line));
  if (line.per == Per::once && line.to && *line.to != line.from)
    return bad("a line that does not repeat has one day, not two", line.where,
               "say how often it repeats, or leave out the last day");
  if (line.per == Per::hour && line.kind != Kind::wage)
    return bad("only a wage can be by the hour", line.where, "give it by the day or the month");
  const auto names_it = [&](const Ground& ground) { return ground.id == line.ground; };
  if (rules != nullptr && !line.ground.empty() &&
      std::none_of(rules->grounds.begin(), rules->grounds.end(), names_it))
    return bad("the wage rules have no ground called {0}", line.where,
               "use an id from deductions.toml, or leave it out", {line.ground});
  return {};
}

/// A stretch of time and what claims it.
struct Stretch {
  Days days;
  const std::string* where;
};

Result<void> check_overlap(std::vector<Stretch> stretches, const char* what) {
  std::sort(stretches.begin(), stretches.end(),
            [](const Stretch& a, const Stretch& b) { return a.days.least < b.days.least; });
  for (std::size_t i = 1; i < stretches.size(); ++i) {
    if (overlap(stretches[i - 1].days, stretches[i].days))
      return bad(what, *stretches[i].where, "let the one end on the day before the other begins",
                 {to_iso(stretches[i].days.least)});
  }
  return {};
}

Result<void> check_overlaps(const Account& account) {
  std::vector<Stretch> wages;
  for (const Line& line : account.lines) {
    if (line.kind == Kind::wage && line.per != Per::once)
      wages.push_back({{line.from, line.to.value_or(kLastDay)}, &line.where});
  }
  TRY(check_overlap(std::move(wages), "two wages are given for the same days, from {0}"));
  std::vector<Stretch> hours;
  for (const Hours& each : account.hours)
    hours.push_back({{each.from, each.to.value_or(kLastDay)}, &each.where});
  return check_overlap(std::move(hours),
                       "two statements of hours are given for the same days, "
                       "from {0}");
}

Result<void> check_interest(const Interest& interest) {
  if (interest.percent.least < 0)
    return bad("an interest below nothing stands here", interest.where,
               "write it without the minus");
  if (interest.percent.least > interest.percent.most)
    return bad("the low end of this range is above its high end", interest.where,
               "exchange the two");
  if (interest.percent.most > kMostPercent * kPercentUnit)
    return bad(
        "an interest of {0} % is beyond reason; the most that is reckoned with is {1} %",
        interest.where, "write 10 for ten percent, and say whether it is by day, month or year",
        {std::to_string(interest.percent.most / kPercentUnit), std::to_string(kMostPercent)});
  return {};
}

bool within(const Interval<int>& range, int least, int most) {
  return least <= range.least && range.least <= range.most && range.most <= most;
}

Result<void> check_hours(const Hours& hours, const Account& account) {
  TRY(check_days(hours.from, hours.to, account, hours.where));
  if (!within(hours.minutes_per_day, 0, kMinutesInDay))
    return bad("a day has from 0 to 24 hours", hours.where);
  if (!within(hours.days_per_week, 1, 7))
    return bad("a week has from 1 to 7 days of work", hours.where);
  if (!within(hours.night_minutes_per_day, 0, hours.minutes_per_day.most))
    return bad("there are more hours at night than hours of work", hours.where);
  return {};
}

Result<void> check_norms(const Account& account) {
  std::vector<std::pair<int, int>> seen;
  for (const OwnNorm& norm : account.norms) {
    const bool sane = norm.month >= 1 && norm.month <= 12 && norm.working_days >= 1 &&
                      norm.working_days <= 31 && norm.short_days >= 0 &&
                      norm.short_days <= norm.working_days;
    if (!sane)
      return bad("a month cannot have so many working days", norm.where);
    if (std::find(seen.begin(), seen.end(), std::pair(norm.year, norm.month)) != seen.end())
      return bad("this month stands here twice", norm.where);
    seen.emplace_back(norm.year, norm.month);
  }
  return {};
}

Result<void> check_rest(const Account& account) {
  if (account.interest)
    TRY(check_interest(*account.interest));
  for (const Hours& hours : account.hours)
    TRY(check_hours(hours, account));
  for (const Told& told : account.told) {
    TRY(check_days(told.on, std::nullopt, account, told.where));
    TRY(check_said(told.owes, account, told.where));
  }
  for (const OwnMinimum& minimum : account.minimums) {
    TRY(check_said(said(minimum.per_month), account, minimum.where));
    if (minimum.to && *minimum.to < minimum.from)
      return bad("this ends before it begins", minimum.where, "exchange the two dates");
  }
  TRY(check_norms(account));
  return check_overlaps(account);
}

/// The last day that the lines speak of.
Result<Day> named_end(const Account& account) {
  Day end = account.from;
  for (const Line& line : account.lines) {
    if (line.per != Per::once && !line.to && !account.to)
      return bad("nothing says when this ends", line.where,
                 "give it a last day, or say to which day to reckon");
    const Day last =
        line.per == Per::once ? line.from : line.to.value_or(account.to.value_or(line.from));
    end = std::max(end, last);
  }
  for (const Told& told : account.told)
    end = std::max(end, told.on);
  return end;
}

Result<void> check_size(const Account& account, const Frame& frame) {
  const std::size_t repeating = static_cast<std::size_t>(
      std::count_if(account.lines.begin(), account.lines.end(),
                    [](const Line& line) { return line.per != Per::once; }));
  if (account.lines.size() > kMostLines || repeating * frame.months.size() > kMostPostings)
    return bad("the account is longer than can be reckoned with at once", "",
               "split it by employer or by year");
  return {};
}

}  // namespace

Result<Frame> checked(const Account& account, const WageRules* rules) {
  if (account.lines.empty())
    return bad("the account has no lines", "", "give at least a debt, a wage or a payment");
  if (account.to && *account.to < account.from)
    return bad("the day to reckon to lies before {0}, the day on which the account begins", "",
               "choose a later day", {to_iso(account.from)});
  for (const Line& line : account.lines)
    TRY(check_line(line, account, rules));
  TRY(check_rest(account));
  const Day named = TRY(named_end(account));
  Frame frame;
  frame.to = account.to.value_or(named);
  frame.last = std::min(named, frame.to);
  if (months_later(account.from, static_cast<int>(kMostMonths)) < frame.last)
    return bad("the account covers more than {0} years", "",
               "look for a mistyped year among its dates", {std::to_string(kMostMonths / 12)});
  frame.months = account_months({account.from, frame.last});
  frame.whole = frame.months;
  frame.whole.back() = whole_month(frame.months, frame.months.size() - 1);
  TRY(check_size(account, frame));
  return frame;
}

Day end_of(const Line& line, const Frame& frame) {
  return std::min(line.per == Per::once ? line.from : line.to.value_or(frame.last), frame.last);
}

}  // namespace manumit::debt
