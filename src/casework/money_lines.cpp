// SPDX-License-Identifier: Apache-2.0
#include "money_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "money_facts.h"

namespace manumit::casework {
namespace {

constexpr int kMonthsInYear = 12;
constexpr double kMinutesInHour = 60;
constexpr double kPercentUnit = 10'000;  // Interest::percent is in ten-thousandths of a percent.
constexpr double kMostPercent = 1e6;     // Far beyond what the engine takes, far below overflow.
constexpr int kMostMinutes = 24 * 60;
constexpr int kDaysInWeek = 7;

Error note(std::string what, std::string where, std::string next = {},
           std::vector<std::string> fills = {}) {
  return {Error::Kind::bad_input, std::move(what), std::move(where), std::move(next),
          std::move(fills)};
}

/// Where an error points: the first statement behind it.
std::string place_of(const MoneyFacts& facts) {
  return facts.statements().empty() ? std::string() : facts.statements().front();
}

debt::Said share_of(const debt::Said& said, Ratio ratio) {
  debt::Said out = said;
  for (std::optional<Money>* end : {&out.low, &out.high}) {
    if (*end) {
      if (const Result<Money> part = (*end)->posting(ratio))
        *end = *part;
    }
  }
  return out;
}

/// Two days that people can read in any language; the words of a date are private.
std::string span_of(const PartialDate& date) {
  return to_iso(date.first) + " – " + to_iso(date.last);
}

std::optional<debt::Interest::Per> interest_per(const std::string& code) {
  if (code == "day")
    return debt::Interest::Per::day;
  if (code == "week")
    return debt::Interest::Per::week;
  if (code == "month")
    return debt::Interest::Per::month;
  if (code == "year")
    return debt::Interest::Per::year;
  return std::nullopt;
}

/// A debt that opens the account; without its amount there is nothing to post.
bool is_lump(debt::Kind kind) {
  constexpr std::array kLumps = {debt::Kind::debt_claimed, debt::Kind::price, debt::Kind::advance,
                                 debt::Kind::recruitment_fee};
  return std::find(kLumps.begin(), kLumps.end(), kind) != kLumps.end();
}

void finish(MoneyLine& line, const MoneyFacts& facts) {
  line.line.certainty = facts.certainty();
  line.line.source = facts.source();
  line.line.where = place_of(facts);
  line.statements = facts.statements();
}

}  // namespace

WorkTime time_of_work(const Case& of, const RecordId& work) {
  MoneyFacts facts(of, work);
  return {facts.date("work.start"), facts.date("work.end")};
}

void MoneyLines::assume(Error error) {
  const bool known = std::any_of(assumptions.begin(), assumptions.end(), [&](const Error& each) {
    return each.what == error.what && each.fills == error.fills && each.where == error.where;
  });
  if (!known)
    assumptions.push_back(std::move(error));
}

Day MoneyLines::begin_of(const std::optional<PartialDate>& date) {
  const Day start = whole_.start ? whole_.start->first : date ? date->first : Day{};
  if (!date)
    return start;
  const Day taken = date->days().contains(start) ? start : date->first;
  if (date->first != date->last)
    assume(note("a day is known only as {0}; reckoned from {1}", {}, {},
                {span_of(*date), to_iso(taken)}));
  return taken;
}

Day MoneyLines::end_of(const PartialDate& date) {
  if (date.first != date.last)
    assume(note("a day is known only as {0}; reckoned to {1}", {}, {},
                {span_of(date), to_iso(date.last)}));
  return date.last;
}

// --- work ---

void MoneyLines::add_work(const Subject& work) {
  const WorkTime time = time_of_work(of_, work.id);
  add_wage(work, time);
  add_paid(work, time);
  add_hours(work, time);
}

void MoneyLines::add_wage(const Subject& work, const WorkTime& time) {
  MoneyFacts facts(of_, work.id);
  std::optional<debt::Said> pay = facts.money("pay.agreed", currency_);
  std::string per = pay ? facts.code("pay.agreed_per") : std::string();
  if (!pay) {
    pay = facts.money("pay.promised", currency_);
    per = pay ? facts.code("pay.promised_per") : std::string();
  }
  if (!pay)
    return;
  MoneyLine line;
  line.line.kind = debt::Kind::wage;
  line.line.title = facts.words("work.what");
  line.line.from = begin_of(time.start);
  if (time.end)
    line.line.to = end_of(*time.end);
  if (per == "year") {
    pay = share_of(*pay, {1, kMonthsInYear});
    line.line.per = debt::Per::month;
  } else if (per == "season" || per == "whole_job") {
    line.line.per = debt::Per::once;
    line.line.from = time.end ? time.end->last : line.line.from;
    line.line.to.reset();
  } else if (const auto known = debt::per_from(per); known && *known != debt::Per::once) {
    line.line.per = *known;
  } else {
    left_out.push_back(note("the pay of a work is left out: for what time it is, is not recorded",
                            place_of(facts),
                            "record whether it is for an hour, a day, a week, a month or the job"));
    return;
  }
  line.line.claimed = pay;
  line.line.evidenced = pay;
  static_cast<void>(facts.date("work.start"));
  static_cast<void>(facts.date("work.end"));
  finish(line, facts);
  if (facts.rests_on_doubtful_day())
    assumptions.push_back(
        note("the days of a work rest on a statement marked doubtful", line.line.where));
  lines.push_back(std::move(line));
}

void MoneyLines::add_paid(const Subject& work, const WorkTime& time) {
  MoneyFacts facts(of_, work.id);
  const std::optional<debt::Said> paid = facts.money("pay.paid_total", currency_);
  if (!paid)
    return;
  MoneyLine line;
  line.line.kind = debt::Kind::wage_payment;
  line.line.from = time.end ? time.end->last : begin_of(time.start);
  line.line.evidenced = paid;
  finish(line, facts);
  lines.push_back(std::move(line));
}

void MoneyLines::add_hours(const Subject& work, const WorkTime& time) {
  MoneyFacts facts(of_, work.id);
  const auto a_day = facts.number("work.hours_per_day");
  if (!a_day || !time.start)
    return;
  const auto minutes = [](double each) {
    return static_cast<int>(
        std::clamp(std::round(each * kMinutesInHour), 0.0, double{kMostMinutes}));
  };
  debt::Hours out;
  out.from = begin_of(time.start);
  if (time.end)
    out.to = time.end->last;
  out.minutes_per_day = {minutes(a_day->least), minutes(a_day->most)};
  if (const auto days = facts.number("work.days_per_week"))
    out.days_per_week = {std::clamp(static_cast<int>(std::floor(days->least)), 0, kDaysInWeek),
                         std::clamp(static_cast<int>(std::ceil(days->most)), 0, kDaysInWeek)};
  if (facts.says_yes("work.night"))
    out.night_minutes_per_day = {0, out.minutes_per_day.most};
  out.certainty = facts.certainty();
  out.where = place_of(facts);
  hours.push_back(std::move(out));
}

// --- debts, charges, payments ---

void MoneyLines::add_debt(const Subject& debt) {
  MoneyFacts facts(of_, debt.id);
  MoneyLine line;
  line.line.kind = debt::kind_from(facts.code("debt.line")).value_or(debt::Kind::debt_claimed);
  line.line.title = facts.words("debt.reason");
  line.line.from = begin_of(facts.date("debt.date"));
  const auto per = debt::per_from(facts.code("debt.period"));
  line.line.per = per.value_or(debt::Per::once);
  if (const auto until = facts.date("debt.until"); until && line.line.per != debt::Per::once)
    line.line.to = end_of(*until);
  const auto amount = facts.money("debt.amount", currency_);
  const auto claimed = facts.money("debt.claimed", currency_);
  const debt::Side side = debt::side_of(line.line.kind);
  const bool changed_hands = side != debt::Side::charge || is_lump(line.line.kind);
  line.line.claimed = side == debt::Side::charge && !claimed ? amount : claimed;
  line.line.evidenced = changed_hands ? amount : std::nullopt;
  line.line.market = facts.money("debt.market_price", currency_);
  finish(line, facts);
  if (is_lump(line.line.kind) && !amount && !claimed) {
    left_out.push_back(note("a debt is left out: its amount is not recorded", line.line.where,
                            "record what was claimed, or what was really paid"));
    return;
  }
  if (facts.rests_on_doubtful_day())
    assumptions.push_back(
        note("the day of a debt or charge rests on a statement marked doubtful", line.line.where));
  lines.push_back(std::move(line));
  add_interest(debt);
}

void MoneyLines::add_interest(const Subject& debt) {
  MoneyFacts facts(of_, debt.id);
  const auto percent = facts.number("debt.interest_percent");
  if (!percent)
    return;
  const auto per = interest_per(facts.code("debt.interest_per"));
  if (interest || !per) {
    left_out.push_back(
        interest
            ? note("a second rate of interest is left out: one account has one", place_of(facts),
                   "say in the case which of the two was reckoned with")
            : note("interest is left out: for what time it is, is not recorded", place_of(facts),
                   "record whether it is for a day, a week, a month or a year"));
    return;
  }
  const auto units = [](double each) {
    return static_cast<std::int64_t>(
        std::llround(std::clamp(each, -kMostPercent, kMostPercent) * kPercentUnit));
  };
  debt::Interest found;
  found.percent = {units(percent->least), units(percent->most)};
  found.per = *per;
  found.agreed = facts.says_yes("debt.written");
  found.certainty = facts.certainty();
  found.where = place_of(facts);
  interest = std::move(found);
}

}  // namespace manumit::casework
