// SPDX-License-Identifier: Apache-2.0
#include "debt/wage_rules.h"

#include <algorithm>

namespace manumit::debt {

bool WageRules::knows_month(Day first, Day last) const {
  if (calendar.empty())
    return false;
  const auto ordinal = [](int year, int month) { return year * 12 + month; };
  const CalendarDate from = calendar_date(first);
  const CalendarDate to = calendar_date(last);
  return std::any_of(calendar.begin(), calendar.end(), [&](const CalendarMonth& month) {
    const int number = ordinal(month.year, month.month);
    return ordinal(from.year, from.month) <= number && number <= ordinal(to.year, to.month);
  });
}

const Ground* WageRules::ground_of(const Line& line) const {
  for (const Ground& ground : grounds) {
    const bool by_kind =
        std::find(ground.kinds.begin(), ground.kinds.end(), line.kind) != ground.kinds.end();
    if (line.ground.empty() ? by_kind : ground.id == line.ground)
      return &ground;
  }
  return nullptr;
}

}  // namespace manumit::debt
