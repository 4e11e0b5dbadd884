// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/workbook.h"
#include "xlsx_package.h"

namespace manumit::exchange {

/// How a style shows a number: a spreadsheet stores 12 July 1990 as 33066 and only the style
/// knows that it is a date.
struct NumberStyle {
  enum class Shows : std::uint8_t { plain, date, time, percent, padded } shows = Shows::plain;
  int digits = 0;  ///< For padded: "000000" shows 4200 as 004200, as post codes need.
};

/// What a format code such as "dd.mm.yyyy" or "0.00%" shows.
[[nodiscard]] NumberStyle style_of_format(std::string_view format_code);

/// The cell styles of a workbook by number, as the `s` of a cell names them.
[[nodiscard]] Result<std::vector<NumberStyle>> read_styles(const Package& package,
                                                           const std::string& part);

/// The cell for a stored number under a style. Days before 1900-03-01 are told as the day they
/// show; the day 29 February 1900, which spreadsheets know and the calendar does not, is a fault.
[[nodiscard]] Cell number_cell(double number, NumberStyle style, bool from_1904);

/// A number without exponent where it has at most fifteen digits: "79001234567", "0.1".
[[nodiscard]] std::string number_text(double number);

}  // namespace manumit::exchange
