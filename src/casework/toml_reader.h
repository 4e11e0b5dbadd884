// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The only place of this module that sees toml++, which returns its errors instead of throwing. The
// next five lines must stand as in exchange/case_file.cpp, which says why: the linker keeps one
// parser for all.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/day.h"
#include "base/result.h"

namespace manumit::casework {

/// A whole TOML text, or where and why it is none.
[[nodiscard]] Result<toml::table> toml_of(std::string_view text, std::string_view file);

/// Reads one table at a time and names file, line and column of what it refuses.
class TomlReader {
 public:
  explicit TomlReader(std::string_view file) : file_(file) {}

  [[nodiscard]] std::string place(const toml::node& node) const;

  /// Empty where it is not there and not needed. A key that stands there and says nothing was meant
  /// to be filled.
  [[nodiscard]] Result<std::string> text(const toml::table& table, std::string_view key,
                                         bool needed) const;
  [[nodiscard]] Result<std::vector<std::string>> texts(const toml::table& table,
                                                       std::string_view key, bool needed) const;
  /// The place of the word among those that can stand there.
  [[nodiscard]] Result<std::size_t> one_of(const toml::table& table, std::string_view key,
                                           std::span<const std::string_view> words) const;
  /// No, where it is not there.
  [[nodiscard]] Result<bool> yes_or_no(const toml::table& table, std::string_view key) const;
  /// From 1 to `most`; 0 where it is not there.
  [[nodiscard]] Result<int> whole(const toml::table& table, std::string_view key, int most) const;
  [[nodiscard]] Result<std::optional<Day>> day(const toml::table& table,
                                               std::string_view key) const;
  /// Any other key is a slip of the pen.
  [[nodiscard]] Result<void> only(const toml::table& table,
                                  std::span<const std::string_view> keys) const;

 private:
  std::string file_;
};

}  // namespace manumit::casework
