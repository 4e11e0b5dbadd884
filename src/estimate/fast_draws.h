// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "random.h"
#include "ziggurat.h"

namespace manumit::estimate {

/// log n!, exact to rounding.
[[nodiscard]] double log_factorial(std::uint64_t n);

/// The draws that a sweep over latent classes spends its time in, made quickly and exactly: every
/// one has the distribution that its name says, to the last bits of a double. `Stream` has the same
/// distributions the plain way; a sampler that draws a hundred gammas a microsecond needs these.
class FastDraws {
 public:
  explicit FastDraws(const Stream& stream) : stream_(stream), table_(&normal_ziggurat()) {}

  [[nodiscard]] double uniform() { return stream_.uniform(); }
  [[nodiscard]] double exponential() { return -std::log(uniform()); }

  /// Scale 1; shape at least 1. Marsaglia and Tsang (2000), "A simple method for generating gamma
  /// variables", ACM Transactions on Mathematical Software 26(3), pp. 363-372.
  [[nodiscard]] double gamma_from_1(double shape) {
    const double d = shape - 1.0 / 3.0;
    const double c = (1.0 / 3.0) / std::sqrt(d);
    for (;;) {
      const Normal normal = next_normal();
      const double t = 1.0 + c * normal.value;
      const double square = normal.value * normal.value;
      const double v = t * t * t;
      // Accepted when u < 1 - 0.0331 x^4. The spare bits of the normal's word are the first seven
      // binary digits of u: they decide all but one case in a hundred.
      if (t > 0 && normal.spare + kSpareStep <= 1.0 - 0.0331 * square * square) [[likely]]
        return d * v;
      if (t > 0 && accepts(normal.spare, square, d, v))
        return d * v;
    }
  }
  [[nodiscard]] double gamma(double shape);  ///< Scale 1; shape > 0.
  [[nodiscard]] double poisson(double mean);
  [[nodiscard]] std::uint64_t binomial(std::uint64_t trials, double probability);

 private:
  struct Normal {
    double value;
    double spare;  ///< Uniform on {0, 1/128, … 127/128}, independent of the value.
  };
  static constexpr double kSpareStep = 1.0 / 128;

  [[nodiscard]] Normal next_normal() {
    for (;;) {
      const std::uint64_t word = stream_.bits();
      const std::size_t layer = word & 255U;
      const double spare = static_cast<double>((word >> 9U) & 127U) * kSpareStep;
      const std::uint64_t place = word >> 16U;
      const double size =
          static_cast<double>(static_cast<std::int64_t>(place)) * table_->scale[layer];
      const double value = (word & 256U) != 0 ? -size : size;
      if (place < table_->sure[layer]) [[likely]]
        return {value, spare};
      if (const double edge = at_edge(layer, size); edge >= 0)
        return {(word & 256U) != 0 ? -edge : edge, spare};
    }
  }
  /// The value when it lies under the curve after all, a value of the tail, or -1: draw again.
  [[nodiscard]] double at_edge(std::size_t layer, double size);
  /// Marsaglia and Tsang's whole test, with all digits of u.
  [[nodiscard]] bool accepts(double spare, double square, double d, double v);
  [[nodiscard]] std::uint64_t few_successes(std::uint64_t trials, double probability);
  [[nodiscard]] std::uint64_t many_successes(std::uint64_t trials, double probability);

  Stream stream_;
  const Ziggurat* table_;
};

}  // namespace manumit::estimate
