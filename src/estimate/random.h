// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace manumit::estimate {

/// Random numbers by counter: number i of the stream (seed, purpose, replicate) is a function of
/// those alone, so it does not matter which thread draws it, or when.
///
/// Philox 4x32-10: Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as
/// 1, 2, 3", SC '11. The key is the seed, the counter's upper half purpose and replicate.
class Stream {
 public:
  /// `purpose` is a short fixed word, such as "stepwise": other words give other streams.
  Stream(std::uint64_t seed, std::string_view purpose, std::uint64_t replicate);

  [[nodiscard]] std::uint64_t bits();
  /// Uniform on (0, 1), 53 bits, never 0 or 1.
  [[nodiscard]] double uniform();
  [[nodiscard]] double normal();
  [[nodiscard]] double gamma(double shape);  ///< Scale 1; shape > 0.
  [[nodiscard]] double beta(double a, double b);
  [[nodiscard]] std::uint64_t poisson(double mean);
  [[nodiscard]] std::uint64_t binomial(std::uint64_t trials, double probability);
  /// Spreads `trials` over the cells by their weights, which need not add up to 1.
  void multinomial(std::uint64_t trials, std::span<const double> weights,
                   std::span<std::uint64_t> into);

 private:
  void refill();
  std::array<std::uint32_t, 4> counter_{};
  std::array<std::uint32_t, 2> key_{};
  std::array<std::uint64_t, 2> ready_{};
  unsigned left_ = 0;
};

}  // namespace manumit::estimate
