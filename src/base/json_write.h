// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"

namespace manumit {

/// Writes one JSON text from front to back, with the keys in the order given, so that the same
/// result is the same bytes.
///
/// What it writes may be a person's file, so the buffer is wiped whenever it moves. Every text
/// becomes a JSON string whatever it holds, and reads back as the same text: control letters,
/// U+2028 and U+2029 (which end a line in older JavaScript) and the letters that turn the reading
/// direction stand as \u escapes, so that nothing plays tricks on a terminal or in a log. Bytes
/// that are no UTF-8 become U+FFFD.
///
/// A bracket closed that is not open, or a member without its key, is a broken promise and ends
/// the program. No tree is built; O(n).
class JsonWriter {
 public:
  enum class Layout : std::uint8_t {
    compact,   ///< On one line, for a program.
    indented,  ///< Two spaces a level, with a line break at the end, for `--json`.
  };
  explicit JsonWriter(Layout layout = Layout::compact) : layout_(layout) {}

  void open() { begin('{'); }
  void close() { end('{', '}'); }
  void open_list() { begin('['); }
  void close_list() { end('[', ']'); }
  void key(std::string_view name);

  void text(std::string_view value);
  void whole(std::integral auto value) { as_is(std::to_string(value)); }
  void real(double value);  ///< What JSON cannot say (infinite, not a number) becomes null.
  /// An exact decimal as a string, which no reader rounds: 603576 and 2 are "6035.76".
  /// At most 18 places.
  void decimal(std::int64_t units, int places);
  void yes_no(bool value) { as_is(value ? "true" : "false"); }
  void nothing() { as_is("null"); }
  void texts(const std::vector<std::string>& values);
  /// A JSON text that stands already.
  void as_is(std::string_view json);

  void field(std::string_view name, std::string_view value) { key(name), text(value); }
  void field(std::string_view name, const char* value) { key(name), text(value); }
  void field(std::string_view name, const std::string& value) { key(name), text(value); }
  void field(std::string_view name, const std::vector<std::string>& values) {
    key(name), texts(values);
  }
  void field(std::string_view name, std::same_as<bool> auto value) { key(name), yes_no(value); }
  void field(std::string_view name,
             std::integral auto value) requires(!std::same_as<decltype(value), bool>) {
    key(name), whole(value);
  }
  void field(std::string_view name, std::same_as<double> auto value) { key(name), real(value); }
  /// A list: `write_one(item)` writes each value.
  template <typename Items, typename Write>
  void list(std::string_view name, const Items& items, Write write_one) {
    key(name);
    open_list();
    for (const auto& item : items)
      write_one(item);
    close_list();
  }
  /// A list of objects: `write_members(item)` writes what stands in each.
  template <typename Items, typename Write>
  void objects(std::string_view name, const Items& items, Write write_members) {
    list(name, items, [&](const auto& item) {
      open();
      write_members(item);
      close();
    });
  }
  /// Left out when empty: absence means not recorded.
  void field_if(std::string_view name, std::string_view value) {
    if (!value.empty())
      field(name, value);
  }

  /// The text written so far; every bracket is closed. The writer is empty afterwards.
  [[nodiscard]] Secret<std::string> take();
  [[nodiscard]] std::string_view view() const { return out_.reveal(); }

 private:
  void begin(char bracket);
  void end(char opened, char bracket);
  void before_value();
  void new_line();
  void quoted(std::string_view value);
  void add(std::string_view piece);
  void add_escaped(std::string_view sound);

  Layout layout_;
  Secret<std::string> out_;
  std::string open_;        ///< The brackets that are open, the outermost first.
  bool has_value_ = false;  ///< The innermost bracket holds something.
  bool after_key_ = false;
};

}  // namespace manumit
