// SPDX-License-Identifier: Apache-2.0
#include "base/money.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/check.h"
#include "currencies.h"

namespace manumit {
namespace {

// A product of two 64-bit numbers fits into 127 bits and a sign.
__extension__ typedef __int128 Wide;

/// A quotient with halves away from zero. The divisor is above zero.
std::int64_t rounded(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t size = dividend < 0 ? -dividend : dividend;
  const std::int64_t left_over = size % divisor;
  const std::int64_t quotient = size / divisor + (left_over >= divisor - left_over ? 1 : 0);
  return dividend < 0 ? -quotient : quotient;
}

tl::unexpected<Error> too_large() {
  return fail(Error::Kind::bad_input, "the amount is too large to reckon with");
}

tl::unexpected<Error> two_currencies(const Money& a, const Money& b) {
  return fail(Error::Kind::bad_input, "amounts in {0} and in {1} cannot be put together", {},
              "convert one of them first",
              {std::string(a.currency().code()), std::string(b.currency().code())});
}

}  // namespace

Result<Currency> Currency::of(std::string_view code) {
  const auto rows = currency_rows();
  const auto row = std::find_if(rows.begin(), rows.end(),
                                [code](const CurrencyRow& each) { return each.code == code; });
  if (row == rows.end()) {
    return fail(Error::Kind::bad_input, "this currency code is not known", {},
                "use a code of ISO 4217 such as RUB or USD");
  }
  return Currency({code[0], code[1], code[2]}, row->decimals);
}

std::int64_t Currency::minor_per_unit() const {
  std::int64_t units = 1;
  for (int i = 0; i < decimals_; ++i)
    units *= 10;
  return units;
}

tl::unexpected<Error> Money::no_sum(const Money& other) const {
  return currency_ != other.currency_ ? two_currencies(*this, other) : too_large();
}

Result<Money> Money::times(std::int64_t count) const {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(minor_units_, count, &product))
    return too_large();
  return Money(product, currency_);
}

Result<Money> Money::posting(Ratio ratio) const {
  MANUMIT_CHECK(ratio.denominator > 0);
  // Most amounts fit into 64 bits, whose division takes a tenth of the time.
  std::int64_t narrow = 0;
  if (!__builtin_mul_overflow(minor_units_, ratio.numerator, &narrow) &&
      narrow != std::numeric_limits<std::int64_t>::min())
    return Money(rounded(narrow, ratio.denominator), currency_);
  const Wide product = static_cast<Wide>(minor_units_) * ratio.numerator;
  const Wide size = product < 0 ? -product : product;
  const Wide left_over = size % ratio.denominator;
  const bool rounds_up = left_over >= ratio.denominator - left_over;
  const Wide rounded = size / ratio.denominator + (rounds_up ? 1 : 0);
  if (rounded > std::numeric_limits<std::int64_t>::max())
    return too_large();
  const auto magnitude = static_cast<std::int64_t>(rounded);
  return Money(product < 0 ? -magnitude : magnitude, currency_);
}

Result<std::strong_ordering> Money::compare(const Money& other) const {
  if (currency_ != other.currency_)
    return two_currencies(*this, other);
  return minor_units_ <=> other.minor_units_;
}

std::string to_text(const Money& money) {
  const Currency currency = money.currency();
  // The least int64 has no positive twin; its size is reckoned without a sign.
  const auto raw = static_cast<std::uint64_t>(money.minor_units());
  std::string digits = std::to_string(money.minor_units() < 0 ? 0 - raw : raw);
  const auto decimals = static_cast<std::size_t>(currency.decimals());
  if (digits.size() <= decimals)
    digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0)
    digits.insert(digits.size() - decimals, 1, '.');
  return (money.minor_units() < 0 ? "-" : "") + digits + ' ' + std::string(currency.code());
}

Result<Money> money_from_text(std::string_view text) {
  const auto refusal = fail(Error::Kind::bad_input, "this is not an amount in the stored form", {},
                            "it looks like 18000.50 RUB");
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos)
    return refusal;
  const Currency currency = TRY(Currency::of(text.substr(space + 1)));
  std::string digits(text.substr(0, space));
  std::erase(digits, '.');
  std::int64_t minor_units = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, minor_units);
  if (error != std::errc{} || stop != end)
    return refusal;
  const Money money(minor_units, currency);
  // One amount has one stored form: nothing else is accepted.
  if (to_text(money) != text)
    return refusal;
  return money;
}

}  // namespace manumit
