// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace manumit::estimate {

/// The share of the standard normal distribution below `z`.
[[nodiscard]] double normal_below(double z);
/// The point below which the share `p` lies: -infinite at 0 or less, infinite at 1 or more.
[[nodiscard]] double normal_point(double p);

}  // namespace manumit::estimate
