// SPDX-License-Identifier: Apache-2.0
#include "plain_words.h"

#include <array>
#include <cstddef>
#include <optional>

namespace manumit {
namespace {

struct Plain {
  std::string_view from;
  std::string_view to;
};

constexpr std::array<Plain, 18> kPlainForms = {{
    {"\xC2\xA0", " "},         // U+00A0 no-break space
    {"\xE2\x80\x87", " "},     // U+2007 figure space
    {"\xE2\x80\x89", " "},     // U+2009 thin space
    {"\xE2\x80\xAF", " "},     // U+202F narrow no-break space
    {"\xE2\x80\x90", "-"},     // U+2010 hyphen
    {"\xE2\x80\x91", "-"},     // U+2011 no-break hyphen
    {"\xE2\x80\x92", "-"},     // U+2012 figure dash
    {"\xE2\x80\x93", "-"},     // U+2013 en dash
    {"\xE2\x80\x94", "-"},     // U+2014 em dash
    {"\xE2\x88\x92", "-"},     // U+2212 minus
    {"\xE2\x80\x99", "'"},     // U+2019 right quotation mark
    {"\xCA\xBC", "'"},         // U+02BC modifier apostrophe
    {"\xD9\xAB", "."},         // U+066B Arabic decimal separator
    {"\xD9\xAC", ","},         // U+066C Arabic thousands separator
    {"\xD0\x81", "\xD0\xB5"},  // Ё
    {"\xD1\x91", "\xD0\xB5"},  // ё
    {"\t", " "},
    {"\n", " "},
}};

const Plain* plain_form(std::string_view text) {
  for (const Plain& form : kPlainForms) {
    if (text.starts_with(form.from))
      return &form;
  }
  return nullptr;
}

/// U+0660 to U+0669 and U+06F0 to U+06F9, each two bytes.
std::optional<char> arabic_digit(std::string_view text) {
  if (text.size() < 2)
    return std::nullopt;
  const auto second = static_cast<unsigned char>(text[1]);
  if (text[0] == '\xD9' && second >= 0xA0 && second <= 0xA9) {
    return static_cast<char>('0' + (second - 0xA0));
  }
  if (text[0] == '\xDB' && second >= 0xB0 && second <= 0xB9) {
    return static_cast<char>('0' + (second - 0xB0));
  }
  return std::nullopt;
}

/// А to Я are D0 90 to D0 AF; а to п are D0 B0 to D0 BF, and р to я are D1 80 to D1 8F.
bool append_russian_lower(std::string& out, std::string_view text) {
  if (text.size() < 2 || text[0] != '\xD0')
    return false;
  const auto second = static_cast<unsigned char>(text[1]);
  if (second < 0x90 || second > 0xAF)
    return false;
  const bool is_late = second >= 0xA0;
  out += is_late ? '\xD1' : '\xD0';
  out += static_cast<char>(is_late ? second - 0x20 : second + 0x20);
  return true;
}

}  // namespace

std::string plain_words(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  while (!words.empty()) {
    std::size_t taken = 1;
    if (const Plain* form = plain_form(words)) {
      out += form->to;
      taken = form->from.size();
    } else if (const auto digit = arabic_digit(words)) {
      out += *digit;
      taken = 2;
    } else if (append_russian_lower(out, words)) {
      taken = 2;
    } else {
      const char c = words.front();
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    words.remove_prefix(taken);
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

}  // namespace manumit
