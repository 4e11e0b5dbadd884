// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "list_table.h"

/// For tests only: the published tables, and what they must give (tests/golden/estimation).
///
///   TEST_CASE("stepwise: gives the expected figures") {
///     for (const expected::Row& row : expected::rows_of("stepwise", "threshold=0.02")) {
///       const ListTable table = expected::table_for(row);   // drop=, merge= done
///       if (row.quantity == "n_hat")
///         expected::check(row, walk.fit.n_hat);
///       else if (row.quantity == "terms")
///         expected::check(row, term_names(walk.model.terms, table.names()));
///     }
///   }
///
/// `check` is a doctest CHECK whose message names the row, what came out and what was to come out.
/// `fault` says the same as a text, empty when all is well. `rows_of` fails the test when the file
/// has no such row, so that a loop over nothing is no pass.
namespace manumit::estimate::expected {

struct Row {
  std::string data_set, method, options, quantity, value, tolerance, kind;
  std::uint64_t line = 0;
};

inline std::string file_text(const std::string& path) {
  std::ifstream file(std::string(MANUMIT_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline const std::vector<Row>& all_rows() {
  static const std::vector<Row> rows = [] {
    std::vector<Row> read;
    const auto lines = read_csv(file_text("tests/golden/estimation/expected.csv"));
    REQUIRE(lines);
    for (std::size_t i = 1; i < lines->size(); ++i) {
      const std::vector<std::string>& c = (*lines)[i].cells;
      REQUIRE(c.size() == 7);
      read.push_back({c[0], c[1], c[2], c[3], c[4], c[5], c[6], (*lines)[i].line});
    }
    return read;
  }();
  return rows;
}

/// The rows of a method whose options begin so ("" for all), of one table or of every one.
inline std::vector<Row> rows_of(std::string_view method, std::string_view options = "",
                                std::string_view data_set = "") {
  std::vector<Row> found;
  for (const Row& row : all_rows()) {
    if (row.method == method && row.options.starts_with(options) &&
        (data_set.empty() || row.data_set == data_set))
      found.push_back(row);
  }
  REQUIRE_MESSAGE(!found.empty(), std::string(method) << " " << std::string(options));
  return found;
}

/// The value of one of the row's options: option_of(row, "drop") is "X" in "threshold=0.02 drop=X".
inline std::optional<std::string> option_of(const Row& row, std::string_view name) {
  std::string_view rest = row.options;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (word.size() > name.size() && word.starts_with(name) && word[name.size()] == '=')
      return std::string(word.substr(name.size() + 1));
  }
  return std::nullopt;
}

/// The published table, as the file of `examples/lists` has it.
inline ListTable table_of(const std::string& data_set) {
  static const std::map<std::string, std::string> files = {{"Korea", "korea"},
                                                           {"Artificial_3", "artificial-3"},
                                                           {"Kosovo", "kosovo"},
                                                           {"Western", "western"},
                                                           {"NewOrl_5_v201", "new-orleans-5"}};
  REQUIRE_MESSAGE(files.count(data_set) == 1, data_set);
  const auto lines = read_csv(file_text("examples/lists/" + files.at(data_set) + ".csv"));
  REQUIRE(lines);
  std::vector<std::string> names = lines->front().cells;
  names.pop_back();
  std::vector<ListTable::Row> rows;
  for (std::size_t i = 1; i < lines->size(); ++i) {
    ListTable::Row row;
    for (std::size_t list = 0; list < names.size(); ++list)
      row.history |= (*lines)[i].cells[list] == "1" ? History{1} << list : 0;
    row.people = std::stoull((*lines)[i].cells.back());
    rows.push_back(row);
  }
  const auto table = ListTable::of(names, rows);
  REQUIRE(table);
  return *table;
}

inline int list_named(const ListTable& table, std::string_view name) {
  const auto place = std::find(table.names().begin(), table.names().end(), name);
  REQUIRE_MESSAGE(place != table.names().end(), std::string(name));
  return static_cast<int>(place - table.names().begin());
}

/// The table that the row is about: its `drop=` or `merge=` done. `condition_on=` is left to
/// whoever tests that.
inline ListTable table_for(const Row& row) {
  ListTable table = table_of(row.data_set);
  if (const auto drop = option_of(row, "drop"))
    return table.without(list_named(table, *drop));
  if (const auto merge = option_of(row, "merge")) {
    const std::size_t plus = merge->find('+');
    return table.merged(list_named(table, merge->substr(0, plus)),
                        list_named(table, merge->substr(plus + 1)));
  }
  return table;
}

inline double number(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  REQUIRE_MESSAGE((read.ec == std::errc{} && read.ptr == text.data() + text.size()),
                  std::string(text));
  return value;
}

/// What the row wants as a number.
inline double number_of(const Row& row) {
  return number(row.value);
}

/// What the row wants as items; "none" is no item.
inline std::vector<std::string> items_of(const Row& row) {
  std::vector<std::string> items;
  std::string_view rest = row.value == "none" ? std::string_view() : std::string_view(row.value);
  while (!rest.empty()) {
    const std::string_view item = rest.substr(0, rest.find(';'));
    items.emplace_back(item);
    rest.remove_prefix(std::min(item.size() + 1, rest.size()));
  }
  return items;
}

inline std::string told(const Row& row, const std::string& got) {
  return "expected.csv, line " + std::to_string(row.line) + ": " + row.data_set + ", " +
         row.method + " " + row.options + ", " + row.quantity + " must be " + row.value + " (" +
         row.tolerance + "), and is " + got;
}

inline std::string fault(const Row& row, double got) {
  const double wanted = number_of(row);
  double room = 0;
  if (row.tolerance.starts_with("abs "))
    room = number(std::string_view(row.tolerance).substr(4));
  else if (row.tolerance.starts_with("rel "))
    room = number(std::string_view(row.tolerance).substr(4)) * std::fabs(wanted);
  else
    REQUIRE_MESSAGE(row.tolerance == "exact", row.tolerance);
  return std::fabs(got - wanted) <= room ? "" : told(row, std::to_string(got));
}

inline std::string fault(const Row& row, std::vector<std::string> got) {
  std::vector<std::string> wanted = items_of(row);
  std::string joined;
  for (const std::string& item : got)
    joined += (joined.empty() ? "" : ";") + item;
  REQUIRE_MESSAGE((row.tolerance == "exact" || row.tolerance == "order" || row.tolerance == "set"),
                  row.tolerance);
  if (row.tolerance == "set") {
    std::sort(wanted.begin(), wanted.end());
    std::sort(got.begin(), got.end());
  }
  return got == wanted ? "" : told(row, joined.empty() ? "none" : joined);
}

inline std::string fault(const Row& row, std::string_view got) {
  REQUIRE_MESSAGE(row.tolerance == "exact", row.tolerance);
  return got == row.value ? "" : told(row, std::string(got));
}

/// `got` is a number, a text such as "[12,3]", or a list of items.
template <typename Got>
void check(const Row& row, const Got& got) {
  const std::string what = fault(row, got);
  CHECK_MESSAGE(what.empty(), what);
}

}  // namespace manumit::estimate::expected
