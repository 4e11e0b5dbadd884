// SPDX-License-Identifier: Apache-2.0
#include "gf256.h"

namespace manumit::vault::gf256 {
namespace {

/// x^8 is x^4 + x^3 + x + 1.
constexpr unsigned kReduction = 0x1B;

}  // namespace

std::uint8_t times(std::uint8_t a, std::uint8_t b) {
  unsigned shifted = a;  // a times x^bit
  unsigned product = 0;
  for (unsigned bit = 0; bit < 8; ++bit) {
    product ^= shifted & (0U - ((unsigned{b} >> bit) & 1U));
    shifted = ((shifted << 1) & 0xFFU) ^ (kReduction & (0U - (shifted >> 7)));
  }
  return static_cast<std::uint8_t>(product);
}

std::uint8_t power(std::uint8_t base, unsigned exponent) {
  std::uint8_t out = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1U) != 0)
      out = times(out, base);
    base = times(base, base);
  }
  return out;
}

std::uint8_t inverse(std::uint8_t a) {
  return power(a, 254);  // a^255 is 1
}

}  // namespace manumit::vault::gf256
