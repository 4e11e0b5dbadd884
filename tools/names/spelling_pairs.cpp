// SPDX-License-Identifier: Apache-2.0
#include "spelling_pairs.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/csv.h"
#include "text/fold.h"

namespace manumit::learn {
namespace {

// Longer words are phrases.
constexpr std::size_t kMostLetters = 24;
// A word with more spellings than this is no word but a crowd of names.
constexpr std::size_t kMostSpellings = 40;

std::string small_letters(const std::string& text) {
  std::string out;
  for (const char c : text::fold(text)) {
    if (c >= 'a' && c <= 'z')
      out += c;
  }
  return out;
}

bool is_good(const Pair& pair) {
  return !pair.latin.empty() && pair.latin.size() <= kMostLetters && !pair.word.letters.empty() &&
         pair.word.letters.size() <= kMostLetters;
}

}  // namespace

double number_in(const std::string& cell) {
  double value = 1;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

Result<std::vector<std::vector<std::string>>> cells_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return fail(Error::Kind::not_found, "the file cannot be opened", path);
  std::ostringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  std::vector<std::vector<std::string>> cells;
  for (CsvRow& row : TRY(read_csv(all, {.name = path}))) {
    if (row.number > 1)
      cells.push_back(std::move(row.cells));
  }
  return cells;
}

Result<std::vector<Row>> train_rows(const std::string& path) {
  std::vector<Row> rows;
  for (const std::vector<std::string>& cells : TRY(cells_of(path))) {
    if (cells.size() != 4)
      return fail(Error::Kind::bad_input, "a row has not the four columns", path,
                  "give a file with split,latin,native,count");
    if (cells[0] == "train")
      rows.push_back({cells[1], cells[2], number_in(cells[3])});
  }
  return rows;
}

Pair pair_of(const std::string& native, std::string latin, double weight) {
  Pair pair{text::native_word(native), std::move(latin), weight};
  for (std::size_t place = 0; place < pair.word.letters.size(); ++place)
    pair.contexts.push_back(text::context_at(pair.word, place));
  return pair;
}

std::vector<Pair> native_pairs(const std::vector<Row>& rows, text::Script script) {
  std::vector<Pair> pairs;
  for (const Row& row : rows) {
    Pair pair = pair_of(row.native, small_letters(row.latin));
    if (is_good(pair) && pair.word.script == script)
      pairs.push_back(std::move(pair));
  }
  return pairs;
}

std::vector<Pair> latin_pairs(const std::vector<Row>& rows) {
  std::map<std::string, std::set<std::string>> spellings;
  for (const Row& row : rows)
    spellings[row.native].insert(small_letters(row.latin));
  std::vector<Pair> pairs;
  for (const auto& [native, latins] : spellings) {
    if (latins.size() < 2 || latins.size() > kMostSpellings)
      continue;
    // Each spelling counts once, however many others it is set against.
    const double weight = 1 / static_cast<double>(latins.size() - 1);
    for (const std::string& from : latins) {
      for (const std::string& to : latins) {
        Pair pair = pair_of(from, to, weight);
        if (from != to && is_good(pair))
          pairs.push_back(std::move(pair));
      }
    }
  }
  return pairs;
}

}  // namespace manumit::learn
