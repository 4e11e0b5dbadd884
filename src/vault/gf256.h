// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace manumit::vault::gf256 {

// The field of 256 elements: bytes as polynomials over GF(2), modulo x^8 + x^4 + x^3 + x + 1. It
// adds and subtracts by exclusive or. What is multiplied here are keys, so nothing branches on an
// element or looks one up in a table: the time tells nothing.

/// 3 is a generator: its powers are all the elements but 0.
constexpr std::uint8_t kGenerator = 3;

[[nodiscard]] std::uint8_t times(std::uint8_t a, std::uint8_t b);
[[nodiscard]] std::uint8_t power(std::uint8_t base, unsigned exponent);
/// The inverse of 0, which has none, comes out as 0: the caller must not divide by it.
[[nodiscard]] std::uint8_t inverse(std::uint8_t a);

}  // namespace manumit::vault::gf256
