// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/csv.h"

namespace manumit::estimate {

/// One column of a file of lists, before anybody has said what it is for.
struct ListColumn {
  enum class Kind : std::uint8_t {
    list,    ///< Most of its cells are 0 or 1: a slip in it is to be named, not taken for a group.
    count,   ///< How many people a row stands for.
    values,  ///< Anything else: people can be split by it, or it is left aside.
  };
  std::string name;
  Kind kind = Kind::values;
  std::vector<std::string> values;  ///< Different cells in order, at most `kMostGroups` of them.
  bool more_values = false;         ///< There are more than those.
};
/// A column with more different values than this splits people into groups too small to reckon.
inline constexpr std::size_t kMostGroups = 50;

struct ListColumns {
  std::vector<ListColumn> columns;
  std::uint64_t rows = 0;  ///< Without the headings.
};

/// Looks at every cell once, to show a person what a file holds before `read_lists` reads it.
/// What is wrong with a cell is `read_lists`' to say. Memory does not grow with the rows.
[[nodiscard]] Result<ListColumns> columns_of(ByteSource source, const std::string& name);

}  // namespace manumit::estimate
