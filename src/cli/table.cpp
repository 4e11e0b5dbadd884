// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include <algorithm>

#include "base/check.h"
#include "printable.h"

namespace manumit::cli {

void Table::add(std::vector<std::string> cells) {
  MANUMIT_CHECK(cells.size() == rows_.front().size());
  for (std::string& cell : cells)
    cell = cut_to(printable(cell), most_columns_);
  rows_.push_back(std::move(cells));
}

void Table::print(std::ostream& out) const {
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out << row[i];
      if (i + 1 < row.size())
        out << std::string(widths[i] - columns_of(row[i]) + 2, ' ');
    }
    out << '\n';
  }
}

}  // namespace manumit::cli
