// SPDX-License-Identifier: Apache-2.0
#include "name_assignment.h"

#include <limits>

namespace manumit::link {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

/// Sets rows against columns, of which there are at least as many, one row after the other: each
/// new one may push others to their next best column along the cheapest path.
class Assigning {
 public:
  template <typename Cost>
  Assigning(std::size_t rows, std::size_t columns, Cost cost)
      : row_of_(columns + 1, 0), of_row_(rows + 1), of_column_(columns + 1) {
    for (std::size_t row = 1; row <= rows; ++row)
      place(row, cost);
  }
  /// The row of a column, both counted from 1; 0 for none.
  [[nodiscard]] std::size_t row_of(std::size_t column) const { return row_of_[column]; }

 private:
  template <typename Cost>
  void place(std::size_t row, Cost cost) {
    const std::size_t size = row_of_.size();
    std::vector<double> least(size, kFar);
    std::vector<std::size_t> before(size, 0);
    std::vector<bool> seen(size, false);
    std::size_t column = 0;
    row_of_[0] = row;
    do {
      seen[column] = true;
      const std::size_t at = row_of_[column];
      double delta = kFar;
      std::size_t next = 0;
      for (std::size_t j = 1; j < size; ++j) {
        if (seen[j])
          continue;
        const double reduced = cost(at - 1, j - 1) - of_row_[at] - of_column_[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          before[j] = column;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (std::size_t j = 0; j < size; ++j) {
        if (seen[j]) {
          of_row_[row_of_[j]] += delta;
          of_column_[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      column = next;
    } while (row_of_[column] != 0);
    for (; column != 0; column = before[column])
      row_of_[column] = row_of_[before[column]];
  }

  std::vector<std::size_t> row_of_;
  std::vector<double> of_row_;
  std::vector<double> of_column_;
};

}  // namespace

std::vector<std::size_t> best_assignment(std::span<const double> values, std::size_t rows,
                                         std::size_t columns) {
  std::vector<std::size_t> partner(rows, kAlone);
  if (rows == 0 || columns == 0)
    return partner;
  if (rows <= columns) {
    const Assigning assigning(
        rows, columns, [&](std::size_t i, std::size_t j) { return -values[i * columns + j]; });
    for (std::size_t j = 1; j <= columns; ++j) {
      if (assigning.row_of(j) != 0)
        partner[assigning.row_of(j) - 1] = j - 1;
    }
    return partner;
  }
  const Assigning assigning(columns, rows,
                            [&](std::size_t j, std::size_t i) { return -values[i * columns + j]; });
  for (std::size_t i = 1; i <= rows; ++i) {
    if (assigning.row_of(i) != 0)
      partner[i - 1] = assigning.row_of(i) - 1;
  }
  return partner;
}

}  // namespace manumit::link
