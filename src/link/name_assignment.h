// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace manumit::link {

/// No partner.
inline constexpr std::size_t kAlone = static_cast<std::size_t>(-1);

/// For each row the column that is set against it, so that the sum of the chosen values is the
/// highest there is; with more rows than columns some rows stay alone.
///
/// `values` has rows × columns numbers, row by row. Kuhn (1955), Naval Research Logistics Quarterly
/// 2, pp. 83-97, with shortest paths (Jonker and Volgenant 1987, Computing 38, pp. 325-340). Time
/// O(smaller² · larger).
[[nodiscard]] std::vector<std::size_t> best_assignment(std::span<const double> values,
                                                       std::size_t rows, std::size_t columns);

}  // namespace manumit::link
