// SPDX-License-Identifier: Apache-2.0
#include "number_words.h"

#include <charconv>
#include <string>
#include <unordered_map>

#include "base/check.h"
#include "base/csv.h"
#include "built_in.h"
#include "text/script.h"

namespace manumit::text {
namespace {

constexpr std::size_t kMostDigits = 9;

std::optional<std::uint32_t> figures(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.size() > kMostDigits)
    return std::nullopt;
  return value;
}

struct NumberWords {
  std::unordered_map<std::string, std::uint32_t> words;
  std::unordered_map<std::string, std::uint32_t> roman;

  NumberWords() {
    const auto rows = read_csv(built_in_file("number_words.csv"));
    MANUMIT_CHECK(rows.has_value());
    for (const CsvRow& row : *rows) {
      if (row.number == 1)
        continue;
      MANUMIT_CHECK(row.cells.size() == 3);
      const auto value = figures(row.cells[1]);
      MANUMIT_CHECK(value.has_value());
      const bool is_roman = row.cells[2].starts_with("Roman");
      (is_roman ? roman : words).emplace(native_word(row.cells[0]).folded, *value);
    }
  }
};

}  // namespace

std::optional<std::uint32_t> number_of(std::string_view folded, bool in_capitals) {
  static const NumberWords kWords;
  if (const auto value = figures(folded))
    return value;
  const std::string word(folded);
  if (const auto found = kWords.words.find(word); found != kWords.words.end())
    return found->second;
  const auto found = kWords.roman.find(word);
  if (in_capitals && found != kWords.roman.end())
    return found->second;
  return std::nullopt;
}

}  // namespace manumit::text
