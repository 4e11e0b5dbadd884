// SPDX-License-Identifier: Apache-2.0
// The dated tables: rates, minimum wages, compensation for delay, hours, calendar.
#include "rules_tables.h"

namespace manumit::debt {
namespace {

constexpr int kRateDecimals = 2;
constexpr int kMinutesInHour = 60;

/// Rows stand in the order of their dates, so that a reader sees what is missing.
Result<void> in_order(const TomlReading& toml, const toml::table& row, Day before, Day from) {
  if (from > before)
    return {};
  return toml.refuse(row, "this row does not begin after the one before it",
                     "put the rows in order");
}

Result<void> decided_before(const TomlReading& toml, const toml::table& row,
                            const std::optional<Day>& decided, Day from) {
  if (!decided || *decided <= from)
    return {};
  return toml.refuse(row, "this was decided after the day from which it holds",
                     "look whether the two dates are exchanged");
}

Result<void> read_rate_row(const TomlReading& toml, const toml::table& row, RateStep& step) {
  TRY(toml.only(row, {"kind", "from", "decided", "percent", "follows", "source", "confidence"}));
  step.kind = TRY(toml.text(row, "kind"));
  step.from = TRY(toml.day(row, "from"));
  step.decided = TRY(toml.day_if(row, "decided"));
  TRY(decided_before(toml, row, step.decided, step.from));
  step.origin = TRY(origin_of(toml, row));
  step.follows = TRY(toml.text_or(row, "follows", ""));
  const toml::node* percent = row.get("percent");
  if ((percent == nullptr) == step.follows.empty())
    return toml.refuse(row, "a rate has either a percent or another rate that it follows");
  if (percent != nullptr)
    step.percent_hundredths = TRY(toml.decimal(*percent, kRateDecimals));
  constexpr std::int64_t kMostHundredths = 100'000;
  if (step.percent_hundredths > kMostHundredths)
    return toml.refuse(*percent, "a rate above 1000 % is beyond reason");
  return {};
}

Result<void> check_following(const TomlReading& toml, const toml::table& root,
                             const WageRules& rules) {
  for (const RateStep& step : rules.rates) {
    if (step.follows.empty())
      continue;
    // Only a rate that follows none may be followed, so no circle can be written down.
    bool found = false;
    for (const RateStep& other : rules.rates) {
      found = found || (other.kind == step.follows && other.follows.empty());
      if (other.kind == step.follows && !other.follows.empty())
        return toml.refuse(root, "the rate {0} follows a rate that follows another", {},
                           {step.kind});
    }
    if (!found)
      return toml.refuse(root, "the rate {0} follows one that is not here", {}, {step.kind});
  }
  return {};
}

Result<int> percent(const TomlReading& toml, const toml::table& row, std::string_view key,
                    std::int64_t least, std::int64_t most) {
  return static_cast<int>(TRY(toml.whole(row, key, least, most)));
}

Result<void> read_hours_row(const TomlReading& toml, const toml::table& row, HoursRule& rule) {
  constexpr std::int64_t kMost = 1000;
  TRY(toml.only(row, {"from", "decided", "norm_hours_per_day", "shorter_on_eves_hours",
                      "overtime_first_hours", "overtime_first_percent", "overtime_further_percent",
                      "rest_day_percent", "night_percent", "law", "source", "confidence"}));
  rule.from = TRY(toml.day(row, "from"));
  rule.norm_minutes_per_day = kMinutesInHour * TRY(percent(toml, row, "norm_hours_per_day", 1, 24));
  rule.shorter_by_minutes = kMinutesInHour * TRY(percent(toml, row, "shorter_on_eves_hours", 0, 1));
  rule.first_overtime_minutes =
      kMinutesInHour * TRY(percent(toml, row, "overtime_first_hours", 0, 24));
  // Each at least the one before: more hours never count less.
  rule.first_overtime_percent = TRY(percent(toml, row, "overtime_first_percent", 100, kMost));
  rule.further_overtime_percent =
      TRY(percent(toml, row, "overtime_further_percent", rule.first_overtime_percent, kMost));
  rule.rest_day_percent =
      TRY(percent(toml, row, "rest_day_percent", rule.further_overtime_percent, kMost));
  rule.night_percent = TRY(percent(toml, row, "night_percent", 0, kMost));
  rule.law = TRY(toml.text(row, "law"));
  rule.origin = TRY(origin_of(toml, row));
  return {};
}

Result<CalendarMonth> read_month(const TomlReading& toml, const toml::table& row) {
  TRY(toml.only(row,
                {"month", "working_days", "short_days", "norm_hours", "source", "confidence"}));
  const std::string name = TRY(toml.text(row, "month"));
  const Result<Day> first = day_from_iso(name + "-01");
  if (!first)
    return toml.refuse(row, "a month is written as \"2015-06\"");
  const CalendarDate date = calendar_date(*first);
  CalendarMonth month;
  month.year = date.year;
  month.month = date.month;
  month.origin = TRY(origin_of(toml, row));
  month.working_days = static_cast<int>(TRY(toml.whole(row, "working_days", 1, 31)));
  month.short_days = static_cast<int>(TRY(toml.whole(row, "short_days", 0, month.working_days)));
  month.norm_hours = static_cast<int>(TRY(toml.whole(row, "norm_hours", 1, 744)));
  return month;
}

}  // namespace

Result<void> read_rates(const TomlReading& toml, const toml::table& root, WageRules& rules) {
  TRY(toml.only(root, {"format", "table", "complete_until", "rate"}));
  rules.rates_complete_until = TRY(toml.day(root, "complete_until"));
  std::map<std::string, std::vector<RateStep>> by_kind;
  for (const toml::table* row : TRY(toml.tables(root, "rate"))) {
    RateStep step;
    TRY(read_rate_row(toml, *row, step));
    std::vector<RateStep>& steps = by_kind[step.kind];
    if (!steps.empty())
      TRY(in_order(toml, *row, steps.back().from, step.from));
    steps.push_back(std::move(step));
  }
  for (auto& [kind, steps] : by_kind)
    rules.rates.insert(rules.rates.end(), steps.begin(), steps.end());
  return check_following(toml, root, rules);
}

Result<void> read_minimum_wage(const TomlReading& toml, const toml::table& root, WageRules& rules) {
  TRY(toml.only(root, {"format", "table", "currency", "complete_until", "minimum"}));
  rules.minimums_complete_until = TRY(toml.day(root, "complete_until"));
  const Result<Currency> currency = Currency::of(TRY(toml.text(root, "currency")));
  if (!currency)
    return toml.refuse(*root.get("currency"), "this currency code is not known");
  rules.currency = *currency;
  for (const toml::table* row : TRY(toml.tables(root, "minimum"))) {
    TRY(toml.only(*row, {"from", "decided", "per_month", "source", "confidence"}));
    const toml::node* amount = row->get("per_month");
    if (amount == nullptr)
      return toml.refuse(*row, "the key {0} is missing", {}, {"per_month"});
    const Money per_month = TRY(toml.money(*amount, *currency));
    MinimumStep step{.from = {}, .decided = {}, .per_month = per_month, .origin = {}};
    step.from = TRY(toml.day(*row, "from"));
    step.decided = TRY(toml.day_if(*row, "decided"));
    step.origin = TRY(origin_of(toml, *row));
    constexpr std::int64_t kMostMinorUnits = 1'000'000'000'000;
    if (step.per_month.minor_units() < currency->minor_per_unit() ||
        step.per_month.minor_units() > kMostMinorUnits || step.per_month.currency() != *currency)
      return toml.refuse(*amount, "this is no minimum wage in the currency of the table");
    TRY(decided_before(toml, *row, step.decided, step.from));
    if (!rules.minimums.empty())
      TRY(in_order(toml, *row, rules.minimums.back().from, step.from));
    rules.minimums.push_back(std::move(step));
  }
  return {};
}

Result<void> read_delay(const TomlReading& toml, const toml::table& root, WageRules& rules) {
  TRY(toml.only(root, {"format", "table", "complete_until", "delay"}));
  rules.delays_complete_until = TRY(toml.day(root, "complete_until"));
  for (const toml::table* row : TRY(toml.tables(root, "delay"))) {
    TRY(toml.only(*row, {"from", "to", "decided", "rate", "divisor", "unaccrued", "law", "source",
                         "confidence"}));
    DelayRule rule;
    rule.from = TRY(toml.day(*row, "from"));
    rule.decided = TRY(toml.day_if(*row, "decided"));
    rule.to = TRY(toml.day_if(*row, "to"));
    rule.rate = TRY(toml.text(*row, "rate"));
    rule.divisor = TRY(toml.whole(*row, "divisor", 1, 100'000));
    rule.unaccrued = TRY(toml.text(*row, "unaccrued"));
    rule.law = TRY(toml.text(*row, "law"));
    rule.origin = TRY(origin_of(toml, *row));
    TRY(decided_before(toml, *row, rule.decided, rule.from));
    const DelayRule* before = rules.delays.empty() ? nullptr : &rules.delays.back();
    if (before != nullptr && (!before->to || *before->to + 1 != rule.from))
      return toml.refuse(*row, "a rule begins on the day after the one before it ends");
    if (rule.to && *rule.to < rule.from)
      return toml.refuse(*row, "this ends before it begins", "exchange the two dates");
    rules.delays.push_back(std::move(rule));
  }
  return {};
}

Result<void> read_hours_rules(const TomlReading& toml, const toml::table& root, WageRules& rules) {
  TRY(toml.only(root, {"format", "table", "complete_until", "rule"}));
  rules.hours_complete_until = TRY(toml.day(root, "complete_until"));
  for (const toml::table* row : TRY(toml.tables(root, "rule"))) {
    HoursRule rule;
    TRY(read_hours_row(toml, *row, rule));
    if (!rules.hours.empty())
      TRY(in_order(toml, *row, rules.hours.back().from, rule.from));
    rules.hours.push_back(std::move(rule));
  }
  return {};
}

Result<void> read_calendar(const TomlReading& toml, const toml::table& root, WageRules& rules) {
  TRY(toml.only(root, {"format", "table", "month"}));
  for (const toml::table* row : TRY(toml.tables(root, "month"))) {
    CalendarMonth month = TRY(read_month(toml, *row));
    for (const CalendarMonth& other : rules.calendar) {
      if (other.year == month.year && other.month == month.month)
        return toml.refuse(*row, "this month stands here twice");
    }
    rules.calendar.push_back(std::move(month));
  }
  return {};
}

}  // namespace manumit::debt
