// SPDX-License-Identifier: Apache-2.0
#include "json_writer.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace manumit::cli {
namespace {

std::string escaped(std::uint32_t code) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "\\u%04x", code & 0xFFFFU);
  return text.data();
}

/// The direction marks U+200E, U+200F, U+202A–U+202E, U+2066–U+2069 and U+061C, if one stands
/// here, and how many bytes it takes.
std::pair<std::uint32_t, std::size_t> direction_mark(std::string_view text) {
  if (text.starts_with("\xD8\x9C"))
    return {0x061C, 2};
  if (text.size() < 3 || text[0] != '\xE2')
    return {0, 0};
  const auto second = static_cast<std::uint8_t>(text[1]);
  const auto third = static_cast<std::uint8_t>(text[2]);
  if (second == 0x80 && (third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE)))
    return {0x2000U + (third & 0x3FU), 3};
  if (second == 0x81 && third >= 0xA6 && third <= 0xA9)
    return {0x2040U + (third & 0x3FU), 3};
  return {0, 0};
}

/// U+0080 to U+009F: control letters that some terminals obey.
bool is_c1(std::string_view text) {
  return text.size() >= 2 && text[0] == '\xC2' && static_cast<std::uint8_t>(text[1]) < 0xA0;
}

}  // namespace

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_values_.empty())
    return;
  if (has_values_.back())
    out_ << ',';
  has_values_.back() = true;
  out_ << '\n' << std::string(2 * has_values_.size(), ' ');
}

void JsonWriter::open(char bracket) {
  before_value();
  out_ << bracket;
  has_values_.push_back(false);
}

void JsonWriter::close(char bracket) {
  const bool had_values = has_values_.back();
  has_values_.pop_back();
  if (had_values)
    out_ << '\n' << std::string(2 * has_values_.size(), ' ');
  out_ << bracket;
  if (has_values_.empty())
    out_ << '\n';
}

void JsonWriter::key(std::string_view name) {
  text(name);
  out_ << ": ";
  after_key_ = true;
}

void JsonWriter::raw(std::string_view text) {
  before_value();
  out_ << text;
}

void JsonWriter::number(double value) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  raw(error == std::errc{} ? std::string_view(text.data(), end) : "null");
}

void JsonWriter::texts(std::string_view name, const std::vector<std::string>& values) {
  key(name);
  begin_array();
  for (const std::string& value : values)
    text(value);
  end_array();
}

void JsonWriter::text(std::string_view value) {
  std::string quoted = "\"";
  while (!value.empty()) {
    const char letter = value[0];
    std::size_t taken = 1;
    if (letter == '"' || letter == '\\') {
      quoted += '\\';
      quoted += letter;
    } else if (letter == '\n') {
      quoted += "\\n";
    } else if (static_cast<std::uint8_t>(letter) < 0x20 || letter == 0x7F) {
      quoted += escaped(static_cast<std::uint8_t>(letter));
    } else if (is_c1(value)) {
      quoted += escaped(static_cast<std::uint8_t>(value[1]));
      taken = 2;
    } else if (const auto [code, bytes] = direction_mark(value); bytes != 0) {
      quoted += escaped(code);
      taken = bytes;
    } else {
      quoted += letter;
    }
    value.remove_prefix(taken);
  }
  raw(quoted + '"');
}

}  // namespace manumit::cli
