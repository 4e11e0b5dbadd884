// SPDX-License-Identifier: Apache-2.0
#include "random.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/check.h"

namespace manumit::estimate {
namespace {

// Salmon et al. (2011) and their Random123 library: multipliers and Weyl increments.
constexpr std::uint64_t kMultiply0 = 0xD2511F53;
constexpr std::uint64_t kMultiply1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

constexpr std::uint32_t high(std::uint64_t product) {
  return static_cast<std::uint32_t>(product >> 32U);
}
constexpr std::uint32_t low(std::uint64_t product) {
  return static_cast<std::uint32_t>(product);
}

void one_round(PhiloxBlock& words, PhiloxKey key) {
  const std::uint64_t first = kMultiply0 * words[0];
  const std::uint64_t second = kMultiply1 * words[2];
  words = {high(second) ^ words[1] ^ key[0], low(second), high(first) ^ words[3] ^ key[1],
           low(first)};
}

constexpr PhiloxKey next_key(PhiloxKey key) {
  return {key[0] + kWeyl0, key[1] + kWeyl1};
}

/// Two numbers that are reckoned with at once; of each only the lower 32 bits are a word.
using Pair = std::uint64_t __attribute__((vector_size(16)));

constexpr Pair both(std::uint64_t number) {
  return Pair{number, number};
}

/// The whole products of the lower halves. Compilers do not find the one instruction for it.
inline Pair product(Pair x, Pair y) {
#ifdef __SSE2__
  return reinterpret_cast<Pair>(
      _mm_mul_epu32(reinterpret_cast<__m128i>(x), reinterpret_cast<__m128i>(y)));
#else
  return (x & both(UINT32_MAX)) * (y & both(UINT32_MAX));
#endif
}

/// FNV-1a, 32 bits: a word to a number. Our purposes are few; a test holds them apart.
std::uint32_t number_of(std::string_view word) {
  std::uint32_t number = 2166136261U;
  for (const char letter : word)
    number = (number ^ static_cast<unsigned char>(letter)) * 16777619U;
  return number;
}

}  // namespace

PhiloxBlock philox(PhiloxBlock counter, PhiloxKey key) {
  for (int round = 0; round < kRounds; ++round) {
    one_round(counter, key);
    key = next_key(key);
  }
  return counter;
}

Stream::Stream(std::uint64_t seed, std::string_view purpose, std::uint64_t replicate)
    : counter_{0, low(replicate), high(replicate), number_of(purpose)},
      key_{low(seed), high(seed)} {}

void Stream::refill() {
  // The same as `philox`, two blocks a pair: four times as quick as one block after the other.
  static_assert(kBlocks == 4);
  std::array<Pair, 2> a = {Pair{counter_[0], counter_[0] + 1U},
                           Pair{counter_[0] + 2U, counter_[0] + 3U}};
  std::array<Pair, 2> b = {both(counter_[1]), both(counter_[1])};
  std::array<Pair, 2> c = {both(counter_[2]), both(counter_[2])};
  std::array<Pair, 2> d = {both(counter_[3]), both(counter_[3])};
  PhiloxKey key = key_;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < 2; ++i) {
      const Pair first = product(a[i], both(kMultiply0));
      const Pair second = product(c[i], both(kMultiply1));
      a[i] = (second >> 32) ^ b[i] ^ both(key[0]);
      b[i] = second;
      c[i] = (first >> 32) ^ d[i] ^ both(key[1]);
      d[i] = first;
    }
    key = next_key(key);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const Pair firsts = (a[i] & both(UINT32_MAX)) | (b[i] << 32);
    const Pair seconds = (c[i] & both(UINT32_MAX)) | (d[i] << 32);
    ready_[4 * i] = firsts[0];
    ready_[4 * i + 1] = seconds[0];
    ready_[4 * i + 2] = firsts[1];
    ready_[4 * i + 3] = seconds[1];
  }
  counter_[0] += static_cast<std::uint32_t>(kBlocks);
  MANUMIT_CHECK(counter_[0] != 0);
  next_ = 0;
}

}  // namespace manumit::estimate
