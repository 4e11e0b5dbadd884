// SPDX-License-Identifier: Apache-2.0
#include "entries.h"

#include <algorithm>

namespace manumit::debt {
namespace {

constexpr std::size_t kStages = 4;  // Interest, charges, payments, earnings.

std::size_t stage_of(const Entry& entry) {
  switch (side_of(entry.kind)) {
    case Side::charge:
      return entry.kind == Kind::interest ? 0 : 1;
    case Side::payment:
      return 2;
    default:
      return 3;
  }
}

}  // namespace

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

void put_in_order(std::vector<Entry>& entries, std::size_t months) {
  const auto bucket_of = [](const Entry& entry) {
    return static_cast<std::size_t>(entry.month) * kStages + stage_of(entry);
  };
  // Counting keeps this linear: a ledger of fifty years has thousands of postings.
  std::vector<std::size_t> begins((months + 1) * kStages + 1, 0);
  for (const Entry& entry : entries)
    ++begins[bucket_of(entry) + 1];
  for (std::size_t i = 1; i < begins.size(); ++i)
    begins[i] += begins[i - 1];
  std::vector<std::size_t> place = begins;
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i)
    order[place[bucket_of(entries[i])]++] = i;
  std::vector<Entry> ordered;
  ordered.reserve(entries.size());
  for (const std::size_t i : order)
    ordered.push_back(entries[i]);
  const auto earlier = [](const Entry& a, const Entry& b) { return a.date < b.date; };
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    const auto first = ordered.begin() + static_cast<std::ptrdiff_t>(begins[i]);
    const auto last = ordered.begin() + static_cast<std::ptrdiff_t>(begins[i + 1]);
    if (!std::is_sorted(first, last, earlier))
      std::stable_sort(first, last, earlier);
  }
  entries = std::move(ordered);
}

}  // namespace manumit::debt
