// SPDX-License-Identifier: Apache-2.0
#include "entries.h"

#include <algorithm>

namespace manumit::debt {

std::size_t stage_of(Kind kind) {
  switch (side_of(kind)) {
    case Side::charge:
      return kind == Kind::interest ? 0 : 1;
    case Side::payment:
      return 2;
    default:
      return 3;
  }
}

std::size_t Reasons::index_of(const std::string& text) {
  const auto at = std::find(texts_.begin(), texts_.end(), text);
  if (at == texts_.end())
    texts_.push_back(text);
  return static_cast<std::size_t>(std::find(texts_.begin(), texts_.end(), text) - texts_.begin());
}

void Warnings::add(std::string what, std::vector<std::string> fills) {
  const auto same = [&](const Warning& there) {
    return there.what == what && there.fills == fills;
  };
  if (std::none_of(warnings_.begin(), warnings_.end(), same))
    warnings_.push_back({std::move(what), std::move(fills)});
}

void Warnings::add(const char* what) {
  const auto same = [&](const Warning& there) { return there.what == what; };
  if (std::none_of(warnings_.begin(), warnings_.end(), same))
    warnings_.push_back({what, {}});
}

bool is_debt(Kind kind) {
  switch (kind) {
    case Kind::debt_claimed:
    case Kind::price:
    case Kind::advance:
    case Kind::recruitment_fee:
    case Kind::travel:
    case Kind::documents:
      return true;
    default:
      return false;
  }
}

bool is_opening(const Line& line, const Account& account) {
  return is_debt(line.kind) && line.per == Per::once && line.from == account.from;
}

void put_in_order(std::vector<Entry>& entries) {
  // Entries come month by month already, so each month is put in order by itself.
  const auto earlier = [](const Entry& a, const Entry& b) {
    const std::size_t stage_a = stage_of(a.kind);
    const std::size_t stage_b = stage_of(b.kind);
    return stage_a != stage_b ? stage_a < stage_b : a.date < b.date;
  };
  for (auto first = entries.begin(); first != entries.end();) {
    const auto last = std::find_if(first, entries.end(),
                                   [&](const Entry& entry) { return entry.month != first->month; });
    if (!std::is_sorted(first, last, earlier))
      std::stable_sort(first, last, earlier);
    first = last;
  }
}

}  // namespace manumit::debt
