// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "list_table.h"

namespace manumit::estimate {

/// Whether a log-linear model has a finite estimate on these cells, as a code e + 2r (notes 4.2).
///
/// r is 1 when the cells cannot tell the terms apart. e is 1 when the likelihood only rises on the
/// way to infinity: Fienberg and Rinaldo (2012), Annals of Statistics 40(2), pp. 996-1023. A
/// fitting routine stops somewhere on that way and shows hundreds of billions of people.
/// `cells` are those kept (no term at minus infinity is in them), `positive` says where somebody
/// was counted, `terms` are the finite ones, the empty one among them.
[[nodiscard]] int existence_of(std::span<const History> cells, const std::vector<bool>& positive,
                               std::span<const History> terms);

/// True only where the code is surely 0, found in well under a microsecond: the cells with people
/// tell the terms apart. Most tables pass; the others need `existence_of`.
[[nodiscard]] bool surely_exists(std::span<const History> cells, const std::vector<bool>& positive,
                                 std::span<const History> terms);

/// The same for a design given row by row, one row for each cell kept, as the joint model has it.
[[nodiscard]] int existence_of_rows(const std::vector<std::vector<double>>& rows,
                                    const std::vector<bool>& positive);

/// How far A·x stays from b at best when no x may be negative. `columns` are those of A.
/// Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23.
[[nodiscard]] double nonnegative_residual(const std::vector<std::vector<double>>& columns,
                                          const std::vector<double>& b);

}  // namespace manumit::estimate
