// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/money.h"
#include "base/partial_date.h"

/// Any words: a date with a whole interval, or a refusal; and so for money.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manumit;
  const std::string_view words(reinterpret_cast<const char*>(data), size);
  const auto date = parse_partial_date(words, {.reference = Day{16500}});
  if (date) {
    MANUMIT_CHECK(kFirstDay <= date->first && date->first <= date->last && date->last <= kLastDay);
    auto stored = partial_date_from_iso(to_iso(*date));
    MANUMIT_CHECK(stored.has_value());
    stored->words = date->words;
    MANUMIT_CHECK(*stored == *date);
    static_cast<void>(age_at(*date, exactly(Day{16500})));
  }
  const auto stored = partial_date_from_iso(words);
  if (stored)
    MANUMIT_CHECK(to_iso(*stored) == words);
  const auto kept = money_from_text(words);
  if (kept)
    MANUMIT_CHECK(to_text(*kept) == words);
  const auto money = parse_money(words, Currency::of("RUB").value());
  if (money)
    MANUMIT_CHECK(money_from_text(to_text(*money)).value() == *money);
  return 0;
}
