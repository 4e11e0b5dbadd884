// SPDX-License-Identifier: Apache-2.0
#include "spelling_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <string>

#include "spelling_context.h"
#include "utf8.h"

namespace manumit::text {
namespace {

// Costs are written in eighths of a bit.
constexpr double kSteps = 8;

std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

std::optional<unsigned> number_in(std::string_view word) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size())
    return std::nullopt;
  return value;
}

std::uint64_t key_of(std::string_view context) {
  if (context.starts_with('{') && context.ends_with('}'))
    return reading_key(context.substr(1, context.size() - 2));
  std::u32string letters;
  while (!context.empty())
    letters += take_letter(context);
  return context_key(letters);
}

struct Spelled {
  std::string letters;
  float chance = 0;
};

bool are_small_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The pieces of a row, each with its cost, in the order of their letters.
std::optional<std::vector<Spelled>> pieces_of(std::string_view line) {
  std::vector<Spelled> pieces;
  while (!line.empty()) {
    const std::string_view word = take_word(line);
    const auto cost = number_in(take_word(line));
    const std::string_view letters = word == "-" ? std::string_view() : word;
    if (!cost || !are_small_letters(letters))
      return std::nullopt;
    pieces.push_back({std::string(letters),
                      static_cast<float>(std::exp2(-static_cast<double>(*cost) / kSteps))});
  }
  std::sort(pieces.begin(), pieces.end(),
            [](const Spelled& a, const Spelled& b) { return a.letters < b.letters; });
  return pieces;
}

}  // namespace

/// Reads the lines of a table one after the other.
class SpellingTableReader {
 public:
  [[nodiscard]] bool take(std::string_view line) {
    if (line.empty() || line.starts_with('#') || line == "format 1")
      return true;
    const std::string_view word = take_word(line);
    if (word == "longest") {
      table_.longest_ = number_in(line).value_or(0);
      return table_.longest_ > 0;
    }
    const auto pieces = pieces_of(line);
    if (!pieces || pieces->empty())
      return false;
    table_.rows_.emplace(key_of(word), static_cast<std::uint32_t>(table_.pieces_.size()));
    table_.pieces_.emplace_back();
    grow(table_.pieces_.size() - 1, *pieces, 0);
    return true;
  }

  [[nodiscard]] SpellingTable finished() && { return std::move(table_); }

 private:
  /// Hangs the pieces, which share their first `depth` letters, under one that stands already.
  void grow(std::size_t at, std::span<const Spelled> pieces, std::size_t depth) {
    if (!pieces.empty() && pieces.front().letters.size() == depth) {
      table_.pieces_[at].chance = pieces.front().chance;
      pieces = pieces.subspan(1);
    }
    std::vector<std::span<const Spelled>> branches;
    while (!pieces.empty()) {
      const char letter = pieces.front().letters[depth];
      std::size_t same = 1;
      while (same < pieces.size() && pieces[same].letters[depth] == letter)
        ++same;
      branches.push_back(pieces.first(same));
      table_.pieces_[at].letters |= std::uint32_t{1} << (letter - 'a');
      pieces = pieces.subspan(same);
    }
    const std::size_t first = table_.pieces_.size();
    table_.pieces_[at].first = static_cast<std::uint32_t>(first);
    table_.pieces_.resize(first + branches.size());
    for (std::size_t i = 0; i < branches.size(); ++i)
      grow(first + i, branches[i], depth + 1);
  }

  SpellingTable table_;
};

Result<SpellingTable> SpellingTable::parse(std::string_view text) {
  SpellingTableReader reader;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!reader.take(text.substr(0, end)))
      return fail(Error::Kind::damaged, "a line of a table of spellings cannot be read",
                  "line " + std::to_string(number));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::move(reader).finished();
}

std::uint32_t SpellingTable::row_of(std::uint64_t context) const {
  const auto found = rows_.find(context);
  return found == rows_.end() ? kNoRow : found->second;
}

}  // namespace manumit::text
