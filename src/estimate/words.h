// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "answer.h"

namespace manumit::estimate {

/// People as a sentence says them: whole below 1,000, else three digits that count, because more
/// would promise what no estimate keeps. From 10,000 on with no-break spaces: "14 300".
[[nodiscard]] std::string people_in_words(double people);
/// All digits, for people who were counted.
[[nodiscard]] std::string counted_in_words(std::uint64_t people);
/// "0.893", with so many places.
[[nodiscard]] std::string decimal(double value, int places);
/// "61" for 0.614.
[[nodiscard]] std::string percent(double share);

}  // namespace manumit::estimate
