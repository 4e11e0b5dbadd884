// SPDX-License-Identifier: Apache-2.0
#include "base/json_write.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/check.h"
#include "base/encoding.h"

namespace manumit {
namespace {

constexpr std::size_t kFirstCapacity = 4096;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view kDigits = "0123456789abcdef";
constexpr int kMostPlaces = 18;  // ten to the 18th is below 2^63

/// Whether an escape may begin at this byte: 0xC2, 0xD8 and 0xE2 lead the letters that
/// `unseen_letter` knows, and many that are harmless.
bool may_need_escape(char byte) {
  return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\' || byte == '\x7f' ||
         byte == '\xC2' || byte == '\xD8' || byte == '\xE2';
}

struct Letter {
  char32_t code = 0;
  std::size_t bytes = 0;  ///< 0: none of them stands here
};

/// The C1 controls U+0080 to U+009F, the ends of lines U+2028 and U+2029, and what turns the
/// direction: U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
Letter unseen_letter(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (text.size() >= 2 && byte(0) == 0xC2 && byte(1) < 0xA0)
    return {.code = byte(1), .bytes = 2};
  if (text.starts_with("\xD8\x9C"))
    return {.code = 0x061C, .bytes = 2};
  if (text.size() < 3 || byte(0) != 0xE2)
    return {};
  if (byte(1) == 0x80 &&
      (byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE)))
    return {.code = 0x2000U + (byte(2) & 0x3FU), .bytes = 3};
  if (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9)
    return {.code = 0x2040U + (byte(2) & 0x3FU), .bytes = 3};
  return {};
}

std::string_view short_escape(char letter) {
  switch (letter) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return {};
  }
}

std::array<char, 6> long_escape(char32_t code) {
  const auto digit = [code](unsigned shift) { return kDigits[(code >> shift) & 15U]; };
  return {'\\', 'u', digit(12), digit(8), digit(4), digit(0)};
}

}  // namespace

void JsonWriter::add(std::string_view piece) {
  std::string& out = out_.reveal();
  const std::size_t needed = out.size() + piece.size();
  if (needed > out.capacity()) {
    std::string larger;
    larger.reserve(std::max({kFirstCapacity, 2 * out.capacity(), needed}));
    larger.append(out);
    out_ = Secret<std::string>(std::move(larger));
  }
  out_.reveal().append(piece);
}

void JsonWriter::new_line() {
  if (layout_ == Layout::compact)
    return;
  add("\n");
  for (std::size_t level = 0; level < open_.size(); ++level)
    add("  ");
}

void JsonWriter::before_value() {
  if (std::exchange(after_key_, false))
    return;
  MANUMIT_CHECK(open_.empty() ? out_.reveal().empty() : open_.back() == '[');
  if (std::exchange(has_value_, true))
    add(",");
  if (!open_.empty())
    new_line();
}

void JsonWriter::begin(char bracket) {
  before_value();
  add({&bracket, 1});
  open_.push_back(bracket);
  has_value_ = false;
}

void JsonWriter::end(char opened, char bracket) {
  MANUMIT_CHECK(!open_.empty() && open_.back() == opened && !after_key_);
  open_.pop_back();
  if (std::exchange(has_value_, true))
    new_line();
  add({&bracket, 1});
  if (open_.empty() && layout_ == Layout::indented)
    add("\n");
}

void JsonWriter::key(std::string_view name) {
  MANUMIT_CHECK(!open_.empty() && open_.back() == '{' && !after_key_);
  if (std::exchange(has_value_, true))
    add(",");
  new_line();
  quoted(name);
  add(layout_ == Layout::compact ? ":" : ": ");
  after_key_ = true;
}

void JsonWriter::text(std::string_view value) {
  before_value();
  quoted(value);
}

void JsonWriter::quoted(std::string_view value) {
  add("\"");
  for (auto bad = first_bad_utf8(value); bad; bad = first_bad_utf8(value)) {
    add_escaped(value.substr(0, *bad));
    add(kReplacement);
    value.remove_prefix(*bad + 1);
  }
  add_escaped(value);
  add("\"");
}

void JsonWriter::add_escaped(std::string_view sound) {
  while (!sound.empty()) {
    const auto stop = std::find_if(sound.begin(), sound.end(), may_need_escape);
    const auto plain = static_cast<std::size_t>(stop - sound.begin());
    add(sound.substr(0, plain));
    sound.remove_prefix(plain);
    if (sound.empty())
      return;
    std::size_t taken = 1;
    if (const std::string_view brief = short_escape(sound.front()); !brief.empty()) {
      add(brief);
    } else if (const Letter unseen = unseen_letter(sound); unseen.bytes != 0) {
      const auto escape = long_escape(unseen.code);
      add({escape.data(), escape.size()});
      taken = unseen.bytes;
    } else if (const auto byte = static_cast<unsigned char>(sound.front()); byte < 0x80) {
      const auto escape = long_escape(byte);
      add({escape.data(), escape.size()});
    } else {
      add(sound.substr(0, 1));
    }
    sound.remove_prefix(taken);
  }
}

void JsonWriter::real(double value) {
  if (!std::isfinite(value))
    return nothing();
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  as_is({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::decimal(std::int64_t units, int places) {
  MANUMIT_CHECK(places >= 0 && places <= kMostPlaces);
  // The magnitude without its sign, as the least int64 has no positive counterpart.
  const auto bits = static_cast<std::uint64_t>(units);
  std::string digits = std::to_string(units < 0 ? 0 - bits : bits);
  const auto behind = static_cast<std::size_t>(places);
  if (digits.size() <= behind)
    digits.insert(0, behind + 1 - digits.size(), '0');
  if (behind > 0)
    digits.insert(digits.size() - behind, 1, '.');
  text((units < 0 ? "-" : "") + digits);
}

void JsonWriter::texts(const std::vector<std::string>& values) {
  open_list();
  for (const std::string& value : values)
    text(value);
  close_list();
}

void JsonWriter::as_is(std::string_view json) {
  before_value();
  add(json);
}

Secret<std::string> JsonWriter::take() {
  MANUMIT_CHECK(open_.empty());
  has_value_ = false;
  return std::exchange(out_, Secret<std::string>());
}

}  // namespace manumit
