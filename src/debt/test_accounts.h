// SPDX-License-Identifier: Apache-2.0
// For tests: accounts that are put together in a line or two.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "debt/account_file.h"
#include "debt/reckoning.h"

namespace manumit::debt::test {

inline Day day(std::string_view iso) {
  const auto found = day_from_iso(iso);
  REQUIRE(found);
  return *found;
}

inline std::string text(const Money& money) {
  const std::string with_code = to_text(money);
  return with_code.substr(0, with_code.find(' '));
}

/// "8000.00", or "0.00..10000.00" for a range.
inline std::string text(const Amount& amount) {
  return amount.is_exact() ? text(amount.low) : text(amount.low) + ".." + text(amount.high);
}

inline Account account_of(std::string_view toml) {
  auto read = read_account(toml, "test.toml");
  REQUIRE_MESSAGE(read.has_value(), (read ? "" : in_english(read.error())));
  return read->account;
}

inline Reckoning reckoned(const Account& account) {
  auto found = reckon(account, built_in_wage_rules("ru"));
  REQUIRE_MESSAGE(found.has_value(), (found ? "" : in_english(found.error())));
  return std::move(*found);
}

inline Account example(const std::string& name) {
  std::ifstream file(std::string(MANUMIT_SOURCE_DIR) + "/examples/debt/" + name);
  REQUIRE(file);
  return account_of(std::string(std::istreambuf_iterator<char>(file), {}));
}

inline const Ledger& ledger(const Reckoning& reckoning, Teller teller) {
  for (const Ledger& each : reckoning.ledgers) {
    if (each.teller == teller)
      return each;
  }
  FAIL("there is no such ledger");
  return reckoning.ledgers.front();
}

inline Error refusal_of(std::string_view toml) {
  const auto read = read_account(toml, "test.toml");
  if (!read)
    return read.error();
  const auto found = reckon(read->account, built_in_wage_rules("ru"));
  REQUIRE_FALSE(found);
  return found.error();
}

}  // namespace manumit::debt::test
