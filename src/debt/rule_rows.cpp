// SPDX-License-Identifier: Apache-2.0
#include "rule_rows.h"

#include <algorithm>

namespace manumit::debt {
namespace {

constexpr const char* kAddRows =
    "choose a day inside the table, or add the missing rows with their source";

/// Names a row that was not fully checked; the name is made only then.
template <typename NameOf>
void warn_of_trust(const Origin& origin, NameOf name_of_row, Warnings& warnings) {
  if (origin.trust == Trust::verified)
    return;
  warnings.add(origin.trust == Trust::unverified
                   ? "a row of the wage rules that was used is not verified: {0}"
                   : "a row of the wage rules that was used is verified in part only: {0}",
               {name_of_row()});
}

tl::unexpected<Error> not_yet(std::string table, Day first, Day asked) {
  return fail(Error::Kind::refused, "the table {0} begins on {1}, and {2} lies before it", "",
              kAddRows, {std::move(table), to_iso(first), to_iso(asked)});
}

tl::unexpected<Error> no_longer(std::string table, Day last, Day asked) {
  return fail(Error::Kind::refused,
              "the table {0} is known up to {1} only, and {2} lies beyond it; nothing is guessed",
              "", kAddRows, {std::move(table), to_iso(last), to_iso(asked)});
}

/// The last row that begins on the day or before it; the rows stand in order.
template <typename Row>
const Row* row_on(const std::vector<Row>& rows, Day day) {
  const auto after = std::upper_bound(rows.begin(), rows.end(), day,
                                      [](Day wanted, const Row& row) { return wanted < row.from; });
  return after == rows.begin() ? nullptr : &*(after - 1);
}

template <typename Row>
Result<const Row*> row_within(const std::vector<Row>& rows, Day complete_until, Day day,
                              const char* table) {
  if (day > complete_until)
    return no_longer(table, complete_until, day);
  const Row* row = row_on(rows, day);
  if (row == nullptr)
    return not_yet(table, rows.empty() ? day : rows.front().from, day);
  return row;
}

std::string percent_text(std::int64_t hundredths) {
  const std::string cents = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (cents.size() < 2 ? "0" : "") + cents + " %";
}

}  // namespace

Result<const MinimumStep*> minimum_on(const WageRules& rules, Day day, Warnings& warnings) {
  const MinimumStep* row =
      TRY(row_within(rules.minimums, rules.minimums_complete_until, day, "minimum_wage"));
  warn_of_trust(
      row->origin, [&] { return "minimum_wage " + to_iso(row->from); }, warnings);
  return row;
}

Result<const DelayRule*> delay_on(const WageRules& rules, Day day, Warnings& warnings) {
  const DelayRule* row = TRY(row_within(rules.delays, rules.delays_complete_until, day, "delay"));
  warn_of_trust(
      row->origin, [&] { return "delay " + to_iso(row->from); }, warnings);
  return row;
}

Result<const HoursRule*> hours_rule_on(const WageRules& rules, Day day, Warnings& warnings) {
  const HoursRule* row = TRY(row_within(rules.hours, rules.hours_complete_until, day, "hours"));
  warn_of_trust(
      row->origin, [&] { return "hours " + to_iso(row->from); }, warnings);
  return row;
}

Result<RateOn> rate_on(const WageRules& rules, std::string_view kind, Day day, Warnings& warnings) {
  if (day > rules.rates_complete_until)
    return no_longer("rates", rules.rates_complete_until, day);
  const auto of_kind = [&](std::string_view wanted) {
    const auto range = std::equal_range(
        rules.rates.begin(), rules.rates.end(), RateStep{std::string(wanted), {}, {}, 0, {}, {}},
        [](const RateStep& a, const RateStep& b) { return a.kind < b.kind; });
    return range;
  };
  const auto [first, last] = of_kind(kind);
  const auto next = std::upper_bound(
      first, last, day, [](Day wanted, const RateStep& row) { return wanted < row.from; });
  if (next == first)
    return not_yet("rates", first == last ? day : first->from, day);
  const RateStep& step = *(next - 1);
  const Day until = next == last ? rules.rates_complete_until : next->from - 1;
  if (step.follows.empty()) {
    warn_of_trust(
        step.origin,
        [&] {
          return "rates " + step.kind + " " + percent_text(step.percent_hundredths) + " " +
                 to_iso(step.from);
        },
        warnings);
    return RateOn{&step, until};
  }
  RateOn followed = TRY(rate_on(rules, step.follows, day, warnings));
  followed.until = std::min(followed.until, until);
  return followed;
}

std::optional<CalendarMonth> norm_of(const Account& account, const WageRules& rules, Day day,
                                     Warnings& warnings) {
  const CalendarDate date = calendar_date(day);
  for (const OwnNorm& own : account.norms) {
    if (own.year == date.year && own.month == date.month)
      return CalendarMonth{.year = own.year,
                           .month = own.month,
                           .working_days = own.working_days,
                           .short_days = own.short_days,
                           .norm_hours = own.working_days * 8 - own.short_days,
                           .origin = {}};
  }
  for (const CalendarMonth& month : rules.calendar) {
    if (month.year == date.year && month.month == date.month) {
      warn_of_trust(
          month.origin, [&] { return "calendar " + to_iso(day).substr(0, 7); }, warnings);
      return month;
    }
  }
  return std::nullopt;
}

int tax_on(const WageRules& rules, Day day, Warnings& warnings) {
  const IncomeTax* row = row_on(rules.taxes, day);
  if (row == nullptr)
    return 0;
  warn_of_trust(
      row->origin, [&] { return "tax " + to_iso(row->from); }, warnings);
  return row->percent;
}

Result<Money> minimum_for(const Account& account, const WageRules& rules, Day day,
                          Warnings& warnings) {
  const MinimumStep* step = TRY(minimum_on(rules, day, warnings));
  Money minimum = step->per_month;
  for (const OwnMinimum& own : account.minimums) {
    const bool holds = own.from <= day && (!own.to || day <= *own.to);
    if (holds && own.per_month.minor_units() > minimum.minor_units())
      minimum = own.per_month;
  }
  return minimum;
}

}  // namespace manumit::debt
