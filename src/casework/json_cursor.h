// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace manumit::casework {

/// Walks over canonical JSON, piece by piece, and takes nothing else: no blanks, no other order of
/// keys, no escape that need not be. So one filing has one form, and reading costs little more
/// than copying.
///
/// Every function that fails leaves `ok` false for good; the caller asks once at the end of a
/// piece. Numbers and texts that are well-formed but not canonical fail too.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  /// How many bytes are not read yet.
  [[nodiscard]] std::size_t left() const { return text_.size() - at_; }
  void fail() { ok_ = false; }

  /// Steps over the letter if it is the next one.
  [[nodiscard]] bool take(char letter);
  /// The letter must be the next one.
  void need(char letter);
  /// The words must be next, as they stand.
  void need(std::string_view words);
  /// Whether the next letter is this one; does not step.
  [[nodiscard]] bool sees(char letter) const;

  /// Begins an object: `{`. After it come `key` and `need_key`.
  void open_object();
  void close_object() {
    need('}');
    first_ = false;
  }
  /// Steps over `"name":`, with the comma that parts it from the key before, if it is next.
  [[nodiscard]] bool key(std::string_view name);
  void need_key(std::string_view name);

  [[nodiscard]] std::string text();
  /// A text that needs no escapes, such as a name from a list, as a view into what is read.
  [[nodiscard]] std::string_view plain_text();
  /// A text that would not have been written had it been empty.
  [[nodiscard]] std::string full_text();
  /// So many bytes as lower-case hexadecimal; upper-case digits would be a second form of the same.
  template <std::size_t kBytes>
  [[nodiscard]] std::array<std::uint8_t, kBytes> hex_bytes();
  [[nodiscard]] std::int64_t whole();
  /// The letters of a number, up to the comma or bracket that ends it.
  [[nodiscard]] std::string_view number_token();

 private:
  void escape(std::string& out);

  std::string_view text_;
  std::size_t at_ = 0;
  bool first_ = true;
  bool ok_ = true;
};

template <std::size_t kBytes>
std::array<std::uint8_t, kBytes> JsonCursor::hex_bytes() {
  std::array<std::uint8_t, kBytes> out{};
  std::array<std::uint8_t, 2 * kBytes> digits{};
  const std::string_view hex = plain_text();
  if (hex.size() != digits.size()) {
    fail();
    return out;
  }
  // There are several ids in every statement: without a branch the compiler takes many letters at
  // once.
  unsigned bad = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto figure = static_cast<std::uint8_t>(hex[i] - '0');
    const auto letter = static_cast<std::uint8_t>(hex[i] - 'a');
    digits[i] = figure < 10 ? figure : static_cast<std::uint8_t>(letter + 10);
    bad |= static_cast<unsigned>(figure >= 10) & static_cast<unsigned>(letter >= 6);
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(digits[2 * i] * 16 + digits[2 * i + 1]);
  if (bad != 0)
    fail();
  return out;
}

}  // namespace manumit::casework
