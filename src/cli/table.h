// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace manumit::cli {

/// A table for people: headings, then rows in columns as wide as they need to be, at most
/// `most_columns` wide each. What is cut can be read whole with --json.
class Table {
 public:
  explicit Table(std::vector<std::string> headings, std::size_t most_columns = 40)
      : most_columns_(most_columns) {
    rows_.push_back(std::move(headings));
  }
  /// As many cells as there are headings.
  void add(std::vector<std::string> cells);
  void print(std::ostream& out) const;

 private:
  std::size_t most_columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace manumit::cli
