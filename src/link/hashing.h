// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace manumit::link {

/// Two numbers made one: the halves of their product, so that each bit in reaches every bit out.
/// Wang Yi's wyhash (public domain) is built on the same step.
[[nodiscard]] inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline constexpr std::uint64_t kMixA = 0xA0761D6478BD642F;
inline constexpr std::uint64_t kMixB = 0xE7037ED1A0B428DB;

[[nodiscard]] inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  return folded_product(a ^ kMixA, b ^ kMixB);
}

/// A number that depends on the bytes alone: the same in every run and on every machine of one
/// byte order. Not for secrets. O(size).
[[nodiscard]] inline std::uint64_t hash_of(std::string_view text) {
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t hash = text.size() * kMixB;
  const auto read = [](const char* from, std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, bytes);
    return word;
  };
  for (; left > 16; left -= 16, at += 16)
    hash = mixed(read(at, 8) ^ hash, read(at + 8, 8));
  if (left >= 8)
    return mixed(read(at, 8) ^ hash, read(at + left - 8, 8) + left);
  if (left >= 4)
    return mixed(read(at, 4) ^ hash, read(at + left - 4, 4) + left);
  return left == 0 ? mixed(hash, 0) : mixed(read(at, left) ^ hash, left);
}

/// Number `index` of a stream of random numbers that the seed and the purpose fix: counted, not
/// consumed, so that the number of threads changes nothing. The finaliser of Stafford's variant 13
/// of MurmurHash3, as in Steele, Lea, Flood (2014), OOPSLA, "Fast splittable pseudorandom number
/// generators".
[[nodiscard]] inline std::uint64_t random_number(std::uint64_t seed, std::uint64_t purpose,
                                                 std::uint64_t index) {
  std::uint64_t z = mixed(seed, purpose) + (index + 1) * 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

/// From 0 up to but not 1.
[[nodiscard]] inline double unit_real(std::uint64_t random) {
  return static_cast<double>(random >> 11) * 0x1.0p-53;
}

/// A number around 0 with a spread of 1: the sum of twelve uniform numbers less six.
[[nodiscard]] inline double nearly_normal(std::uint64_t seed, std::uint64_t purpose,
                                          std::uint64_t draw) {
  double sum = -6;
  for (std::uint64_t i = 0; i < 12; ++i)
    sum += unit_real(random_number(seed, purpose, draw * 12 + i));
  return sum;
}

}  // namespace manumit::link
