// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
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

#include "base/result.h"

namespace manumit::gap {

/// A whole TOML text of at most a mebibyte that begins with format = 1, or where and why it is
/// none.
[[nodiscard]] Result<toml::table> toml_of(std::string_view text, const std::string& file);

/// Reads values out of one file and names file, line and column of what it refuses.
class TomlReading {
 public:
  explicit TomlReading(std::string file) : file_(std::move(file)) {}

  [[nodiscard]] std::string place(const toml::node& node) const;
  [[nodiscard]] tl::unexpected<Error> refuse(const toml::node& node, std::string what,
                                             std::string next = {},
                                             std::vector<std::string> fills = {}) const;
  /// Any other key is a slip of the pen.
  [[nodiscard]] Result<void> only(const toml::table& table,
                                  std::initializer_list<std::string_view> keys) const;
  /// The tables [[key]], in order; none if the key is not there.
  [[nodiscard]] Result<std::vector<const toml::table*>> tables(const toml::table& root,
                                                               std::string_view key) const;
  /// The table [key]; an empty one if the key is not there.
  [[nodiscard]] Result<const toml::table*> table(const toml::table& root,
                                                 std::string_view key) const;
  [[nodiscard]] Result<std::string> text(const toml::table& table, std::string_view key) const;
  [[nodiscard]] Result<std::string> text_or(const toml::table& table, std::string_view key,
                                            std::string_view otherwise) const;
  /// A text, or a date or whole number as it is written; empty if the key is not there.
  [[nodiscard]] Result<std::string> time_or_none(const toml::table& table,
                                                 std::string_view key) const;
  [[nodiscard]] Result<std::optional<bool>> yes_if(const toml::table& table,
                                                   std::string_view key) const;
  [[nodiscard]] Result<std::optional<double>> number_if(const toml::table& table,
                                                        std::string_view key) const;
  /// A list of texts, or one text alone.
  [[nodiscard]] Result<std::vector<std::string>> texts(const toml::table& table,
                                                       std::string_view key) const;

 private:
  std::string file_;
};

}  // namespace manumit::gap
