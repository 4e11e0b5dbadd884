// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "answer.h"

namespace manumit::estimate {

/// People as a sentence says them: whole below 1,000, else three digits that count, because more
/// would promise what no estimate keeps. Beside `seen` people of whom all digits are known it has
/// as many as it takes to move the unseen by no more than a tenth. From 10,000 on with no-break
/// spaces: "14 300".
[[nodiscard]] std::string people_in_words(double people, std::uint64_t seen = 0);
/// A range likewise, each end whole and then rounded away from the other, so that what is said
/// holds what was reckoned. Ends that are one in words stay so.
struct RangeInWords {
  std::string low;
  std::string high;
};
[[nodiscard]] RangeInWords range_in_words(double low, double high, std::uint64_t seen = 0);
/// Such a range with a dash, "1290–4890"; one number where both ends are the same in words.
[[nodiscard]] std::string stretch_in_words(double low, double high, std::uint64_t seen = 0);
/// The same of what is in words already.
[[nodiscard]] std::string stretch(const std::string& low, const std::string& high);
/// All digits, for people who were counted.
[[nodiscard]] std::string counted_in_words(std::uint64_t people);
/// "0.893", with so many places.
[[nodiscard]] std::string decimal(double value, int places);
/// "61" for 0.614.
[[nodiscard]] std::string percent(double share);

}  // namespace manumit::estimate
