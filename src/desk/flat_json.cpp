// SPDX-License-Identifier: Apache-2.0
#include "flat_json.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/encoding.h"

namespace manumit::desk {
namespace {

tl::unexpected<Error> bad_shape() {
  return fail(Error::Kind::bad_input, "the request is not the JSON that this address takes");
}

class Scanner {
 public:
  explicit Scanner(std::string& text) : text_(text) {}

  bool skip(char wanted) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != wanted)
      return false;
    ++at_;
    return true;
  }
  bool at_end() {
    skip_blanks();
    return at_ == text_.size();
  }

  /// The string that stands next, unescaped in its own place.
  Result<std::string_view> string() {
    if (!skip('"'))
      return bad_shape();
    const std::size_t start = at_;
    std::size_t to = at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (static_cast<unsigned char>(text_[at_]) < 0x20)
        return bad_shape();
      if (text_[at_] != '\\')
        text_[to++] = text_[at_++];
      else
        TRY(escape(to));
    }
    if (at_ >= text_.size())
      return bad_shape();
    ++at_;
    return std::string_view(text_).substr(start, to - start);
  }

 private:
  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  std::optional<std::uint32_t> four_digits() {
    if (text_.size() - at_ < 4)
      return std::nullopt;
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
      const char digit = text_[at_++];
      const std::size_t nibble = std::string_view("0123456789abcdef")
                                     .find(digit >= 'A' && digit <= 'F' ? digit + 32 : digit);
      if (nibble == std::string_view::npos)
        return std::nullopt;
      value = value * 16 + static_cast<std::uint32_t>(nibble);
    }
    return value;
  }

  void put_utf8(std::size_t& to, std::uint32_t letter) {
    const auto put = [&](std::uint32_t byte) { text_[to++] = static_cast<char>(byte); };
    if (letter < 0x80)
      return put(letter);
    if (letter < 0x800) {
      put(0xC0 | letter >> 6);
    } else {
      if (letter < 0x10000) {
        put(0xE0 | letter >> 12);
      } else {
        put(0xF0 | letter >> 18);
        put(0x80 | (letter >> 12 & 0x3F));
      }
      put(0x80 | (letter >> 6 & 0x3F));
    }
    put(0x80 | (letter & 0x3F));
  }

  Result<void> escape(std::size_t& to) {
    ++at_;
    if (at_ >= text_.size())
      return bad_shape();
    constexpr std::string_view kNamed = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    const char name = text_[at_++];
    if (const std::size_t i = kNamed.find(name); i != std::string_view::npos) {
      text_[to++] = kMeant[i];
      return {};
    }
    if (name != 'u')
      return bad_shape();
    auto letter = four_digits();
    if (letter && *letter >= 0xD800 && *letter < 0xDC00) {
      // The first half of a letter above U+FFFF: the second must follow.
      const bool more = text_.size() - at_ >= 2 && text_[at_] == '\\' && text_[at_ + 1] == 'u';
      at_ += more ? 2 : 0;
      const auto low = more ? four_digits() : std::nullopt;
      if (!low || *low < 0xDC00 || *low > 0xDFFF)
        return bad_shape();
      letter = 0x10000 + ((*letter - 0xD800) << 10) + (*low - 0xDC00);
    } else if (!letter || (*letter >= 0xDC00 && *letter <= 0xDFFF)) {
      return bad_shape();
    }
    put_utf8(to, *letter);
    return {};
  }

  std::string& text_;
  std::size_t at_ = 0;
};

struct Slots {
  std::span<const FlatField> fields;
  std::vector<Secret<std::string>> values;
  std::vector<bool> seen;
};

Result<void> read_member(Scanner& scanner, Slots& slots) {
  const std::string_view name = TRY(scanner.string());
  const auto field = std::find_if(slots.fields.begin(), slots.fields.end(),
                                  [&](const FlatField& f) { return f.name == name; });
  if (field == slots.fields.end() || !scanner.skip(':'))
    return bad_shape();
  const auto place = static_cast<std::size_t>(field - slots.fields.begin());
  if (slots.seen[place])
    return bad_shape();
  slots.seen[place] = true;
  slots.values[place] = Secret<std::string>(std::string(TRY(scanner.string())));
  return {};
}

}  // namespace

Result<std::vector<Secret<std::string>>> read_flat(std::string& body,
                                                   std::span<const FlatField> fields) {
  if (first_bad_utf8(body))
    return bad_shape();
  Scanner scanner(body);
  Slots slots{fields, std::vector<Secret<std::string>>(fields.size()),
              std::vector<bool>(fields.size(), false)};
  if (!scanner.skip('{'))
    return bad_shape();
  if (!scanner.skip('}')) {
    do {
      TRY(read_member(scanner, slots));
    } while (scanner.skip(','));
    if (!scanner.skip('}'))
      return bad_shape();
  }
  if (!scanner.at_end())
    return bad_shape();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].required && !slots.seen[i])
      return bad_shape();
  }
  return std::move(slots.values);
}

}  // namespace manumit::desk
