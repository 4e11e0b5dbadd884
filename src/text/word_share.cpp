// SPDX-License-Identifier: Apache-2.0
#include "text/word_share.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <unordered_map>

#include "base/check.h"
#include "base/csv.h"
#include "built_in.h"

namespace manumit::text {
namespace {

constexpr std::size_t kLetters = 27;  // '^' or '$', then a to z.
// Costs are written in quarters of a bit.
constexpr double kSteps = 4;
constexpr double kRareLetter = 10;  // Bits of what is no letter a–z.

std::size_t place_of(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<std::size_t>(letter - 'a') + 1 : 0;
}

class LetterCosts {
 public:
  LetterCosts() {
    std::string_view text = built_in_file("latin_letters.txt");
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (!text.starts_with('#'))
        read(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  [[nodiscard]] double log2_of(std::string_view word) const {
    double bits = 0;
    std::size_t first = 0;
    std::size_t second = 0;
    for (const char letter : word) {
      const std::size_t here = place_of(letter);
      bits -= here == 0 ? kRareLetter : cost(first, second, here);
      first = second;
      second = here;
    }
    return bits - cost(first, second, 0);
  }

 private:
  [[nodiscard]] double cost(std::size_t first, std::size_t second, std::size_t letter) const {
    // A beginning that no word has (a rare letter in the middle) is that of a new word.
    if (second == 0)
      first = 0;
    return costs_[(first * kLetters + second) * kLetters + letter] / kSteps;
  }

  void read(std::string_view line) {
    MANUMIT_CHECK(line.size() > 3);
    const std::size_t row = place_of(line[0]) * kLetters + place_of(line[1]);
    line.remove_prefix(3);
    // The end of the word stands last in the file and first here.
    for (std::size_t letter = 1; letter <= kLetters; ++letter) {
      unsigned value = 0;
      const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
      MANUMIT_CHECK(error == std::errc());
      costs_[row * kLetters + letter % kLetters] = value;
      line.remove_prefix(std::min(line.size(), static_cast<std::size_t>(end - line.data()) + 1));
    }
  }

  std::array<double, kLetters * kLetters * kLetters> costs_{};
};

class CommonWords {
 public:
  CommonWords() {
    for (const char* file : {"word_shares.csv", "common_words.csv"}) {
      const auto rows = read_csv(built_in_file(file));
      MANUMIT_CHECK(rows.has_value());
      for (const CsvRow& row : *rows) {
        if (row.number > 1)
          add(row);
      }
    }
  }

  /// In a hundred thousand; 0 of a word that no table has.
  [[nodiscard]] double per_100000(const std::string& word) const {
    const auto found = shares_.find(word);
    return found == shares_.end() ? 0 : found->second;
  }

 private:
  void add(const CsvRow& row) {
    MANUMIT_CHECK(row.cells.size() >= 2);
    double share = 0;
    const std::string& cell = row.cells[1];
    std::from_chars(cell.data(), cell.data() + cell.size(), share);
    MANUMIT_CHECK(share > 0);
    double& known = shares_[row.cells[0]];
    known = std::max(known, share);
  }

  std::unordered_map<std::string, double> shares_;
};

}  // namespace

WordShare word_share(std::string_view word) {
  static const LetterCosts kCosts;
  static const CommonWords kWords;
  WordShare share;
  share.log2_letters = kCosts.log2_of(word);
  const double per_100000 = kWords.per_100000(std::string(word));
  if (per_100000 > 0)
    share.log2_common = std::log2(per_100000 / 1e5);
  return share;
}

}  // namespace manumit::text
