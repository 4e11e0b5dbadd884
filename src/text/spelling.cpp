// SPDX-License-Identifier: Apache-2.0
#include "text/spelling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

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

/// The walk over the letters of a word, with the chance of having written each beginning of the
/// Latin word by then.
class Writing {
 public:
  Writing(const SpellingTable& table, std::string_view latin, double least)
      : table_(table), latin_(latin), least_(least) {
    now_[0] = 1;
  }

  /// Whether anything likely enough is left.
  bool write(std::uint32_t row) {
    const std::size_t size = latin_.size() + 1;
    std::fill_n(next_.begin(), size, 0.0);
    bool some = false;
    for (std::size_t j = 0; j < size; ++j) {
      if (now_[j] < least_)
        continue;
      some = true;
      slip(j);
      write_pieces(row, j);
    }
    std::swap(now_, next_);
    return some;
  }

  [[nodiscard]] double whole() const { return now_[latin_.size()]; }

 private:
  void slip(std::size_t j) {
    const std::size_t most = std::min(kSlips.size() - 1, latin_.size() - j);
    for (std::size_t length = 0; length <= most; ++length) {
      const double chance = now_[j] * kSlips[length];
      if (chance < least_)
        continue;
      next_[j + length] += chance;
    }
  }

  void write_pieces(std::uint32_t row, std::size_t j) {
    const SpellingTable::Piece* piece = &table_.root(row);
    next_[j] += now_[j] * static_cast<double>(piece->chance);
    for (std::size_t end = j; end < latin_.size(); ++end) {
      piece = table_.longer(*piece, static_cast<unsigned>(latin_[end] - 'a'));
      if (piece == nullptr)
        break;
      next_[end + 1] += now_[j] * static_cast<double>(piece->chance);
    }
  }

  const SpellingTable& table_;
  std::string_view latin_;
  double least_;
  Chances now_{};
  Chances next_{};
};

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

double log2_spelled_so(const SpellableWord& word, std::string_view latin, double at_least) {
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  const SpellingTable* table = table_of(word.script);
  if (table == nullptr || word.rows.empty())
    return kNever;
  Writing writing(*table, latin.substr(0, kMostLetters), std::exp2(at_least));
  for (const std::uint32_t row : word.rows) {
    if (!writing.write(row))
      return kNever;
  }
  return std::log2(writing.whole());
}

}  // namespace manumit::text
