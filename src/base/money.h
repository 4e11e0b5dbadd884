// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manumit {

/// A currency of ISO 4217, with the number of decimals that its minor unit has (RUB 2, JPY 0,
/// KWD 3). Some are obsolete but still owed (RUR, BYR).
class Currency {
 public:
  /// "RUB", in capitals. Refuses a code that the table does not hold: an amount whose decimals
  /// are not known cannot be reckoned with.
  [[nodiscard]] static Result<Currency> of(std::string_view code);

  [[nodiscard]] std::string_view code() const { return {code_.data(), code_.size()}; }
  [[nodiscard]] int decimals() const { return decimals_; }
  /// How many minor units one unit has: 100 kopecks, 1 yen, 1000 fils.
  [[nodiscard]] std::int64_t minor_per_unit() const;
  /// Compared at every sum of money, so as one number of four bytes.
  friend bool operator==(const Currency& a, const Currency& b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
  }

 private:
  Currency(std::array<char, 3> code, std::int8_t decimals) : code_(code), decimals_(decimals) {}
  std::array<char, 3> code_;
  std::int8_t decimals_;
};

/// A factor such as 1/365 or 13/100, kept exact. The denominator must be above zero.
struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

/// An amount of money, exact: whole minor units and a currency.
///
/// Debts are argued over to the kopeck, so there is no floating point and no silent overflow:
/// sums that do not fit, and sums of two currencies, are refused. Rounding happens in `posting`
/// alone.
class Money {
 public:
  Money(std::int64_t minor_units, Currency currency)
      : minor_units_(minor_units), currency_(currency) {}

  [[nodiscard]] std::int64_t minor_units() const { return minor_units_; }
  [[nodiscard]] Currency currency() const { return currency_; }

  [[nodiscard]] Result<Money> plus(const Money& other) const {
    std::int64_t sum = 0;
    if (currency_ != other.currency_ ||
        __builtin_add_overflow(minor_units_, other.minor_units_, &sum))
      return no_sum(other);
    return Money(sum, currency_);
  }
  [[nodiscard]] Result<Money> minus(const Money& other) const {
    std::int64_t difference = 0;
    if (currency_ != other.currency_ ||
        __builtin_sub_overflow(minor_units_, other.minor_units_, &difference))
      return no_sum(other);
    return Money(difference, currency_);
  }
  [[nodiscard]] Result<Money> times(std::int64_t count) const;

  /// This amount times a ratio, rounded to a whole minor unit, halves away from zero, so that a
  /// debt and the claim against it round alike. This is the only place where money is rounded;
  /// what is multiplied several times is multiplied as one ratio and posted once.
  [[nodiscard]] Result<Money> posting(Ratio ratio) const;

  /// Which is more. Refuses two currencies.
  [[nodiscard]] Result<std::strong_ordering> compare(const Money& other) const;

  friend bool operator==(const Money&, const Money&) = default;

 private:
  /// Why the two have no sum or difference.
  [[nodiscard]] tl::unexpected<Error> no_sum(const Money& other) const;
  std::int64_t minor_units_;
  Currency currency_;
};

/// "18000.50 RUB": a point, no grouping, all decimals, so that programs in every language read
/// the same amount. Screens format it for their reader.
[[nodiscard]] std::string to_text(const Money& money);

/// Reads exactly what `to_text` writes, and nothing else: for storage, where "1.000 KWD" has one
/// meaning.
[[nodiscard]] Result<Money> money_from_text(std::string_view text);

/// Reads an amount as people write it: "18 000,50 ₽", "18,000.50 USD", "$18000", "18000 руб.".
///
/// `assumed` is the currency when the words name none; without it they are refused. A sign that
/// several countries share (¥, "som" written without a country) is refused unless it agrees with
/// `assumed`. "1.234 KWD" can be read in two ways and is refused; "01.234 KWD" cannot.
/// More decimals than the currency has are refused, never rounded.
[[nodiscard]] Result<Money> parse_money(std::string_view words,
                                        const std::optional<Currency>& assumed = std::nullopt);

}  // namespace manumit
