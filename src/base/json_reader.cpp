// SPDX-License-Identifier: Apache-2.0
#include "base/json_reader.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/encoding.h"

namespace manumit {
namespace {

constexpr std::size_t kMostDepth = 16;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

/// Walks from front to back; the first fault ends the walk.
class Walker {
 public:
  Walker(std::string_view text, std::string_view file, std::size_t most_values)
      : text_(text), file_(file), most_values_(most_values) {}

  Result<JsonValue> read() {
    JsonValue root;
    pass_blanks();
    value(root, 0);
    pass_blanks();
    if (!fault_ && at_ < text_.size())
      refuse("after the end of the JSON value there is more", "take away what follows it");
    if (fault_)
      return fail(std::move(*fault_));
    return root;
  }

 private:
  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void step() {
    const char letter = text_[at_++];
    if (letter == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(letter) & 0xC0U) != 0x80U) {
      ++column_;  // The bytes that go on with a letter count nothing.
    }
  }

  void pass_blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string::npos)
      step();
  }

  void refuse(std::string what, std::string next_step, std::vector<std::string> fills = {}) {
    if (fault_)
      return;
    JsonValue here;
    here.line = line_;
    here.column = column_;
    fault_ = Error{Error::Kind::bad_input, std::move(what), place_in(file_, here),
                   std::move(next_step), std::move(fills)};
  }
  void refuse_here() {
    refuse("this is no JSON from here on",
           "look for a comma, a bracket or a quotation mark that is missing or too much");
  }

  bool take(char letter) {
    if (fault_ || next() != letter || at_ >= text_.size())
      return false;
    step();
    return true;
  }
  void need(char letter) {
    if (!take(letter))
      refuse_here();
  }

  void value(JsonValue& out, std::size_t depth) {
    out.line = line_;
    out.column = column_;
    if (depth > kMostDepth)
      return refuse("brackets stand more than {0} deep here", "no file of ours needs so many",
                    {std::to_string(kMostDepth)});
    if (++values_ > most_values_)
      return refuse("the file holds more than {0} values", "split it into smaller ones",
                    {std::to_string(most_values_)});
    switch (next()) {
      case '{':
        return object(out, depth);
      case '[':
        return list(out, depth);
      case '"':
        out.kind = JsonValue::Kind::text;
        out.text = text();
        return;
      case 't':
        return word(out, "true");
      case 'f':
        return word(out, "false");
      case 'n':
        return word(out, "null");
      default:
        return number(out);
    }
  }

  void word(JsonValue& out, std::string_view name) {
    if (text_.substr(at_, name.size()) != name)
      return refuse_here();
    for (std::size_t i = 0; i < name.size(); ++i)
      step();
    out.kind = name == "null" ? JsonValue::Kind::nothing : JsonValue::Kind::yes_no;
    out.yes = name == "true";
  }

  void digits() {
    if (!is_digit(next()))
      return refuse_here();
    while (is_digit(next()))
      step();
  }

  void number(JsonValue& out) {
    const std::size_t from = at_;
    static_cast<void>(take('-'));
    if (!take('0'))
      digits();
    if (take('.'))
      digits();
    if (take('e') || take('E')) {
      if (!take('+'))
        static_cast<void>(take('-'));
      digits();
    }
    out.kind = JsonValue::Kind::number;
    out.text = text_.substr(from, at_ - from);
  }

  void list(JsonValue& out, std::size_t depth) {
    out.kind = JsonValue::Kind::list;
    need('[');
    pass_blanks();
    if (take(']'))
      return;
    do {
      pass_blanks();
      value(out.items.emplace_back(), depth + 1);
      pass_blanks();
    } while (take(','));
    need(']');
  }

  void object(JsonValue& out, std::size_t depth) {
    out.kind = JsonValue::Kind::object;
    std::set<std::string> keys;
    need('{');
    pass_blanks();
    if (take('}'))
      return;
    do {
      pass_blanks();
      std::string key = text();
      if (!keys.insert(key).second)
        refuse("a key stands twice in one object", "take one of them away");
      pass_blanks();
      need(':');
      pass_blanks();
      value(out.items.emplace_back(), depth + 1);
      out.items.back().key = std::move(key);
      pass_blanks();
    } while (take(','));
    need('}');
  }

  std::string text() {
    std::string out;
    need('"');
    while (!fault_ && next() != '"') {
      if (at_ >= text_.size() || static_cast<unsigned char>(next()) < 0x20) {
        refuse("a text is not ended on its line", "end it with a quotation mark");
      } else if (take('\\')) {
        escape(out);
      } else {
        out += next();
        step();
      }
    }
    static_cast<void>(take('"'));
    return out;
  }

  void escape(std::string& out) {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kLetters = "\"\\/\b\f\n\r\t";
    const char name = next();
    const std::size_t which = kNames.find(name);
    if (name != '\0' && which != std::string_view::npos) {
      out += kLetters[which];
      return step();
    }
    if (!take('u'))
      return refuse_here();
    std::uint32_t letter = four_digits();
    constexpr std::uint32_t kHigh = 0xD800, kLow = 0xDC00, kEnd = 0xE000, kTenBits = 10;
    if (letter >= kHigh && letter < kLow) {
      need('\\');
      need('u');
      const std::uint32_t low = four_digits();
      if (low < kLow || low >= kEnd)
        return refuse_here();
      letter = 0x10000 + ((letter - kHigh) << kTenBits) + (low - kLow);
    } else if (letter >= kLow && letter < kEnd) {
      return refuse_here();
    }
    if (!fault_)
      append_utf8(out, letter);
  }

  std::uint32_t four_digits() {
    std::uint32_t out = 0;
    for (int i = 0; i < 4 && !fault_; ++i) {
      const char digit = next();
      const std::size_t value =
          std::string_view("0123456789abcdef")
              .find(digit >= 'A' && digit <= 'F' ? static_cast<char>(digit + 32) : digit);
      if (digit == '\0' || value == std::string_view::npos) {
        refuse_here();
        break;
      }
      out = out * 16 + static_cast<std::uint32_t>(value);
      step();
    }
    return out;
  }

  static void append_utf8(std::string& out, std::uint32_t letter) {
    constexpr std::uint32_t kSix = 0x3F;
    const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (letter < 0x80) {
      add(letter);
    } else if (letter < 0x800) {
      add(0xC0 | letter >> 6), add(0x80 | (letter & kSix));
    } else if (letter < 0x10000) {
      add(0xE0 | letter >> 12), add(0x80 | (letter >> 6 & kSix)), add(0x80 | (letter & kSix));
    } else {
      add(0xF0 | letter >> 18), add(0x80 | (letter >> 12 & kSix));
      add(0x80 | (letter >> 6 & kSix)), add(0x80 | (letter & kSix));
    }
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t most_values_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  std::size_t values_ = 0;
  std::optional<Error> fault_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view wanted) const {
  if (kind != Kind::object)
    return nullptr;
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const JsonValue& member) { return member.key == wanted; });
  return found == items.end() ? nullptr : &*found;
}

Result<JsonValue> read_json(std::string_view text, std::string_view file, JsonLimits limits) {
  if (text.size() > limits.bytes)
    return fail(Error::Kind::bad_input, "the file is larger than {0} MiB", std::string(file),
                "split it into smaller ones", {std::to_string(limits.bytes >> 20U)});
  if (const auto bad = first_bad_utf8(text))
    return fail(Error::Kind::bad_input, "this text is not UTF-8 from byte {0} on",
                std::string(file), "save the file as UTF-8 and try again", {std::to_string(*bad)});
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    text.remove_prefix(kByteOrderMark.size());
  return Walker(text, file, limits.values).read();
}

std::string place_in(std::string_view file, const JsonValue& at) {
  return std::string(file) + ", line " + std::to_string(at.line) + ", column " +
         std::to_string(at.column);
}

}  // namespace manumit
