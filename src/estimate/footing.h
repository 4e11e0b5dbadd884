// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answer.h"
#include "list_table.h"
#include "settings.h"

namespace manumit::estimate {

/// What a table can carry, known before any method is run (notes §5).
struct Footing {
  std::optional<ListTable> usable;  ///< Without the lists that say nothing; none when none is left.
  std::vector<std::string> left_out;  ///< In the order of the columns.
  std::vector<Warning> warnings;
  std::optional<Warning> refused;  ///< The whole table.
  int main_effects_code = 0;

  [[nodiscard]] int lists() const { return usable ? usable->lists() : 0; }
};
[[nodiscard]] Footing footing_of(const ListTable& table, const Settings& settings);

/// The methods to show, in the order of `Method`: those named, else all that fit so many lists. A
/// table without an upper bound gets its lower bound even when nobody asked.
[[nodiscard]] std::vector<Method> methods_wanted(const Footing& footing, const Settings& settings);

/// Whether a lower bound still means something where there is no estimate.
[[nodiscard]] bool may_be_bounded(const Footing& footing);

/// Why a method is not run on this table; none when it is.
[[nodiscard]] std::optional<Warning> refusal_of(const Footing& footing, Method method);

}  // namespace manumit::estimate
