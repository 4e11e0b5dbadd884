// SPDX-License-Identifier: Apache-2.0
#include "name_words.h"

#include <array>
#include <string>
#include <unordered_map>

#include "base/check.h"
#include "base/csv.h"
#include "built_in.h"

namespace manumit::text {
namespace {

using Words = std::unordered_map<std::string, NameWord>;

NameWord kind_called(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"other", "title",    "particle",
                                                      "son",   "daughter", "generation"};
  for (std::size_t i = 1; i < kNames.size(); ++i) {
    if (kNames[i] == name)
      return static_cast<NameWord>(i);
  }
  return NameWord::other;
}

Words all_words() {
  Words words;
  const auto rows = read_csv(built_in_file("name_words.csv"));
  MANUMIT_CHECK(rows.has_value());
  for (const CsvRow& row : *rows) {
    if (row.number == 1)
      continue;
    MANUMIT_CHECK(row.cells.size() == 3 && kind_called(row.cells[1]) != NameWord::other);
    words.emplace(row.cells[0], kind_called(row.cells[1]));
  }
  return words;
}

}  // namespace

NameWord name_word(std::string_view folded) {
  static const Words kWords = all_words();
  const auto found = kWords.find(std::string(folded));
  return found == kWords.end() ? NameWord::other : found->second;
}

}  // namespace manumit::text
