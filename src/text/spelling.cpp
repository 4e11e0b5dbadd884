// SPDX-License-Identifier: Apache-2.0
#include "text/spelling.h"

#include <array>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "built_in.h"
#include "spelling_context.h"
#include "spelling_table.h"

namespace manumit::text {
namespace {

// Longer words are sentences that slipped into a column of names; chances of 40 letters that do
// not fit at all still stand in a double.
constexpr std::size_t kMostLetters = 40;

// What no table has: a slip of the pen, a sound heard otherwise. The chances of leaving a letter
// out and of writing one to four others for it, any others (26 each). Set so that one slip in a
// word costs about ten bits, as in lists typed by hand.
constexpr std::array<double, 5> kSlips = {1.0 / 512, 1.0 / 128 / 26, 1.0 / 512 / (26 * 26),
                                          1.0 / 4096 / (26 * 26 * 26),
                                          1.0 / 32768 / (26.0 * 26 * 26 * 26)};

SpellingTable table_in(std::string_view name) {
  Result<SpellingTable> read = SpellingTable::parse(built_in_file(name));
  // A test reads the same file first, so that a mistake in it is found with its line.
  MANUMIT_CHECK(read.has_value());
  return std::move(*read);
}

/// The table of a script, or null.
const SpellingTable* table_of(Script script) {
  switch (script) {
    case Script::latin:
    case Script::other: {
      static const SpellingTable kLatin = table_in("spelling_latin.txt");
      return &kLatin;
    }
    case Script::cyrillic: {
      static const SpellingTable kCyrillic = table_in("spelling_cyrillic.txt");
      return &kCyrillic;
    }
    case Script::arabic: {
      static const SpellingTable kArabic = table_in("spelling_arabic.txt");
      return &kArabic;
    }
    case Script::han: {
      static const SpellingTable kHan = table_in("spelling_han.txt");
      return &kHan;
    }
    case Script::hangul: {
      static const SpellingTable kHangul = table_in("spelling_hangul.txt");
      return &kHangul;
    }
    case Script::none:
      break;
  }
  return nullptr;
}

std::uint32_t best_row(const SpellingTable& table, const SpellingContext& context) {
  std::uint32_t best = SpellingTable::kNoRow;
  for (const std::uint64_t key : context.keys) {
    const std::uint32_t row = key == 0 ? SpellingTable::kNoRow : table.row_of(key);
    if (row != SpellingTable::kNoRow)
      best = row;
  }
  return best;
}

using Chances = std::array<double, kMostLetters + 1>;

/// Adds to `next` what one letter can be written as from each place of the Latin word on.
void write_letter(const SpellingTable& table, std::uint32_t row, std::string_view latin,
                  const Chances& now, Chances& next) {
  for (std::size_t j = 0; j <= latin.size(); ++j) {
    const double here = now[j];
    if (here == 0)
      continue;
    const std::size_t slips = std::min(kSlips.size() - 1, latin.size() - j);
    for (std::size_t length = 0; length <= slips; ++length)
      next[j + length] += here * kSlips[length];
    const SpellingTable::Piece* piece = &table.root(row);
    next[j] += here * static_cast<double>(piece->chance);
    for (std::size_t end = j; end < latin.size(); ++end) {
      piece = table.longer(*piece, static_cast<unsigned>(latin[end] - 'a'));
      if (piece == nullptr)
        break;
      next[end + 1] += here * static_cast<double>(piece->chance);
    }
  }
}

}  // namespace

bool can_be_spelled(Script script) {
  return script != Script::none && script != Script::other;
}

SpellableWord spellable(const NativeWord& word) {
  SpellableWord out{word.script, {}};
  const SpellingTable* table = table_of(word.script);
  if (table == nullptr)
    return out;
  const std::size_t letters = std::min(word.letters.size(), kMostLetters);
  for (std::size_t i = 0; i < letters; ++i)
    out.rows.push_back(best_row(*table, context_at(word, i)));
  return out;
}

double log2_spelled_so(const SpellableWord& word, std::string_view latin) {
  const SpellingTable* table = table_of(word.script);
  if (table == nullptr || word.rows.empty())
    return -std::numeric_limits<double>::infinity();
  latin = latin.substr(0, kMostLetters);
  Chances now{};
  now[0] = 1;
  for (const std::uint32_t row : word.rows) {
    Chances next{};
    write_letter(*table, row, latin, now, next);
    now = next;
  }
  return std::log2(now[latin.size()]);
}

}  // namespace manumit::text
