// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace manumit::text {

/// The numbers under which Russian registers know a firm or a person.
enum class Register : std::uint8_t {
  inn_organisation,  ///< 10 digits.
  inn_person,        ///< 12 digits: also of a sole trader.
  ogrn,              ///< 13 digits: an organisation's entry.
  ogrnip,            ///< 15 digits: a sole trader's entry.
};

struct RegisterNumber {
  Register kind = Register::inn_organisation;
  std::string digits;
  /// Its check digits are those that the rule asks for. A number with wrong ones was misread or
  /// mistyped: that it differs from another says little, that it is equal says much all the same.
  bool is_right = false;
};

/// The number in a cell such as "ИНН 7830002293" or "7830 002 293": its digits, if there are as
/// many as one of the registers has. Two numbers in one cell are none.
[[nodiscard]] std::optional<RegisterNumber> register_number(std::string_view written);

}  // namespace manumit::text
