// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace manumit::estimate {

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;
/// Philox 4x32-10: four random words for a counter and a key.
[[nodiscard]] PhiloxBlock philox(PhiloxBlock counter, PhiloxKey key);

/// Random numbers by counter: number i of the stream (seed, purpose, replicate) is a function of
/// those alone, so it does not matter which thread draws it, or when.
///
/// Philox 4x32-10: Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as
/// 1, 2, 3", SC '11. The key is the seed; the counter holds purpose, replicate and place, so no two
/// streams share a number. A stream has 2^33 numbers of 64 bits; drawing more ends the program.
class Stream {
 public:
  /// `purpose` is a short fixed word, such as "stepwise": other words give other streams.
  Stream(std::uint64_t seed, std::string_view purpose, std::uint64_t replicate);

  [[nodiscard]] std::uint64_t bits() {
    if (next_ == ready_.size())
      refill();
    return ready_[next_++];
  }
  /// Uniform on (0, 1), 52 bits, never 0 or 1.
  [[nodiscard]] double uniform() {
    // The middle of one of 2^52 equal pieces, so that the ends are as far as their neighbours.
    return (static_cast<double>(bits() >> 12U) + 0.5) * 0x1p-52;
  }
  [[nodiscard]] double normal();
  [[nodiscard]] double gamma(double shape);  ///< Scale 1; shape > 0.
  [[nodiscard]] double beta(double a, double b);
  [[nodiscard]] std::uint64_t poisson(double mean);
  [[nodiscard]] std::uint64_t binomial(std::uint64_t trials, double probability);
  /// Spreads `trials` over the cells by their weights, which need not add up to 1. A cell of
  /// weight 0 gets nobody.
  void multinomial(std::uint64_t trials, std::span<const double> weights,
                   std::span<std::uint64_t> into);

 private:
  /// Four blocks at a time: they do not wait for each other, so a core works on all four at once.
  static constexpr std::size_t kBlocks = 4;
  void refill();
  PhiloxBlock counter_{};  ///< Of the next block.
  PhiloxKey key_{};
  std::array<std::uint64_t, 2 * kBlocks> ready_{};
  std::size_t next_ = ready_.size();
};

}  // namespace manumit::estimate
