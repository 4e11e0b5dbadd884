// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "debt/account_file.h"
#include "debt/reckoning.h"

/// Any bytes are read as an account or refused; what is read is reckoned or refused, and what is
/// reckoned stands in order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit::debt;
  const auto read = read_account({reinterpret_cast<const char*>(bytes), size}, "fuzz.toml");
  if (!read)
    return 0;
  const auto found = reckon(read->account, built_in_wage_rules("ru"));
  if (!found)
    return 0;
  for (const Ledger& ledger : found->ledgers) {
    for (const Month& month : ledger.months)
      MANUMIT_CHECK(month.closing.low.minor_units() <= month.closing.high.minor_units());
  }
  if (found->claim)
    MANUMIT_CHECK(found->claim->owed.total.low.minor_units() <=
                  found->claim->owed.total.high.minor_units());
  return 0;
}
