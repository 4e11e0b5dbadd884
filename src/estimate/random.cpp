// SPDX-License-Identifier: Apache-2.0
#include "random.h"

#include <bit>
#include <cmath>

#include "base/check.h"

namespace manumit::estimate {
namespace {

// Salmon et al. (2011), section 4.3 and the Random123 library: multipliers and Weyl increments.
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
  std::array<PhiloxBlock, kBlocks> blocks;
  for (std::size_t i = 0; i < kBlocks; ++i) {
    blocks[i] = counter_;
    blocks[i][0] += static_cast<std::uint32_t>(i);
  }
  PhiloxKey key = key_;
  for (int round = 0; round < kRounds; ++round) {
    for (PhiloxBlock& block : blocks)
      one_round(block, key);
    key = next_key(key);
  }
  for (std::size_t i = 0; i < kBlocks; ++i) {
    ready_[2 * i] = blocks[i][0] | (std::uint64_t{blocks[i][1]} << 32U);
    ready_[2 * i + 1] = blocks[i][2] | (std::uint64_t{blocks[i][3]} << 32U);
  }
  counter_[0] += static_cast<std::uint32_t>(kBlocks);
  MANUMIT_CHECK(counter_[0] != 0);
  next_ = 0;
}

}  // namespace manumit::estimate
