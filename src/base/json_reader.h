// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manumit {

/// A JSON value that knows where in its file it stands, so that an error can name line and column.
///
/// The files of `casework` are read by JsonCursor, which takes one canonical form alone; this one
/// is for files that people and other programs write, with blanks and keys in any order.
struct JsonValue {
  enum class Kind : std::uint8_t { nothing, yes_no, number, text, list, object };
  Kind kind = Kind::nothing;
  std::size_t line = 1;
  std::size_t column = 1;  ///< counts letters, not bytes
  bool yes = false;
  std::string text;              ///< of a text; of a number its digits as they stand
  std::vector<JsonValue> items;  ///< of a list, or the members of an object, in their order
  std::string key;               ///< of a member of an object

  /// The member with that key, or null.
  [[nodiscard]] const JsonValue* find(std::string_view wanted) const;
};

/// How much of a file is read; the usual is far more than people type.
struct JsonLimits {
  std::size_t bytes = std::size_t{1} << 20;
  std::size_t values = 100'000;
};

/// Reads one JSON text (RFC 8259). Refuses, with line and column: bytes that are no UTF-8, a key
/// that an object holds twice, brackets more than 16 deep, files above the limits. A byte order
/// mark at the beginning is passed over. O(n).
[[nodiscard]] Result<JsonValue> read_json(std::string_view text, std::string_view file,
                                          JsonLimits limits = {});

/// "answers.json, line 3, column 7"
[[nodiscard]] std::string place_in(std::string_view file, const JsonValue& at);

}  // namespace manumit
