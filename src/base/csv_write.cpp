// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/csv.h"
#include "plain_words.h"

namespace manumit {
namespace {

// What may begin a formula, by OWASP's page "CSV Injection", the full-width forms included. A
// line break or tab at the start is cut off by some spreadsheets, which then look at what follows.
constexpr std::array<std::string_view, 11> kDangerous = {
    "=",           "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
    "\xEF\xBC\xA0"};

// What some spreadsheets pass over before they look for a formula, and the apostrophe itself:
// passing over it makes `guarded` reversible, as an apostrophe in front changes no answer.
constexpr std::array<std::string_view, 14> kPassedOver = {
    "'",
    " ",
    "|",
    "%",
    "\xEF\xBB\xBF",   // U+FEFF byte order mark
    "\xC2\xA0",       // U+00A0 no-break space
    "\xC2\xAD",       // U+00AD soft hyphen
    "\xE2\x80\x8B",   // U+200B zero-width space
    "\xE2\x80\x8C",   // U+200C zero-width non-joiner
    "\xE2\x80\x8D",   // U+200D zero-width joiner
    "\xE2\x80\x8E",   // U+200E left-to-right mark
    "\xE2\x80\x8F",   // U+200F right-to-left mark
    "\xE2\x81\xA0",   // U+2060 word joiner
    "\xE3\x80\x80"};  // U+3000 ideographic space

template <std::size_t N>
std::string_view starts_with_one_of(std::string_view text,
                                    const std::array<std::string_view, N>& beginnings) {
  for (const std::string_view beginning : beginnings) {
    if (text.starts_with(beginning))
      return beginning;
  }
  return {};
}

/// "-5", "+7.25", "-1,5": a sign, digits, and at most one point or comma between digits.
bool is_signed_number(std::string_view text) {
  if (!text.starts_with('-') && !text.starts_with('+'))
    return false;
  text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back()))
    return false;
  const auto marks = std::count_if(text.begin(), text.end(), [](char c) { return !is_digit(c); });
  return marks == 0 || (marks == 1 && text.find_first_of(".,") != std::string_view::npos);
}

bool could_be_formula(std::string_view cell) {
  cell.remove_prefix(std::min(cell.find_first_not_of('\''), cell.size()));
  if (is_signed_number(cell))
    return false;
  while (true) {
    const std::string_view passed = starts_with_one_of(cell, kPassedOver);
    if (passed.empty())
      break;
    cell.remove_prefix(passed.size());
  }
  return !starts_with_one_of(cell, kDangerous).empty();
}

bool needs_quotes(std::string_view cell, char delimiter) {
  if (cell.find_first_of("\"\r\n,;\t") != std::string_view::npos)
    return true;
  if (cell.find(delimiter) != std::string_view::npos)
    return true;
  // A byte order mark at the head of the file would be taken for the file's own.
  if (cell.starts_with("\xEF\xBB\xBF"))
    return true;
  return !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
}

void append_quoted(std::string& out, std::string_view cell) {
  out += '"';
  for (const char c : cell) {
    if (c == '"')
      out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string guarded(std::string_view cell) {
  std::string out;
  if (could_be_formula(cell))
    out = '\'';
  out += cell;
  return out;
}

std::string unguarded(std::string_view cell) {
  if (cell.starts_with('\'') && could_be_formula(cell))
    cell.remove_prefix(1);
  return std::string(cell);
}

std::string csv_line(std::span<const std::string> cells, char delimiter, Guard guard) {
  std::string line;
  bool is_first = true;
  for (const std::string& cell : cells) {
    if (!is_first)
      line += delimiter;
    is_first = false;
    const std::string written = guard == Guard::formulas ? guarded(cell) : cell;
    const bool lonely = written.empty() && cells.size() == 1;
    if (lonely || needs_quotes(written, delimiter)) {
      append_quoted(line, written);
    } else {
      line += written;
    }
  }
  return line + "\r\n";
}

}  // namespace manumit
