// SPDX-License-Identifier: Apache-2.0
#include "ziggurat.h"

#include <cmath>

namespace manumit::estimate {
namespace {

// Marsaglia and Tsang (2000), the ziggurat: for 256 layers the tail begins at r, and each layer has
// the area v. That all areas are then equal, the tail's too, is tested.
constexpr double kTail = 3.6541528853610088;
constexpr double kLayerArea = 0.00492867323399;

Ziggurat build() {
  Ziggurat table;
  table.edge[0] = kLayerArea / bell(kTail);
  table.edge[1] = kTail;
  for (std::size_t i = 2; i < Ziggurat::kLayers; ++i) {
    const double last = table.edge[i - 1];
    table.edge[i] = std::sqrt(-2 * std::log(kLayerArea / last + bell(last)));
  }
  table.edge[Ziggurat::kLayers] = 0;
  const double places = std::ldexp(1.0, Ziggurat::kValueBits);
  for (std::size_t i = 0; i < Ziggurat::kLayers; ++i) {
    table.scale[i] = table.edge[i] / places;
    table.sure[i] = static_cast<std::uint64_t>(table.edge[i + 1] / table.edge[i] * places);
  }
  for (std::size_t i = 0; i <= Ziggurat::kLayers; ++i)
    table.density[i] = bell(table.edge[i]);
  return table;
}

}  // namespace

double bell(double x) {
  return std::exp(-0.5 * x * x);
}

const Ziggurat& normal_ziggurat() {
  static const Ziggurat table = build();
  return table;
}

}  // namespace manumit::estimate
