// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace manumit::desk {

inline constexpr const char* kJsonType = "application/json; charset=utf-8";

/// Writes one JSON text from front to back, with the keys in the order given.
///
/// What it writes is a person's file, so the buffer is wiped whenever it moves. Every text becomes
/// a JSON string whatever it holds: control letters, U+2028 and U+2029 are escaped, and bytes that
/// are no UTF-8 become U+FFFD. Some 200 MB/s; no tree is built.
class JsonWriter {
 public:
  JsonWriter() = default;

  void open() { begin('{'); }
  void close() { end('}'); }
  void open_list() { begin('['); }
  void close_list() { end(']'); }
  void key(std::string_view name);

  void text(std::string_view value);
  void whole(std::int64_t value);
  void real(double value);  ///< What JSON cannot say (infinite, not a number) becomes null.
  void yes_no(bool value);
  void nothing();
  /// A JSON text that stands already.
  void as_is(std::string_view json);

  void field(std::string_view name, std::string_view value) { key(name), text(value); }
  void field(std::string_view name, const char* value) { key(name), text(value); }
  void field(std::string_view name, const std::string& value) { key(name), text(value); }
  void field(std::string_view name, std::same_as<bool> auto value) { key(name), yes_no(value); }
  void field(std::string_view name,
             std::integral auto value) requires(!std::same_as<decltype(value), bool>) {
    key(name), whole(static_cast<std::int64_t>(value));
  }

  /// The text written so far; the writer is empty afterwards.
  [[nodiscard]] Secret<std::string> take();
  [[nodiscard]] std::string_view view() const { return out_.reveal(); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void comma();
  void add(std::string_view piece);
  void add_escaped(std::string_view sound);

  Secret<std::string> out_;
  bool needs_comma_ = false;
};

/// The error with its sentence, place, advice and fills.
void write(JsonWriter& json, const Error& error);

/// "bad_input".
[[nodiscard]] std::string_view kind_name(Error::Kind kind);

}  // namespace manumit::desk
