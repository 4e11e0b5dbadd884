// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/json_reader.h"

namespace manumit::proof {

/// The bytes of lower-case hexadecimal digits: capitals would be a second form of the same.
[[nodiscard]] inline std::optional<Bytes> from_lower_hex(std::string_view digits) {
  auto bytes = from_hex(digits);
  if (!bytes || to_hex(*bytes) != digits)
    return std::nullopt;
  return std::move(*bytes);
}

/// Takes members out of a JSON value. What is missing or of another kind leaves `sound` false for
/// good; the caller asks once, at the end.
class JsonTaker {
 public:
  [[nodiscard]] bool sound() const { return sound_; }
  void need(bool holds) { sound_ = sound_ && holds; }

  [[nodiscard]] std::string text(const JsonValue& in, std::string_view key) {
    const JsonValue* found = member(in, key, JsonValue::Kind::text);
    return found == nullptr ? std::string() : found->text;
  }
  [[nodiscard]] bool yes_no(const JsonValue& in, std::string_view key) {
    const JsonValue* found = member(in, key, JsonValue::Kind::yes_no);
    return found != nullptr && found->yes;
  }
  [[nodiscard]] std::int64_t whole(const JsonValue& in, std::string_view key) {
    const JsonValue* found = member(in, key, JsonValue::Kind::number);
    return found == nullptr ? 0 : number<std::int64_t>(found->text);
  }
  [[nodiscard]] std::uint64_t unsigned_number(const JsonValue& in, std::string_view key) {
    const JsonValue* found = member(in, key, JsonValue::Kind::number);
    return found == nullptr ? 0 : number<std::uint64_t>(found->text);
  }
  [[nodiscard]] std::span<const JsonValue> list(const JsonValue& in, std::string_view key,
                                                std::size_t at_most) {
    const JsonValue* found = member(in, key, JsonValue::Kind::list);
    need(found != nullptr && found->items.size() <= at_most);
    return sound_ ? std::span<const JsonValue>(found->items) : std::span<const JsonValue>();
  }
  [[nodiscard]] const JsonValue& object(const JsonValue& in, std::string_view key) {
    const JsonValue* found = member(in, key, JsonValue::Kind::object);
    return found == nullptr ? nothing_ : *found;
  }
  /// So many bytes as lower-case hexadecimal.
  template <std::size_t N>
  void hex(const JsonValue& in, std::string_view key, std::array<std::uint8_t, N>& into) {
    hex_text(text(in, key), into);
  }
  template <std::size_t N>
  void hex_text(std::string_view digits, std::array<std::uint8_t, N>& into) {
    const auto bytes = from_lower_hex(digits);
    need(bytes && bytes->size() == N);
    if (sound_)
      std::copy(bytes->begin(), bytes->end(), into.begin());
  }
  [[nodiscard]] Bytes hex_bytes(const JsonValue& in, std::string_view key, std::size_t at_most) {
    auto bytes = from_lower_hex(text(in, key));
    need(bytes && bytes->size() <= at_most);
    return sound_ ? std::move(*bytes) : Bytes();
  }

 private:
  const JsonValue* member(const JsonValue& in, std::string_view key, JsonValue::Kind kind) {
    const JsonValue* found = in.kind == JsonValue::Kind::object ? in.find(key) : nullptr;
    need(found != nullptr && found->kind == kind);
    return sound_ ? found : nullptr;
  }
  template <typename Number>
  Number number(std::string_view digits) {
    Number out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    need(error == std::errc() && end == digits.data() + digits.size());
    return out;
  }

  bool sound_ = true;
  JsonValue nothing_;
};

}  // namespace manumit::proof
