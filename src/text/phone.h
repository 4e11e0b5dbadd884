// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace manumit::text {

/// A telephone number as ITU-T E.164 writes it: "+998901234567".
struct Phone {
  std::string number;
  std::string country;  ///< By its code: "UZ"; empty where several countries share it.
  /// It was written with + or 00, or the country was told; else the country was taken from the
  /// form of the number.
  bool is_certain = false;
};

/// Reads a number as people of the region and its neighbours write it: "8 (916) 123-45-67", "+998
/// 90 123 45 67", "00 7 916…", "tel.: 996 555 123456, доб. 12".
///
/// `country` (two capital letters, or empty) is that of the list: its own numbers are written
/// without a code, with or without the digit that leads out of the town (8 or 0). Without it a
/// number that begins with 8 and has eleven digits is Russian or Kazakh. Nothing where the digits
/// fit no plan of definitions/names/phone_plans.csv. Of several numbers in one cell the first.
[[nodiscard]] std::optional<Phone> phone_in(std::string_view written,
                                            std::string_view country = {});

}  // namespace manumit::text
