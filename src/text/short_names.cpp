// SPDX-License-Identifier: Apache-2.0
#include "text/short_names.h"

#include <charconv>
#include <cmath>
#include <unordered_map>

#include "base/check.h"
#include "base/csv.h"
#include "built_in.h"

namespace manumit::text {
namespace {

using ShortNames = std::unordered_map<std::string, std::vector<FullName>>;

ShortNames all_short_names() {
  ShortNames names;
  const auto rows = read_csv(built_in_file("short_names.csv"));
  MANUMIT_CHECK(rows.has_value());
  for (const CsvRow& row : *rows) {
    if (row.number == 1)
      continue;
    MANUMIT_CHECK(row.cells.size() >= 3);
    const std::string& cell = row.cells[2];
    double chance = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), chance);
    MANUMIT_CHECK(chance > 0 && chance <= 1);
    names[row.cells[0]].push_back({row.cells[1], std::log2(chance)});
  }
  return names;
}

}  // namespace

const std::vector<FullName>& full_names(std::string_view folded_short) {
  static const ShortNames kNames = all_short_names();
  static const std::vector<FullName> kNone;
  const auto found = kNames.find(std::string(folded_short));
  return found == kNames.end() ? kNone : found->second;
}

}  // namespace manumit::text
