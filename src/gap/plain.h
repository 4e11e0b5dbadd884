// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace manumit::gap {

/// "0.943", "132333", "∞": a figure as it stands in a sentence, with so many decimals at most.
[[nodiscard]] std::string plain(double value, int decimals = 2);
/// "= 0.1153", or "< 0.0001": no chance is nothing.
[[nodiscard]] std::string plain_chance(double p);
/// Of a size that says something: three digits that count, whole from a hundred on.
[[nodiscard]] std::string plain_short(double value);

}  // namespace manumit::gap
