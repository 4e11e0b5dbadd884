// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manumit {

/// How a partner's file may be written.
enum class Encoding : std::uint8_t { utf8, windows_1251, windows_1256, utf16_le, utf16_be };

/// "windows-1251", as a person would choose it from a list.
[[nodiscard]] std::string_view encoding_name(Encoding encoding);

/// The text in UTF-8, without a byte order mark. Says at which byte it stops being text of that
/// encoding; replaces nothing.
[[nodiscard]] Result<std::string> to_utf8(std::string_view bytes, Encoding encoding);

struct EncodingGuess {
  Encoding encoding = Encoding::utf8;
  /// A byte order mark or plain ASCII or well-formed UTF-8 said so; otherwise ask the person.
  bool certain = false;
};

/// Which encoding a file's first bytes (some kilobytes are enough) are written in. Between
/// windows-1251 and windows-1256 it weighs how common the letters are in Russian and in Arabic.
[[nodiscard]] EncodingGuess guess_encoding(std::string_view sample);

/// Where the first byte stands that is no well-formed UTF-8 (overlong forms, surrogates and
/// letters above U+10FFFF included), or nothing if all is well. O(n).
[[nodiscard]] std::optional<std::size_t> first_bad_utf8(std::string_view text);

/// One letter that cannot be seen but changes how a text is read or compared.
struct InvisibleLetter {
  enum class Kind : std::uint8_t {
    bidi_control,  ///< Turns the reading direction round: U+202A to U+202E, U+2066 to U+2069 …
    zero_width,    ///< Joiners, zero-width spaces, soft hyphen, byte order mark, tag letters.
    control,       ///< C0 and C1 controls other than tab and line breaks; also NUL.
  };
  std::size_t offset = 0;  ///< In bytes.
  char32_t letter = 0;
  Kind kind = Kind::control;
};

/// All invisible letters of a UTF-8 text, in order. A zero-width joiner or non-joiner between
/// Arabic, Indic or similar letters, and U+200E and U+200F, have honest uses; they are reported
/// all the same and the caller decides.
[[nodiscard]] std::vector<InvisibleLetter> find_invisible(std::string_view text);

/// The text in Unicode normal form C, so that one written name is one string of bytes. Fails on
/// ill-formed UTF-8 with the byte's place.
[[nodiscard]] Result<std::string> nfc(std::string_view text);

}  // namespace manumit
