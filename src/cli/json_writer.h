// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace manumit::cli {

/// Writes JSON for `--json`, two spaces a level, keys in the order in which they are given, so
/// that the same result is the same bytes. Control letters and letters that turn the reading
/// direction stand as \u escapes: nothing is lost and nothing plays tricks on a terminal.
class JsonWriter {
 public:
  explicit JsonWriter(std::ostream& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);

  void text(std::string_view value);
  void number(std::integral auto value) { raw(std::to_string(value)); }
  void number(double value);
  void boolean(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }

  void field(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void field(std::string_view name, const char* value) { field(name, std::string_view(value)); }
  void field(std::string_view name, bool value) {
    key(name);
    boolean(value);
  }
  template <std::integral T>
  void field(std::string_view name, T value) {
    key(name);
    number(value);
  }
  /// Left out when empty: absence means not recorded.
  void field_if(std::string_view name, std::string_view value) {
    if (!value.empty())
      field(name, value);
  }
  void texts(std::string_view name, const std::vector<std::string>& values);

 private:
  void open(char bracket);
  void close(char bracket);
  void raw(std::string_view text);
  void before_value();

  std::ostream& out_;
  std::vector<bool> has_values_;  ///< for each open bracket
  bool after_key_ = false;
};

}  // namespace manumit::cli
