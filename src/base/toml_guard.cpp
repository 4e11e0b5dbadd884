// SPDX-License-Identifier: Apache-2.0
#include "base/toml_guard.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"

namespace manumit {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlankInLine = " \t\r\v\f";
constexpr std::string_view kBlank = " \t\r\v\f\n";

/// Walks over a text and knows what is quoted, what is a comment and what is neither.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  /// The first byte at which the parser cannot go on, or nothing; `folded` are the bytes at which
  /// a letter beyond ASCII follows a folded line.
  std::optional<std::size_t> to_stray_letter(std::vector<std::size_t>& folded) {
    at_ = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (at_ < text_.size() && !stray_) {
      if (text_[at_] == '#')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (is_quote(text_[at_]) && may_open_)
        pass_quotes(folded);
      else if (is_beyond_ascii(at_))
        stray_ = at_;
      else
        step(text_[at_++]);
    }
    return stray_;
  }

 private:
  static bool is_quote(char one) { return one == '"' || one == '\''; }

  /// A quotation mark opens a text only where a key or a value begins. In the middle of a bare
  /// value (`0='…`) it is one more character, and the parser looks at what follows it.
  void step(char one) {
    switch (one) {
      case '\n':
        in_key_ = in_key_ || open_.empty();
        may_open_ = true;
        break;
      case ' ':
      case '\t':
      case '\r':
        may_open_ = true;
        break;
      case '=':
        may_open_ = in_key_;
        in_key_ = false;
        break;
      case '.':
        may_open_ = in_key_;
        break;
      case ',':
        in_key_ = !open_.empty() && open_.back() == '{';
        may_open_ = true;
        break;
      case '[':
      case '{':
        step_in(one);
        break;
      case ']':
      case '}':
        step_out(one);
        break;
      default:
        may_open_ = false;
    }
  }

  void step_in(char bracket) {
    if (in_key_ && open_.empty() && bracket == '[')
      return;  // The head of a table: keys stand in it.
    if (in_key_ || !may_open_) {
      may_open_ = false;
      return;
    }
    open_ += bracket;
    in_key_ = bracket == '{';
  }

  void step_out(char bracket) {
    if (!open_.empty() && open_.back() == (bracket == ']' ? '[' : '{')) {
      open_.pop_back();
      in_key_ = false;
    }
    may_open_ = false;
  }

  [[nodiscard]] bool is_beyond_ascii(std::size_t at) const {
    return at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0x80U) != 0;
  }

  /// A text that is not closed on its line ends there: the parser stops at the same place.
  void pass_quotes(std::vector<std::size_t>& folded) {
    const char quote = text_[at_];
    const std::string_view three = text_.substr(at_, 3);
    const bool is_long = three.size() == 3 && three[1] == quote && three[2] == quote;
    const std::string_view closing = is_long ? three : text_.substr(at_, 1);
    at_ += closing.size();
    may_open_ = false;
    while (at_ < text_.size() && !stray_) {
      if (quote == '"' && text_[at_] == '\\') {
        pass_backslash(is_long, folded);
      } else if (!is_long && text_[at_] == '\n') {
        return;
      } else if (text_.substr(at_, closing.size()) == closing) {
        at_ += closing.size();
        // Up to two quotes may stand right before the three that close.
        while (is_long && at_ < text_.size() && text_[at_] == quote)
          ++at_;
        return;
      } else {
        ++at_;
      }
    }
  }

  /// A backslash at the end of a line folds it. With a letter beyond ASCII behind it on its line it
  /// means nothing in TOML, and there too the parser looks for a blank.
  void pass_backslash(bool may_fold, std::vector<std::size_t>& folded) {
    const std::size_t next = std::min(text_.find_first_not_of(kBlankInLine, at_ + 1), text_.size());
    if (may_fold && is_beyond_ascii(next)) {
      stray_ = next;
    } else if (may_fold && next < text_.size() && text_[next] == '\n') {
      at_ = std::min(text_.find_first_not_of(kBlank, next), text_.size());
      if (is_beyond_ascii(at_))
        folded.push_back(at_);
    } else {
      at_ = std::min(at_ + 2, text_.size());
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<std::size_t> stray_;
  std::string open_;      ///< The brackets of values that are open, the outermost first.
  bool in_key_ = true;    ///< A key is read, not a value.
  bool may_open_ = true;  ///< Nothing of this key or value has been read yet.
};

/// How many bytes the letter takes that begins with this one, in well-formed UTF-8.
std::size_t bytes_of_letter(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte >= 0xF0)
    return 4;
  return byte >= 0xE0 ? 3 : 2;
}

/// "\U0000041B"
std::string escaped(std::string_view letter) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::uint32_t kLowSix = 0x3F;
  std::uint32_t number = static_cast<unsigned char>(letter[0]) & (0x7FU >> letter.size());
  for (const char byte : letter.substr(1))
    number = number << 6U | (static_cast<unsigned char>(byte) & kLowSix);
  std::string out = "\\U";
  for (int shift = 28; shift >= 0; shift -= 4)
    out += kDigits[number >> static_cast<unsigned>(shift) & 0xFU];
  return out;
}

std::string place_of(std::string_view text, std::size_t byte, std::string_view file) {
  const std::string_view before = text.substr(0, byte);
  const std::size_t line_begin = before.rfind('\n') + 1;  // Nothing found is the largest number.
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const auto letters =
      std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_begin), before.end(),
                    [](char one) { return (static_cast<unsigned char>(one) & 0xC0U) != 0x80U; });
  return std::string(file) + ", line " + std::to_string(lines + 1) + ", column " +
         std::to_string(letters + 1);
}

}  // namespace

Result<std::string> bearable_toml(std::string_view toml, std::string_view file) {
  if (const auto bad = first_bad_utf8(toml))
    return fail(Error::Kind::bad_input, "this text is not UTF-8 from byte {0} on",
                place_of(toml, *bad, file), "save the file as UTF-8 and try again",
                {std::to_string(*bad)});
  std::vector<std::size_t> folded;
  if (const auto stray = Walk(toml).to_stray_letter(folded))
    return fail(Error::Kind::bad_input,
                "a letter stands here that can only be read inside quotation marks",
                place_of(toml, *stray, file),
                "write keys as the format names them, and words in quotation marks");
  constexpr std::size_t kEscapeBytes = 10;
  std::string out;
  out.reserve(toml.size() + folded.size() * kEscapeBytes);
  std::size_t done = 0;
  for (const std::size_t letter : folded) {
    const std::size_t size = bytes_of_letter(toml[letter]);
    out += toml.substr(done, letter - done);
    out += escaped(toml.substr(letter, size));
    done = letter + size;
  }
  return out += toml.substr(done);
}

}  // namespace manumit
