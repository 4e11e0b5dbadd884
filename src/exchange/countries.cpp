// SPDX-License-Identifier: Apache-2.0
#include "countries.h"

#include <string>
#include <unordered_map>

#include "base/check.h"
#include "base/csv.h"
#include "countries_table.h"
#include "text/fold.h"

namespace manumit::exchange {

namespace {

struct Countries {
  std::unordered_map<std::string, std::string> code_by_name;  ///< By folded name.
  std::unordered_map<std::string, std::string> name_by_code;
};

// Columns of definitions/countries.csv.
enum Column : std::size_t { code, alpha3, english, russian, also, columns };

void add_names(Countries& out, std::string_view names, const std::string& of) {
  while (!names.empty()) {
    const std::size_t bar = names.find('|');
    out.code_by_name.emplace(text::fold(names.substr(0, bar)), of);
    names.remove_prefix(bar == std::string_view::npos ? names.size() : bar + 1);
  }
}

Countries read_countries() {
  const auto rows = read_csv(kCountriesTable, {.name = "countries.csv"});
  MANUMIT_CHECK(rows.has_value() && rows->size() > 1);
  Countries out;
  for (std::size_t number = 1; number < rows->size(); ++number) {
    const auto& cells = (*rows)[number].cells;
    MANUMIT_CHECK(cells.size() == columns);
    out.name_by_code.emplace(cells[code], cells[english]);
    for (const std::size_t column : {code, alpha3, english, russian})
      out.code_by_name.emplace(text::fold(cells[column]), cells[code]);
    add_names(out, cells[also], cells[code]);
  }
  return out;
}

const Countries& countries() {
  static const Countries kAll = read_countries();
  return kAll;
}

}  // namespace

std::optional<std::string_view> country_code(std::string_view written) {
  const auto found = countries().code_by_name.find(text::fold(written));
  if (found == countries().code_by_name.end())
    return std::nullopt;
  return found->second;
}

std::string_view country_name(std::string_view wanted) {
  const auto found = countries().name_by_code.find(std::string(wanted));
  return found == countries().name_by_code.end() ? std::string_view() : found->second;
}

}  // namespace manumit::exchange
