// SPDX-License-Identifier: Apache-2.0
#include "delay.h"

#include <algorithm>

#include "base/check.h"
#include "sum.h"

namespace manumit::debt {
namespace {

constexpr std::int64_t kHundredPercent = 10'000;  // In hundredths of a percent.

Result<Segment> segment(const DelayStep& step, Days days, const Amount& on) {
  const Ratio ratio{step.percent_hundredths * length_of(days), kHundredPercent * step.divisor};
  const Amount amount = TRY(share(on, ratio));
  return Segment{.from = days.least,
                 .to = days.most,
                 .days = length_of(days),
                 .percent_hundredths = step.percent_hundredths,
                 .divisor = step.divisor,
                 .on = on,
                 .amount = amount};
}

/// Adds the segments of one unpaid amount on these days.
Result<void> add_segments(OverdueWage& wage, Days days, const Amount& on,
                          const std::vector<DelayStep>& steps) {
  Sum total{wage.total.low.minor_units(), wage.total.high.minor_units()};
  auto step = std::partition_point(steps.begin(), steps.end(),
                                   [&](const DelayStep& each) { return each.to < days.least; });
  for (; step != steps.end() && step->from <= days.most; ++step) {
    const Days part{std::max(step->from, days.least), std::min(step->to, days.most)};
    wage.segments.push_back(TRY(segment(*step, part, on)));
    if (!total.add(wage.segments.back().amount))
      return too_large();
  }
  wage.total = total.in(on.low.currency());
  return {};
}

}  // namespace

Result<std::vector<DelayStep>> delay_steps(const WageRules& rules, Days days, Warnings& warnings) {
  std::vector<DelayStep> steps;
  // The last day first: whoever asks beyond the table learns of it at once.
  const DelayRule* last = TRY(delay_on(rules, days.most, warnings));
  TRY(rate_on(rules, last->rate, days.most, warnings));
  for (Day day = days.least; day <= days.most;) {
    const DelayRule* rule = TRY(delay_on(rules, day, warnings));
    const Day rule_end = rule->to.value_or(rules.delays_complete_until);
    const RateOn rate = TRY(rate_on(rules, rule->rate, day, warnings));
    const Day end = std::min({days.most, rule_end, rate.until});
    steps.push_back({day, end, rate.step->percent_hundredths, rule->divisor});
    day = end + 1;
  }
  return steps;
}

Result<OverdueWage> delay_of(Day due, const std::vector<Unpaid>& unpaid, Day to,
                             const std::vector<DelayStep>& steps) {
  MANUMIT_CHECK(!unpaid.empty());
  const Currency currency = unpaid.front().amount.low.currency();
  OverdueWage wage{
      .due = due, .amount_due = unpaid.front().amount, .segments = {}, .total = nothing(currency)};
  for (std::size_t i = 0; i < unpaid.size(); ++i) {
    const Day last = i + 1 < unpaid.size() ? unpaid[i + 1].from - 1 : to;
    TRY(add_segments(wage, {unpaid[i].from, last}, unpaid[i].amount, steps));
  }
  return wage;
}

}  // namespace manumit::debt
