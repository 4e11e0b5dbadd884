// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "forms.h"

namespace manumit::link {

/// The digits of a date, as far as they are known: "18600105" for 1860-01-05, "186001" for January
/// 1860, "1860" for the year. Figures that are no date ("1861-81-19") keep their digits: a slip of
/// the keyboard is one digit wrong, and seven right. Words are read as base/partial_date.h reads
/// them. Empty if nothing can be read.
[[nodiscard]] std::string date_digits(std::string_view value, DateOrder order);

}  // namespace manumit::link
