// SPDX-License-Identifier: Apache-2.0
#include "json_cursor.h"

#include <charconv>
#include <cstring>

#include "filing_json.h"

namespace manumit::casework {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

/// A high bit for each byte that is zero; a byte above a zero byte may have one too.
std::uint64_t zeros(std::uint64_t word) {
  return (word - kOnes) & ~word & kHighBits;
}

/// Whether one of the eight bytes ends a run of plain letters: a quotation mark, a backslash or a
/// control character.
bool holds_special(std::uint64_t word) {
  const std::uint64_t controls = (word - kOnes * 0x20) & ~word & kHighBits;
  return (zeros(word ^ (kOnes * '"')) | zeros(word ^ (kOnes * '\\')) | controls) != 0;
}

/// From `at` on over letters that stand for themselves.
std::size_t after_plain_letters(std::string_view text, std::size_t at) {
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (holds_special(word))
      break;
  }
  while (at < text.size() && text[at] != '"' && text[at] != '\\' &&
         static_cast<unsigned char>(text[at]) >= 0x20)
    ++at;
  return at;
}

}  // namespace

bool JsonCursor::sees(char letter) const {
  return ok_ && at_ < text_.size() && text_[at_] == letter;
}

bool JsonCursor::take(char letter) {
  if (!sees(letter))
    return false;
  ++at_;
  return true;
}

void JsonCursor::need(char letter) {
  if (!take(letter))
    ok_ = false;
}

void JsonCursor::need(std::string_view words) {
  if (ok_ && text_.substr(at_, words.size()) == words)
    at_ += words.size();
  else
    ok_ = false;
}

void JsonCursor::open_object() {
  need('{');
  first_ = true;
}

bool JsonCursor::key(std::string_view name) {
  if (!ok_)
    return false;
  std::size_t at = at_;
  if (!first_) {
    if (at >= text_.size() || text_[at] != ',')
      return false;
    ++at;
  }
  // "name":
  if (text_.size() - at < name.size() + 3 || text_[at] != '"' ||
      text_.compare(at + 1, name.size(), name) != 0 || text_[at + 1 + name.size()] != '"' ||
      text_[at + 2 + name.size()] != ':')
    return false;
  at_ = at + name.size() + 3;
  first_ = false;
  return true;
}

void JsonCursor::need_key(std::string_view name) {
  if (!key(name))
    ok_ = false;
}

std::string JsonCursor::text() {
  need('"');
  std::string out;
  while (ok_) {
    const std::size_t from = at_;
    at_ = after_plain_letters(text_, at_);
    out.append(text_, from, at_ - from);
    if (at_ >= text_.size() || static_cast<unsigned char>(text_[at_]) < 0x20) {
      ok_ = false;
      break;
    }
    if (text_[at_++] == '"')
      return out;
    escape(out);
  }
  return {};
}

std::string_view JsonCursor::plain_text() {
  need('"');
  const std::size_t end = text_.find('"', at_);
  if (!ok_ || end == std::string_view::npos) {
    ok_ = false;
    return {};
  }
  const std::string_view out = text_.substr(at_, end - at_);
  if (out.find('\\') != std::string_view::npos)
    ok_ = false;
  at_ = end + 1;
  return out;
}

void JsonCursor::escape(std::string& out) {
  if (at_ >= text_.size()) {
    ok_ = false;
    return;
  }
  switch (text_[at_++]) {
    case '"':
      out += '"';
      return;
    case '\\':
      out += '\\';
      return;
    case 'n':
      out += '\n';
      return;
    case 'r':
      out += '\r';
      return;
    case 't':
      out += '\t';
      return;
    default:
      break;
  }
  // \u00xx: a control character that has no short form. Written anew, it must give the same.
  const std::string_view token = text_.substr(at_ - 1, 5);
  unsigned value = 0x20;
  if (token.size() == 5 && token[0] == 'u')
    std::from_chars(token.data() + 1, token.data() + 5, value, 16);
  std::string again;
  if (value < 0x20) {
    append_json_text(again, std::string(1, static_cast<char>(value)));
    again = again.substr(2, again.size() - 3);
  }
  if (again != token) {
    ok_ = false;
    return;
  }
  out += static_cast<char>(value);
  at_ += 4;
}

std::string JsonCursor::full_text() {
  std::string out = text();
  if (out.empty())
    ok_ = false;
  return out;
}

std::string_view JsonCursor::number_token() {
  const std::size_t end = text_.find_first_of(",}]", at_);
  if (!ok_ || end == std::string_view::npos) {
    ok_ = false;
    return {};
  }
  const std::string_view token = text_.substr(at_, end - at_);
  at_ = end;
  return token;
}

std::int64_t JsonCursor::whole() {
  const std::string_view token = number_token();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
  if (error != std::errc() || end != token.data() + token.size() || std::to_string(number) != token)
    ok_ = false;
  return number;
}

}  // namespace manumit::casework
