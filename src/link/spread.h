// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace manumit::link {

/// The middle 95 of 100 values, and the one in the middle. There must be one at least.
struct Spread {
  double low = 0;
  double middle = 0;
  double high = 0;
  [[nodiscard]] static Spread of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
      const double place = share * static_cast<double>(values.size() - 1);
      return values[static_cast<std::size_t>(std::lround(place))];
    };
    return {at(0.025), at(0.5), at(0.975)};
  }
};

}  // namespace manumit::link
