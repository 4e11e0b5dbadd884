// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "records.h"

namespace manumit::link {

/// In which form the values of a column are compared.
enum class Form : std::uint8_t {
  words,    ///< Folded words (text/fold.h).
  date,     ///< Digits of year, month and day, as far as they are known: "18600105", "1860".
  sex,      ///< "f", "m", or the folded word.
  phone,    ///< Its last ten digits.
  email,    ///< In small letters.
  code,     ///< Folded, without blanks: the number of a document.
  number,   ///< Digits.
  written,  ///< As it stands.
};

/// The form in which a column of this role is compared.
[[nodiscard]] Form form_of(Role role);

/// How the writer of a column orders "03/04/2015".
enum class DateOrder : std::uint8_t { day_first, month_first };

/// The value in its form; empty if it says nothing: "unknown", "неизвестно", "-", a date that
/// cannot be read. Cut to at most 1,000 bytes.
[[nodiscard]] std::string in_form(std::string_view value, Form form,
                                  DateOrder order = DateOrder::day_first);

/// Whether it stands in this form already, so that nothing needs to be made.
[[nodiscard]] bool is_in_form(std::string_view value, Form form);

/// What one date says of the order: only one of its numbers can be a month.
enum class OrderSign : std::uint8_t { none, day_first, month_first };
[[nodiscard]] OrderSign order_sign(std::string_view value);

}  // namespace manumit::link
