// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstddef>

#include "random.h"
#include "ziggurat.h"

namespace manumit::estimate {
namespace {

const Ziggurat& kZiggurat = normal_ziggurat();

/// The logarithm of a gamma draw, for shapes so small that the draw itself would be 0.
double log_gamma_draw(Stream& stream, double shape) {
  // Marsaglia and Tsang (2000, below): G(a) = G(a + 1) · U^(1/a).
  const double larger = stream.gamma(shape + 1);
  return std::log(larger) + std::log(stream.uniform()) / shape;
}

}  // namespace

double Stream::normal() {
  for (;;) {
    // The layer and the place in it come from different bits of one number.
    const std::uint64_t word = bits();
    const std::size_t layer = word % Ziggurat::kLayers;
    const double side = (static_cast<double>(word >> 11U) + 0.5) * 0x1p-52 - 1;
    const double x = side * kZiggurat.edge[layer];
    if (std::fabs(x) < kZiggurat.edge[layer + 1])
      return x;
    if (layer == 0) {
      // Marsaglia (1964), Technometrics 6, pp. 101-102 (not checked): the tail beyond R, by an
      // exponential that is tried against it.
      for (;;) {
        const double beyond = -std::log(uniform()) / kZiggurat.tail();
        if (-2 * std::log(uniform()) > beyond * beyond)
          return side < 0 ? -kZiggurat.tail() - beyond : kZiggurat.tail() + beyond;
      }
    }
    const double low = kZiggurat.density[layer];
    const double up = kZiggurat.density[layer + 1];
    if (low + uniform() * (up - low) < bell(x))
      return x;
  }
}

double Stream::gamma(double shape) {
  if (shape < 1)
    return std::exp(log_gamma_draw(*this, shape));
  // Marsaglia and Tsang (2000), "A simple method for generating gamma variables", ACM Transactions
  // on Mathematical Software 26(3), pp. 363-372, with their squeeze.
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal();
    const double root = 1 + c * x;
    if (root <= 0)
      continue;
    const double v = root * root * root;
    const double u = uniform();
    if (u < 1 - 0.0331 * (x * x) * (x * x))
      return d * v;
    if (std::log(u) < 0.5 * x * x + d * (1 - v + std::log(v)))
      return d * v;
  }
}

double Stream::beta(double a, double b) {
  // One of two equal to 1 is a power of a uniform: its distribution turned round.
  if (b == 1)
    return std::exp(std::log(uniform()) / a);
  if (a == 1)
    return -std::expm1(std::log(uniform()) / b);
  if (a < 1 && b < 1) {
    // Both gammas may be too small to be held: only their ratio counts.
    const double log_y = log_gamma_draw(*this, b);
    const double difference = log_y - log_gamma_draw(*this, a);
    return 1 / (1 + std::exp(difference));
  }
  const double x = gamma(a);
  const double y = gamma(b);
  return x / (x + y);
}

}  // namespace manumit::estimate
