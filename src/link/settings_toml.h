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

namespace manumit::link {

/// A whole TOML text, or where and why it is none.
[[nodiscard]] Result<toml::table> toml_of(std::string_view text, std::string_view file);

/// Reads values out of one table of a file and names file, line and column of what it refuses.
class TomlTable {
 public:
  TomlTable(const toml::table& table, std::string_view file) : table_(table), file_(file) {}

  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }
  /// Any other key is a slip of the pen.
  [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> keys) const;

  [[nodiscard]] Result<std::string> text(std::string_view key) const;
  [[nodiscard]] Result<bool> yes_or(std::string_view key, bool otherwise) const;
  [[nodiscard]] Result<std::uint64_t> whole_or(std::string_view key, std::uint64_t otherwise,
                                               std::uint64_t least, std::uint64_t most) const;
  [[nodiscard]] Result<double> real_or(std::string_view key, double otherwise, double least,
                                       double most) const;
  /// A list of texts; none if the key is not there.
  [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view key) const;
  [[nodiscard]] Result<std::vector<std::vector<std::string>>> lists_of_texts(
      std::string_view key) const;
  [[nodiscard]] Result<std::vector<double>> reals(std::string_view key, double least,
                                                  double most) const;
  /// The tables [[key]], in order; none if the key is not there.
  [[nodiscard]] Result<std::vector<TomlTable>> tables(std::string_view key) const;
  /// The table [key]; nothing if it is not there.
  [[nodiscard]] Result<std::optional<TomlTable>> part(std::string_view key) const;

  /// Refuses what stands under a key; without the key, the table.
  [[nodiscard]] tl::unexpected<Error> refuse(std::string_view key, std::string what,
                                             std::string next = {},
                                             std::vector<std::string> fills = {}) const;

 private:
  [[nodiscard]] std::string place(const toml::node& node) const;

  const toml::table& table_;
  std::string file_;
};

}  // namespace manumit::link
