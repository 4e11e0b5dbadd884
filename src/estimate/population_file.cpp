// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <utility>

#include "answer.h"
#include "list_faults.h"
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
                  cell_place(file, row.line, name), "look at the headings in the first row");
    }
    return static_cast<std::size_t>(found - headings.begin());
  };
  for (const std::string& name : lists.columns)
    columns.strata.push_back(TRY(find(name)));
  columns.population = TRY(find("population"));
  if (headings.size() != lists.columns.size() + 1) {
    return fail(Error::Kind::bad_input,
                "besides the columns that split people there may only be population",
                cell_place(file, row.line, {}));
  }
  return columns;
}

struct Group {
  std::uint64_t people = 0;
  std::uint64_t row = 0;
};
using Groups = std::map<std::vector<std::string>, Group>;

Result<void> read_row(const CsvRow& row, const PopulationColumns& columns, const std::string& file,
                      Groups& into) {
  if (row.cells.size() != columns.headings.size()) {
    return fail(Error::Kind::bad_input,
                "a row has as many cells as there are headings, and this has not",
                cell_place(file, row.line, {}), std::string(kWrongCells.next));
  }
  std::vector<std::string> values;
  for (const std::size_t column : columns.strata)
    values.emplace_back(trimmed(row.cells[column]));
  const auto people = whole_number(trimmed(row.cells[columns.population]));
  if (!people || *people == 0) {
    return fail(Error::Kind::bad_input, "a population is a whole number of people, 1 or more",
                cell_place(file, row.line, columns.headings[columns.population]),
                "write it in digits alone, and leave out groups whose population nobody knows");
  }
  if (!into.emplace(std::move(values), Group{*people, row.line}).second) {
    return fail(Error::Kind::bad_input, "the same group stands in an earlier row",
                cell_place(file, row.line, {}));
  }
  return {};
}

/// Takes the people of a stratum out of what was read.
Result<std::uint64_t> taken(Groups& groups, const Lists& lists, std::size_t stratum,
                            const std::string& file) {
  const auto found = groups.find(lists.strata[stratum].values);
  if (found == groups.end()) {
    return fail(Error::Kind::bad_input, "a group that the lists have has no population: {0}", file,
                "write each group as the lists write it",
                {in_words(stratum_name(lists.columns, lists.strata[stratum].values))});
  }
  const Group group = found->second;
  if (group.people < lists.strata[stratum].table.people()) {
    return fail(Error::Kind::bad_input, "more people of this group were seen than it has",
                cell_place(file, group.row, {}));
  }
  groups.erase(found);
  return group.people;
}

}  // namespace

Result<Population> read_population(ByteSource source, const Lists& lists, const std::string& name) {
  if (lists.columns.empty()) {
    return fail(Error::Kind::bad_input, "a population is given for each group, and there are none",
                name, "say which columns split people");
  }
  CsvReader reader(std::move(source), {.name = name});
  CsvRow row;
  if (!TRY(reader.next(row)))
    return fail(Error::Kind::bad_input, "the file is empty", name);
  const PopulationColumns columns = TRY(columns_in(row, lists, name));
  Groups groups;
  while (TRY(reader.next(row)))
    TRY(read_row(row, columns, name, groups));
  Population found;
  for (std::size_t i = 0; i < lists.strata.size(); ++i)
    found.strata.push_back(TRY(taken(groups, lists, i, name)));
  for (const auto& [values, group] : groups)
    found.unseen.push_back({values, group.people});
  return found;
}

}  // namespace manumit::estimate
