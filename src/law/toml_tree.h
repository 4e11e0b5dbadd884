// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace manumit::law {

/// A line and a column of a file, both counted from one; columns count letters.
struct Spot {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// A TOML value with its place in the file, so that the rest of the module needs no TOML library.
struct Value {
  enum class Kind : std::uint8_t { text, yes_no, day, list, table, other };
  Kind kind = Kind::other;
  Spot at;
  std::string text;
  bool yes = false;
  Day day;
  std::vector<Value> list;
  std::vector<Value> table;  ///< its members, sorted by key
  std::string key;           ///< of a member of a table

  [[nodiscard]] const Value* find(std::string_view wanted) const;
};

/// The file's root table. Refuses what is no TOML, and files above 256 KiB.
[[nodiscard]] Result<Value> read_toml(std::string_view text, std::string_view file);

/// Where in the file letter number `offset` of a text value stands, whatever quotation marks and
/// escapes the value is written with.
[[nodiscard]] Spot spot_inside(std::string_view file_text, Spot value_at, std::size_t offset);

/// "x.toml, line 3, column 7"
[[nodiscard]] std::string place_in(std::string_view file, Spot at);

}  // namespace manumit::law
