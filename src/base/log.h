// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string_view>

namespace manumit::log {

/// Everything that may be told. A new event is a new line here and in log.cpp, reviewed.
enum class Event : std::uint8_t {
  started,
  stopped,
  vault_created,
  vault_opened,
  vault_locked,
  vault_verified,
  vault_refused,
  entries_appended,
  import_previewed,
  import_stored,
  export_written,
  index_built,
  server_listening,
  request_served,
  request_refused,
  session_ended,
  work_failed,
};

/// What a number in an event counts.
enum class Field : std::uint8_t {
  count,
  entries,
  cases,
  rows,
  problems,
  bytes,
  milliseconds,
  status,      ///< An HTTP status or an exit code.
  error_kind,  ///< `Error::Kind` as a number.
  port,
  version,
};

/// A letter in disguise is still text.
template <typename T>
concept PlainInteger =
    std::integral<T> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
    !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// A field and its number.
class Item {
 public:
  template <PlainInteger T>
  Item(Field field, T value) : field_(field), value_(static_cast<std::int64_t>(value)) {}
  template <typename T>
  Item(Field, T) = delete;

  [[nodiscard]] Field field() const { return field_; }
  [[nodiscard]] std::int64_t value() const { return value_; }

 private:
  Field field_;
  std::int64_t value_;
};

/// Takes one finished line, without its line break.
using Sink = std::function<void(std::string_view line)>;

/// A log that cannot take free text, so no name can ever stand in it: an event from the list
/// above and whole numbers. Off unless a sink is given; passed in to whoever tells something.
class Log {
 public:
  Log() = default;
  explicit Log(Sink sink) : sink_(std::move(sink)) {}

  /// Writes to standard error.
  [[nodiscard]] static Log to_standard_error();

  /// "vault_opened entries=120 milliseconds=31".
  void event(Event what, std::initializer_list<Item> items = {}) const;

 private:
  Sink sink_;
};

}  // namespace manumit::log
