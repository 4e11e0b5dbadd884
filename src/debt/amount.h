// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/money.h"
#include "base/result.h"

namespace manumit::debt {

/// An amount as well as anybody knows it: from least to most, both included, in one currency.
///
/// A month of which nobody remembers the pay does not stop the reckoning: it is carried to the end
/// as a range. `low` is never above `high`.
struct Amount {
  Money low;
  Money high;

  [[nodiscard]] bool is_exact() const { return low == high; }
  friend bool operator==(const Amount&, const Amount&) = default;
};

[[nodiscard]] inline Amount exactly(Money money) {
  return {money, money};
}
[[nodiscard]] Amount nothing(Currency currency);

/// What the other side of the account sees: ends exchanged, signs turned. For amounts of lines,
/// which are far from the largest number there is.
[[nodiscard]] inline Amount negated(const Amount& amount) {
  const Currency currency = amount.low.currency();
  return {Money(-amount.high.minor_units(), currency), Money(-amount.low.minor_units(), currency)};
}

/// Every sum, every difference that two such amounts can have.
[[nodiscard]] Result<Amount> plus(const Amount& a, const Amount& b);
[[nodiscard]] Result<Amount> minus(const Amount& a, const Amount& b);

/// Both ends times a ratio that is not negative, each rounded once (Money::posting).
[[nodiscard]] Result<Amount> share(const Amount& amount, Ratio ratio);

/// What somebody said of an amount. An end that nobody knows is empty; both empty: not known.
struct Said {
  std::optional<Money> low;
  std::optional<Money> high;
};

[[nodiscard]] inline Said said(Money money) {
  return {money, money};
}

}  // namespace manumit::debt
