// SPDX-License-Identifier: Apache-2.0
#include "list_columns.h"

#include <algorithm>
#include <set>
#include <utility>

#include "list_roles.h"

namespace manumit::estimate {
namespace {

/// One column while its cells go by.
struct Seen {
  std::string name;
  std::uint64_t cells = 0;
  std::uint64_t marks = 0;  ///< Cells that are 0 or 1.
  std::set<std::string> values = {};
  bool more_values = false;

  void add(std::string_view shown) {
    const std::string cell(trimmed(shown));
    ++cells;
    marks += cell == "0" || cell == "1" ? 1 : 0;
    if (values.size() < kMostGroups)
      values.insert(cell);
    else
      more_values = more_values || !values.contains(cell);
  }
};

ListColumn described(Seen&& seen) {
  ListColumn column{.name = std::move(seen.name),
                    .values = {seen.values.begin(), seen.values.end()},
                    .more_values = seen.more_values};
  if (says(column.name, "count"))
    column.kind = ListColumn::Kind::count;
  else if (seen.marks * 2 > seen.cells)
    column.kind = ListColumn::Kind::list;
  return column;
}

}  // namespace

Result<ListColumns> columns_of(ByteSource source, const std::string& name) {
  CsvReader reader(std::move(source), {.name = name});
  CsvRow row;
  if (!TRY(reader.next(row)))
    return fail(Error::Kind::bad_input, "the file is empty", name);
  std::vector<Seen> seen;
  for (const std::string& heading : row.cells)
    seen.push_back({.name = std::string(trimmed(heading))});
  ListColumns found;
  while (TRY(reader.next(row))) {
    ++found.rows;
    for (std::size_t i = 0; i < std::min(seen.size(), row.cells.size()); ++i)
      seen[i].add(row.cells[i]);
  }
  for (Seen& column : seen)
    found.columns.push_back(described(std::move(column)));
  return found;
}

}  // namespace manumit::estimate
