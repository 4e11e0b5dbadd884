// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <memory>

#include "utf8.h"

namespace manumit {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";
// ICU counts in int32.
constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max() / 4;

tl::unexpected<Error> not_text(Encoding encoding, std::size_t offset) {
  return fail(Error::Kind::bad_input, "byte {1} is no text in the encoding {0}", {},
              "choose another encoding for this file",
              {std::string(encoding_name(encoding)), std::to_string(offset)});
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

const char* icu_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::windows_1251:
      return "windows-1251";
    case Encoding::windows_1256:
      return "windows-1256";
    case Encoding::utf16_le:
      return "UTF-16LE";
    case Encoding::utf16_be:
      return "UTF-16BE";
    case Encoding::utf8:
      break;
  }
  return "UTF-8";
}

std::string_view without_mark(std::string_view bytes, Encoding encoding) {
  std::string_view mark;
  if (encoding == Encoding::utf8)
    mark = kUtf8Mark;
  if (encoding == Encoding::utf16_le)
    mark = kUtf16LeMark;
  if (encoding == Encoding::utf16_be)
    mark = kUtf16BeMark;
  if (!mark.empty() && bytes.starts_with(mark))
    bytes.remove_prefix(mark.size());
  return bytes;
}

Result<std::string> through_icu(std::string_view whole, Encoding encoding) {
  const std::string_view bytes = without_mark(whole, encoding);
  const std::size_t skipped = whole.size() - bytes.size();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(
      ucnv_open(icu_name(encoding), &status));
  if (U_FAILURE(status)) {
    return fail(Error::Kind::unavailable, "the tables for the encoding {0} are not installed", {},
                {}, {std::string(encoding_name(encoding))});
  }
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  // Each byte gives at most one UTF-16 unit in these encodings.
  std::u16string units(bytes.size() + 1, u'\0');
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  char16_t* to = units.data();
  ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &from, end, nullptr, true,
                 &status);
  const auto read = static_cast<std::size_t>(from - bytes.data());
  if (U_FAILURE(status))
    return not_text(encoding, skipped + (read > 0 ? read - 1 : 0));
  std::string out;
  icu::UnicodeString(false, units.data(), static_cast<std::int32_t>(to - units.data()))
      .toUTF8String(out);
  return out;
}

/// The letter that `length` well-formed bytes make.
char32_t letter_of(std::string_view text, std::size_t length) {
  if (length == 1)
    return static_cast<unsigned char>(text[0]);
  char32_t letter = static_cast<unsigned char>(text[0]) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    letter = letter << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return letter;
}

struct Range {
  char32_t first;
  char32_t last;
  InvisibleLetter::Kind kind;
};

using Kind = InvisibleLetter::Kind;
// Unicode 15: Bidi_Control, and those of Default_Ignorable_Code_Point that people can type. In
// rising order.
constexpr std::array<Range, 21> kInvisible = {{
    {0x0000, 0x0008, Kind::control},      {0x000B, 0x000C, Kind::control},
    {0x000E, 0x001F, Kind::control},      {0x007F, 0x009F, Kind::control},
    {0x00AD, 0x00AD, Kind::zero_width},   {0x034F, 0x034F, Kind::zero_width},
    {0x061C, 0x061C, Kind::bidi_control}, {0x115F, 0x1160, Kind::zero_width},
    {0x17B4, 0x17B5, Kind::zero_width},   {0x180B, 0x180F, Kind::zero_width},
    {0x200B, 0x200D, Kind::zero_width},   {0x200E, 0x200F, Kind::bidi_control},
    {0x2028, 0x2029, Kind::control},      {0x202A, 0x202E, Kind::bidi_control},
    {0x2060, 0x2065, Kind::zero_width},   {0x2066, 0x2069, Kind::bidi_control},
    {0x206A, 0x206F, Kind::zero_width},   {0x3164, 0x3164, Kind::zero_width},
    {0xFEFF, 0xFEFF, Kind::zero_width},   {0xFFF9, 0xFFFB, Kind::control},
    {0xE0000, 0xE0FFF, Kind::zero_width},
}};

std::optional<InvisibleLetter::Kind> invisible_kind(char32_t letter) {
  const auto* range = std::lower_bound(
      kInvisible.begin(), kInvisible.end(), letter,
      [](const Range& candidate, char32_t value) { return candidate.last < value; });
  if (range == kInvisible.end() || letter < range->first)
    return std::nullopt;
  return range->kind;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::windows_1251:
      return "windows-1251";
    case Encoding::windows_1256:
      return "windows-1256";
    case Encoding::utf16_le:
      return "UTF-16 LE";
    case Encoding::utf16_be:
      return "UTF-16 BE";
    case Encoding::utf8:
      break;
  }
  return "UTF-8";
}

Result<std::string> to_utf8(std::string_view bytes, Encoding encoding) {
  if (bytes.size() > kMostBytes) {
    return fail(Error::Kind::bad_input, "the text is too large to convert at once");
  }
  if (encoding != Encoding::utf8)
    return through_icu(bytes, encoding);
  if (const auto bad = first_bad_utf8(bytes))
    return not_text(encoding, *bad);
  return std::string(without_mark(bytes, encoding));
}

std::vector<InvisibleLetter> find_invisible(std::string_view text) {
  std::vector<InvisibleLetter> found;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at, 4);
    const std::size_t length = utf8_letter_length(rest);
    if (length == 0) {
      ++at;
      continue;
    }
    const char32_t letter = letter_of(rest, length);
    if (const auto kind = invisible_kind(letter))
      found.push_back({at, letter, *kind});
    at += length;
  }
  return found;
}

Result<std::string> nfc(std::string_view text) {
  if (text.size() > kMostBytes) {
    return fail(Error::Kind::bad_input, "the text is too large to convert at once");
  }
  if (const auto bad = first_bad_utf8(text))
    return not_text(Encoding::utf8, *bad);
  // Every text below U+0300 is in form C already; most texts never reach ICU.
  const bool is_plain = std::all_of(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0xCC; });
  if (is_plain)
    return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form_c = icu::Normalizer2::getNFCInstance(status);
  const auto length = static_cast<std::int32_t>(text.size());
  if (U_FAILURE(status))
    return fail(Error::Kind::unavailable, "the Unicode tables are not installed");
  // Byte for byte, and only if it must be: a passphrase should leave no copies in ICU's memory.
  const icu::StringPiece piece(text.data(), length);
  if (form_c->isNormalizedUTF8(piece, status) != 0 && U_SUCCESS(status))
    return std::string(text);
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  form_c->normalizeUTF8(0, piece, sink, nullptr, status);
  if (U_FAILURE(status))
    return fail(Error::Kind::unavailable, "the Unicode tables are not installed");
  return out;
}

}  // namespace manumit
