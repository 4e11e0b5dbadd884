// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace manumit {

struct CurrencyRow {
  std::string_view code;
  std::int8_t decimals;
};

/// ISO 4217:2015 with its amendments (list one, and RUR and BYR from list three), the currencies
/// that a case may hold.
[[nodiscard]] std::span<const CurrencyRow> currency_rows();

/// A sign or word for money, as `plain_words` writes it.
struct CurrencySign {
  std::string_view sign;
  std::string_view usual;   ///< The currency meant when nothing else is known, or empty.
  std::string_view shared;  ///< Codes that the sign may stand for too, with spaces between.
};

[[nodiscard]] std::span<const CurrencySign> currency_signs();

}  // namespace manumit
