// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "goal.h"
#include "leaf.h"
#include "program.h"

namespace manumit::law {

/// What the goal's literals speak of: the leaves, or the elements of one instrument.
enum class GoalDepth : std::uint8_t { leaves, elements };

/// The goal that the whole is supported, or that it is contradicted.
[[nodiscard]] GoalTree goal_that(const Program& program, const Compiled& compiled, bool supported,
                                 GoalDepth depth);

}  // namespace manumit::law
