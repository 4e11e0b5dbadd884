// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "debt/amount.h"

namespace manumit::debt {

/// An amount while it is being added up: bare minor units, for loops over thousands of postings
/// that are known to be in one currency. A processor writes and reads them many times faster than
/// pairs of a number and a currency.
struct Sum {
  std::int64_t low = 0;
  std::int64_t high = 0;

  /// Whether the sum still fits; it is of no use if it does not.
  [[nodiscard]] bool add(std::int64_t to_low, std::int64_t to_high) {
    return !__builtin_add_overflow(low, to_low, &low) &&
           !__builtin_add_overflow(high, to_high, &high);
  }
  [[nodiscard]] bool add(const Amount& more) {
    return add(more.low.minor_units(), more.high.minor_units());
  }
  [[nodiscard]] bool take(const Amount& less) {
    return add(-less.high.minor_units(), -less.low.minor_units());
  }
  [[nodiscard]] Amount in(Currency currency) const {
    return {Money(low, currency), Money(high, currency)};
  }
};

inline tl::unexpected<Error> too_large(const std::string& where = {}) {
  return fail(Error::Kind::bad_input, "the amount is too large to reckon with", where);
}

}  // namespace manumit::debt
