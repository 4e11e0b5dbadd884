// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace manumit::estimate {

/// What a ziggurat of 256 layers needs of the normal density (Marsaglia and Tsang 2000, "The
/// ziggurat method for generating random variables", Journal of Statistical Software 5(8)).
struct Ziggurat {
  static constexpr std::size_t kLayers = 256;
  static constexpr int kValueBits = 48;
  /// Layer i reaches from 0 to edge[i]; edge[0] is what the base with the tail would be wide.
  std::array<double, kLayers + 1> edge{};
  std::array<double, kLayers + 1> density{};  ///< Of the curve exp(-x²/2) at edge[i].
  std::array<double, kLayers> scale{};        ///< edge[i] / 2^48
  std::array<std::uint64_t, kLayers> sure{};  ///< Below it a value lies under the curve for sure.
  [[nodiscard]] double tail() const { return edge[1]; }  ///< Where the tail begins.
};
[[nodiscard]] const Ziggurat& normal_ziggurat();
/// exp(-x²/2), the height of the curve.
[[nodiscard]] double bell(double x);

}  // namespace manumit::estimate
