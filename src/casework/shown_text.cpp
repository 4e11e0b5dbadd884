// SPDX-License-Identifier: Apache-2.0
#include "shown_text.h"

#include "base/encoding.h"

namespace manumit::casework {
namespace {

// Letters that turn the reading direction round until a later letter ends it: with them a name can
// be made to read as another one. The plain marks U+200E and U+200F only help Arabic texts along.
bool turns_direction(char32_t letter) {
  return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

}  // namespace

Result<void> check_text(std::string_view text, std::size_t bytes_at_most,
                        const std::string& where) {
  if (text.size() > bytes_at_most)
    return fail(Error::Kind::bad_input, "this text is longer than {0} bytes", where,
                "shorten it, or attach it as a paper", {std::to_string(bytes_at_most)});
  if (const auto bad = first_bad_utf8(text))
    return fail(Error::Kind::bad_input, "this text is not UTF-8 from byte {0} on", where,
                "save the file as UTF-8 and try again", {std::to_string(*bad)});
  return {};
}

Result<void> check_shown(std::string_view text, std::size_t bytes_at_most,
                         const std::string& where) {
  TRY(check_text(text, bytes_at_most, where));
  for (const InvisibleLetter& letter : find_invisible(text)) {
    if (turns_direction(letter.letter))
      return fail(Error::Kind::bad_input, "this text holds a hidden mark that turns its direction",
                  where, "type it anew instead of pasting it");
    if (letter.kind == InvisibleLetter::Kind::control)
      return fail(Error::Kind::bad_input, "this text holds a control character", where,
                  "type it anew instead of pasting it");
  }
  return {};
}

}  // namespace manumit::casework
