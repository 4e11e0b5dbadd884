// SPDX-License-Identifier: Apache-2.0
#include "base/toml_guard.h"

#include <algorithm>

namespace manumit {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Walks over a text and knows what is quoted, what is a comment and what is neither.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  std::optional<std::size_t> to_stray_letter() {
    at_ = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (at_ < text_.size()) {
      if (text_[at_] == '#')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (text_[at_] == '"' || text_[at_] == '\'')
        pass_quotes();
      else if (is_beyond_ascii())
        return at_;
      else
        ++at_;
      if (stray_in_quotes_)
        return stray_in_quotes_;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_beyond_ascii() const {
    return at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0x80U) != 0;
  }

  /// A text that is not closed on its line ends there: the parser stops at the same place.
  void pass_quotes() {
    const char quote = text_[at_];
    const std::string_view three = text_.substr(at_, 3);
    const bool is_long = three.size() == 3 && three[1] == quote && three[2] == quote;
    const std::string_view closing = is_long ? three : text_.substr(at_, 1);
    at_ += closing.size();
    while (at_ < text_.size() && !stray_in_quotes_) {
      if (quote == '"' && text_[at_] == '\\') {
        pass_backslash(is_long);
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

  /// A backslash at the end of a line folds it: the parser then looks for white space.
  void pass_backslash(bool may_fold) {
    const std::size_t next = text_.find_first_not_of(" \t\r", at_ + 1);
    const bool folds = may_fold && next != std::string_view::npos && text_[next] == '\n';
    if (!folds) {
      at_ = std::min(at_ + 2, text_.size());
      return;
    }
    at_ = std::min(text_.find_first_not_of(" \t\r\n", next), text_.size());
    if (is_beyond_ascii())
      stray_in_quotes_ = at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<std::size_t> stray_in_quotes_;
};

}  // namespace

std::optional<std::size_t> stray_letter(std::string_view toml) {
  return Walk(toml).to_stray_letter();
}

}  // namespace manumit
