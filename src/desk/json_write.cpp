// SPDX-License-Identifier: Apache-2.0
#include "json_write.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/encoding.h"

namespace manumit::desk {
namespace {

constexpr std::size_t kFirstCapacity = 4096;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool needs_escape(char letter) {
  // 0xE2 begins U+2028 and U+2029, which end a line in older JavaScript.
  return static_cast<unsigned char>(letter) < 0x20 || letter == '"' || letter == '\\' ||
         letter == '\x7f' || letter == '\xE2';
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

void JsonWriter::comma() {
  if (needs_comma_)
    add(",");
  needs_comma_ = true;
}

void JsonWriter::begin(char bracket) {
  comma();
  add({&bracket, 1});
  needs_comma_ = false;
}

void JsonWriter::end(char bracket) {
  add({&bracket, 1});
  needs_comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  comma();
  add("\"");
  add(name);
  add("\":");
  needs_comma_ = false;
}

void JsonWriter::add_escaped(std::string_view sound) {
  while (!sound.empty()) {
    const auto stop = std::find_if(sound.begin(), sound.end(), needs_escape);
    const auto plain = static_cast<std::size_t>(stop - sound.begin());
    add(sound.substr(0, plain));
    sound.remove_prefix(plain);
    if (sound.empty())
      return;
    if (const std::string_view brief = short_escape(sound.front()); !brief.empty()) {
      add(brief);
      sound.remove_prefix(1);
    } else if (sound.starts_with("\xE2\x80\xA8") || sound.starts_with("\xE2\x80\xA9")) {
      add(sound[2] == '\xA8' ? "\\u2028" : "\\u2029");
      sound.remove_prefix(3);
    } else if (sound.front() == '\xE2') {
      add(sound.substr(0, 1));
      sound.remove_prefix(1);
    } else {
      constexpr std::string_view kDigits = "0123456789abcdef";
      const auto code = static_cast<unsigned char>(sound.front());
      const std::array<char, 6> escape{'\\', 'u', '0', '0', kDigits[code >> 4], kDigits[code & 15]};
      add({escape.data(), escape.size()});
      sound.remove_prefix(1);
    }
  }
}

void JsonWriter::text(std::string_view value) {
  comma();
  add("\"");
  for (auto bad = first_bad_utf8(value); bad; bad = first_bad_utf8(value)) {
    add_escaped(value.substr(0, *bad));
    add(kReplacement);
    value.remove_prefix(*bad + 1);
  }
  add_escaped(value);
  add("\"");
}

void JsonWriter::whole(std::int64_t value) {
  comma();
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  add({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::real(double value) {
  if (!std::isfinite(value))
    return nothing();
  comma();
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  add({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::yes_no(bool value) {
  comma();
  add(value ? "true" : "false");
}

void JsonWriter::nothing() {
  comma();
  add("null");
}

void JsonWriter::as_is(std::string_view json) {
  comma();
  add(json);
}

Secret<std::string> JsonWriter::take() {
  needs_comma_ = false;
  return std::exchange(out_, Secret<std::string>());
}

std::string_view kind_name(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::bad_input:
      return "bad_input";
    case Error::Kind::not_found:
      return "not_found";
    case Error::Kind::not_allowed:
      return "not_allowed";
    case Error::Kind::damaged:
      return "damaged";
    case Error::Kind::unavailable:
      return "unavailable";
  }
  return "unavailable";
}

void write(JsonWriter& json, const Error& error) {
  json.open();
  json.field("kind", kind_name(error.kind));
  json.field("what", error.what);
  json.field("where", error.where);
  json.field("next", error.next);
  json.key("fills");
  json.open_list();
  for (const std::string& fill : error.fills)
    json.text(fill);
  json.close_list();
  json.close();
}

}  // namespace manumit::desk
