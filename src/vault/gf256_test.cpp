// SPDX-License-Identifier: Apache-2.0
#include "gf256.h"

#include <doctest/doctest.h>

#include <set>

using namespace manumit::vault;

namespace {

/// By the definition: multiply as polynomials over GF(2), then take the remainder.
unsigned by_definition(unsigned a, unsigned b) {
  unsigned product = 0;
  for (unsigned i = 0; i < 8; ++i)
    if ((b & (1U << i)) != 0)
      product ^= a << i;
  constexpr unsigned kModulus = 0b1'0001'1011;  // x^8 + x^4 + x^3 + x + 1
  for (unsigned degree = 14; degree >= 8; --degree)
    if ((product & (1U << degree)) != 0)
      product ^= kModulus << (degree - 8);
  return product;
}

std::uint8_t byte(unsigned value) {
  return static_cast<std::uint8_t>(value);
}

}  // namespace

TEST_CASE("gf256: the worked examples of FIPS 197, section 4.2") {
  CHECK(gf256::times(0x57, 0x83) == 0xC1);
  CHECK(gf256::times(0x57, 0x13) == 0xFE);
}

TEST_CASE("gf256: all 65536 products are those of the definition") {
  unsigned wrong = 0;
  for (unsigned a = 0; a < 256; ++a)
    for (unsigned b = 0; b < 256; ++b)
      wrong += gf256::times(byte(a), byte(b)) == by_definition(a, b) ? 0U : 1U;
  CHECK(wrong == 0);
}

TEST_CASE("gf256: every element but 0 has one inverse, and 0 is said to have 0") {
  for (unsigned a = 1; a < 256; ++a)
    CHECK(gf256::times(byte(a), gf256::inverse(byte(a))) == 1);
  CHECK(gf256::inverse(0) == 0);
}

TEST_CASE("gf256: the powers of the generator are all elements but 0") {
  std::set<unsigned> seen;
  for (unsigned exponent = 0; exponent < 255; ++exponent)
    seen.insert(gf256::power(gf256::kGenerator, exponent));
  CHECK(seen.size() == 255);
  CHECK(seen.count(0) == 0);
  CHECK(gf256::power(gf256::kGenerator, 255) == 1);
}
