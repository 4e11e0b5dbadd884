// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace manumit::estimate {

/// How surprising it is to see so many where `expected` were: the smaller of P(X <= seen) and
/// P(X >= seen) for a Poisson X, not doubled (notes 4.3).
[[nodiscard]] double smaller_poisson_tail(double seen, double expected);

}  // namespace manumit::estimate
