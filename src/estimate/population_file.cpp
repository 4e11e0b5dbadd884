// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

#include "list_file.h"
#include "list_roles.h"

namespace manumit::estimate {
namespace {

/// Where a file of populations has its columns.
struct PopulationColumns {
  std::vector<std::string> headings;
  std::vector<std::size_t> strata;
  std::size_t population = 0;
};

Result<PopulationColumns> columns_in(const CsvRow& row, const Lists& lists,
                                     const std::string& file) {
  PopulationColumns columns;
  columns.headings = TRY(read_headings(row, file));
  const auto& headings = columns.headings;
  const auto find = [&](const std::string& name) -> Result<std::size_t> {
    const auto found = std::find_if(headings.begin(), headings.end(), [&](const std::string& h) {
      return h == name || (name == "population" && says(h, "population"));
    });
    if (found == headings.end()) {
      return fail(Error::Kind::bad_input, "there is no column of this name",
                  cell_place(file, row.number, name), "look at the headings in the first row");
    }
    return static_cast<std::size_t>(found - headings.begin());
  };
  for (const std::string& name : lists.columns)
    columns.strata.push_back(TRY(find(name)));
  columns.population = TRY(find("population"));
  if (headings.size() != lists.columns.size() + 1) {
    return fail(Error::Kind::bad_input,
                "besides the columns that split people there may only be population",
                cell_place(file, row.number, {}));
  }
  return columns;
}

using Populations = std::map<std::vector<std::string>, std::uint64_t>;

Result<void> read_row(const CsvRow& row, const PopulationColumns& columns, const std::string& file,
                      Populations& into) {
  if (row.cells.size() != columns.headings.size()) {
    return fail(Error::Kind::bad_input,
                "a row has as many cells as there are headings, and this has not",
                cell_place(file, row.number, {}));
  }
  std::vector<std::string> values;
  for (const std::size_t column : columns.strata)
    values.emplace_back(trimmed(row.cells[column]));
  const auto people = whole_number(trimmed(row.cells[columns.population]));
  if (!people || *people == 0) {
    return fail(Error::Kind::bad_input, "a population is a whole number of people, 1 or more",
                cell_place(file, row.number, columns.headings[columns.population]));
  }
  if (!into.emplace(std::move(values), *people).second) {
    return fail(Error::Kind::bad_input, "the same group stands in an earlier row",
                cell_place(file, row.number, {}));
  }
  return {};
}

}  // namespace

Result<std::vector<std::uint64_t>> read_population(ByteSource source, const Lists& lists,
                                                   const std::string& name) {
  if (lists.columns.empty()) {
    return fail(Error::Kind::bad_input, "a population is given for each group, and there are none",
                name, "say which columns split people");
  }
  CsvReader reader(std::move(source), {.name = name});
  CsvRow row;
  if (!TRY(reader.next(row)))
    return fail(Error::Kind::bad_input, "the file is empty", name);
  const PopulationColumns columns = TRY(columns_in(row, lists, name));
  Populations read;
  while (TRY(reader.next(row)))
    TRY(read_row(row, columns, name, read));
  std::vector<std::uint64_t> found;
  for (std::size_t i = 0; i < lists.strata.size(); ++i) {
    const auto people = read.find(lists.strata[i].values);
    if (people == read.end()) {
      return fail(Error::Kind::bad_input,
                  "of {0} groups that the lists have, number {1} has no population", name,
                  "write each group as the lists write it",
                  {std::to_string(lists.strata.size()), std::to_string(i + 1)});
    }
    found.push_back(people->second);
  }
  return found;
}

}  // namespace manumit::estimate
