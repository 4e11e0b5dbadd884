// SPDX-License-Identifier: Apache-2.0
#include "plain.h"

#include <array>
#include <charconv>
#include <cmath>

namespace manumit::gap {

std::string plain(double value, int decimals) {
  if (!std::isfinite(value))
    return "∞";
  std::array<char, 400> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                          std::chars_format::fixed, decimals);
  std::string out(digits.data(), error == std::errc() ? end : digits.data());
  if (out.find('.') != std::string::npos) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.'))
      out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

std::string plain_chance(double p) {
  constexpr double kLeast = 0.0001;
  return p < kLeast ? "< 0.0001" : "= " + plain(p, 4);
}

std::string plain_short(double value) {
  const double size = std::abs(value);
  if (size >= 100)
    return plain(value, 0);
  return plain(value, size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4);
}

}  // namespace manumit::gap
