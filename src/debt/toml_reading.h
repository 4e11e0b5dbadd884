// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <limits>
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

#include "base/day.h"
#include "base/money.h"
#include "base/result.h"

namespace manumit::debt {

/// A whole TOML text, or where and why it is none.
[[nodiscard]] Result<toml::table> toml_of(std::string_view text, std::string_view file);

/// Reads values out of one file and names file, line and column of what it refuses.
class TomlReading {
 public:
  explicit TomlReading(std::string_view file) : file_(file) {}

  [[nodiscard]] std::string place(const toml::node& node) const;
  /// "e1.toml, line 12", for errors that come later.
  [[nodiscard]] std::string line_of(const toml::node& node) const;
  [[nodiscard]] tl::unexpected<Error> refuse(const toml::node& node, std::string what,
                                             std::string next = {},
                                             std::vector<std::string> fills = {}) const;

  /// Any other key is a slip of the pen.
  [[nodiscard]] Result<void> only(const toml::table& table,
                                  std::initializer_list<std::string_view> keys) const;
  /// The file says `format = 1` and, if a name is given, `table = "NAME"`.
  [[nodiscard]] Result<void> head(const toml::table& root) const;

  /// The tables [[key]], in order; none if the key is not there.
  [[nodiscard]] Result<std::vector<const toml::table*>> tables(const toml::table& root,
                                                               std::string_view key) const;

  [[nodiscard]] Result<std::string> text(const toml::table& table, std::string_view key) const;
  [[nodiscard]] Result<std::string> text_or(const toml::table& table, std::string_view key,
                                            std::string_view otherwise) const;
  [[nodiscard]] Result<bool> yes_or(const toml::table& table, std::string_view key,
                                    bool otherwise) const;
  [[nodiscard]] Result<std::int64_t> whole(const toml::table& table, std::string_view key,
                                           std::int64_t least, std::int64_t most) const;
  [[nodiscard]] Result<Day> day(const toml::table& table, std::string_view key) const;
  [[nodiscard]] Result<std::optional<Day>> day_if(const toml::table& table,
                                                  std::string_view key) const;

  /// A number with at most so many decimals, in units of the last: 8.25 with four is 82500. May be
  /// written as a number or, to be read as it stands, in quotation marks. Not below nothing.
  [[nodiscard]] Result<std::int64_t> decimal(const toml::node& node, int decimals) const;

  /// 18000, 18000.50 or "18 000,50 RUB".
  [[nodiscard]] Result<Money> money(const toml::node& node, Currency currency) const;

 private:
  [[nodiscard]] Result<Day> day_of_node(const toml::node& node) const;
  std::string file_;
};

}  // namespace manumit::debt
