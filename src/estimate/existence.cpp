// SPDX-License-Identifier: Apache-2.0
#include "existence.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "least_squares.h"

namespace manumit::estimate {

namespace {

using Row = std::vector<double>;
constexpr double kZero = 1e-9;        // Below this a pivot is rounding.
constexpr double kNoResidual = 1e-7;  // Notes 4.2.
constexpr double kNoGain = 1e-10;     // Of a column that would no longer help.

// Rows brought to the form in which each has a 1 where all others have a 0.
class Reduced {
 public:
  explicit Reduced(std::size_t width) : width_(width), is_pivot_(width, false) {}

  void add(Row row) {
    for (std::size_t r = 0; r < rows_.size(); ++r)
      take_away(row, rows_[r], row[pivots_[r]]);
    std::size_t pivot = 0;
    for (std::size_t j = 1; j < width_; ++j)
      if (std::fabs(row[j]) > std::fabs(row[pivot]))
        pivot = j;
    if (std::fabs(row[pivot]) <= kZero)
      return;
    const double by = row[pivot];
    for (double& entry : row)
      entry /= by;
    for (Row& other : rows_)
      take_away(other, row, other[pivot]);
    rows_.push_back(std::move(row));
    pivots_.push_back(pivot);
    is_pivot_[pivot] = true;
  }
  [[nodiscard]] std::size_t rank() const { return rows_.size(); }

  // Directions in which no row sees a difference; orthogonal, of length 1.
  [[nodiscard]] std::vector<Row> unseen_directions() const {
    std::vector<Row> out;
    for (std::size_t j = 0; j < width_; ++j) {
      if (is_pivot_[j])
        continue;
      Row direction(width_, 0.0);
      direction[j] = 1;
      for (std::size_t r = 0; r < rows_.size(); ++r)
        direction[pivots_[r]] = -rows_[r][j];
      make_orthogonal(direction, out);
      out.push_back(std::move(direction));
    }
    return out;
  }

 private:
  static void take_away(Row& from, const Row& row, double times) {
    if (times != 0)
      for (std::size_t j = 0; j < from.size(); ++j)
        from[j] -= times * row[j];
  }
  static double product(const Row& a, const Row& b) {
    double sum = 0;
    for (std::size_t j = 0; j < a.size(); ++j)
      sum += a[j] * b[j];
    return sum;
  }
  static void make_orthogonal(Row& direction, const std::vector<Row>& to) {
    for (int twice = 0; twice < 2; ++twice)  // Once leaves rounding behind.
      for (const Row& other : to)
        take_away(direction, other, product(direction, other));
    const double length = std::sqrt(product(direction, direction));
    for (double& entry : direction)
      entry /= length;
  }

  std::size_t width_;
  std::vector<Row> rows_;
  std::vector<std::size_t> pivots_;
  std::vector<bool> is_pivot_;
};

Row row_of(History cell, std::span<const History> terms) {
  Row row(terms.size());
  for (std::size_t j = 0; j < terms.size(); ++j)
    row[j] = (terms[j] & ~cell) == 0 ? 1 : 0;
  return row;
}

// Non-negative least squares by an active set.
class Nonnegative {
 public:
  Nonnegative(const std::vector<Row>& columns, const Row& b)
      : columns_(columns), b_(b), x_(columns.size(), 0.0), in_(columns.size(), false) {}

  double residual() {
    for (std::size_t tries = 0; tries < 3 * columns_.size() + 3; ++tries) {
      const Row left = what_is_left();
      const std::size_t best = most_helpful(left);
      if (best == columns_.size())
        break;
      in_[best] = true;
      settle();
    }
    const Row left = what_is_left();
    double squared = 0;
    for (const double each : left)
      squared += each * each;
    return std::sqrt(squared);
  }

 private:
  [[nodiscard]] Row what_is_left() const {
    Row left = b_;
    for (std::size_t j = 0; j < columns_.size(); ++j)
      if (x_[j] != 0)
        for (std::size_t i = 0; i < left.size(); ++i)
          left[i] -= x_[j] * columns_[j][i];
    return left;
  }
  [[nodiscard]] std::size_t most_helpful(const Row& left) const {
    std::size_t best = columns_.size();
    double most = kNoGain;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      if (in_[j])
        continue;
      double gain = 0;
      for (std::size_t i = 0; i < left.size(); ++i)
        gain += columns_[j][i] * left[i];
      if (gain > most) {
        most = gain;
        best = j;
      }
    }
    return best;
  }
  // Solves for the columns that are in; while that makes one negative, goes only as far as the
  // first of them becomes 0, and leaves that one out.
  void settle() {
    for (std::size_t tries = 0; tries <= columns_.size(); ++tries) {
      const Row free = unbound();
      double part = 1;
      for (std::size_t j = 0; j < columns_.size(); ++j)
        if (in_[j] && free[j] <= 0)
          part = std::min(part, x_[j] / (x_[j] - free[j]));
      bool stays = true;
      for (std::size_t j = 0; j < columns_.size(); ++j) {
        if (!in_[j])
          continue;
        x_[j] += part * (free[j] - x_[j]);
        if (free[j] <= 0 && x_[j] <= kZero * kZero) {
          x_[j] = 0;
          in_[j] = stays = false;
        }
      }
      if (stays)
        return;
    }
  }
  [[nodiscard]] Row unbound() {
    std::vector<std::size_t> chosen;
    for (std::size_t j = 0; j < columns_.size(); ++j)
      if (in_[j])
        chosen.push_back(j);
    solver_.shape(b_.size(), chosen.size());
    for (std::size_t k = 0; k < chosen.size(); ++k)
      std::copy(columns_[chosen[k]].begin(), columns_[chosen[k]].end(), solver_.column(k));
    std::copy(b_.begin(), b_.end(), solver_.wanted());
    const std::span<const double> solved = solver_.solve();
    Row out(columns_.size(), 0.0);
    for (std::size_t k = 0; k < chosen.size(); ++k)
      out[chosen[k]] = solved[k];
    return out;
  }

  const std::vector<Row>& columns_;
  const Row& b_;
  Row x_;
  std::vector<bool> in_;
  LeastSquares solver_;
};

// Is there a way on which no cell with people changes and the means of empty cells only fall? Then
// the likelihood rises along it for ever. By Stiemke's lemma there is none exactly when the empty
// cells' rows, seen along the unseen directions, can be balanced with weights of 1 and more.
bool rises_for_ever(const std::vector<Row>& directions, const std::vector<Row>& rows,
                    const std::vector<bool>& positive) {
  std::vector<Row> seen_along;
  Row sum(directions.size(), 0.0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (positive[i])
      continue;
    Row along(directions.size(), 0.0);
    for (std::size_t d = 0; d < directions.size(); ++d)
      for (std::size_t j = 0; j < rows[i].size(); ++j)
        along[d] += directions[d][j] * rows[i][j];
    for (std::size_t d = 0; d < directions.size(); ++d)
      sum[d] -= along[d];
    seen_along.push_back(std::move(along));
  }
  return !seen_along.empty() && nonnegative_residual(seen_along, sum) > kNoResidual;
}

}  // namespace

// Arithmetic with bits proves it: rows that are independent modulo 2 are independent. More than 64
// terms take the long way.
bool surely_exists(std::span<const History> cells, const std::vector<bool>& positive,
                   std::span<const History> terms) {
  if (terms.size() > 64)
    return false;
  std::uint64_t reduced[64] = {};
  std::size_t rank = 0;
  for (std::size_t i = 0; i < cells.size() && rank < terms.size(); ++i) {
    if (!positive[i])
      continue;
    std::uint64_t row = 0;
    for (std::size_t j = 0; j < terms.size(); ++j)
      row |= static_cast<std::uint64_t>((terms[j] & ~cells[i]) == 0) << j;
    while (row != 0) {
      const auto lowest = static_cast<std::size_t>(__builtin_ctzll(row));
      if (reduced[lowest] == 0) {
        reduced[lowest] = row;
        ++rank;
        break;
      }
      row ^= reduced[lowest];
    }
  }
  return rank == terms.size();
}

double nonnegative_residual(const std::vector<std::vector<double>>& columns,
                            const std::vector<double>& b) {
  return Nonnegative(columns, b).residual();
}

int existence_of(std::span<const History> cells, const std::vector<bool>& positive,
                 std::span<const History> terms) {
  if (cells.empty())
    return terms.empty() ? 0 : 2;
  std::vector<Row> rows;
  rows.reserve(cells.size());
  for (const History cell : cells)
    rows.push_back(row_of(cell, terms));
  return existence_of_rows(rows, positive);
}

int existence_of_rows(const std::vector<std::vector<double>>& rows,
                      const std::vector<bool>& positive) {
  const std::size_t width = rows.empty() ? 0 : rows.front().size();
  Reduced reduced(width);
  for (std::size_t i = 0; i < rows.size() && reduced.rank() < width; ++i)
    if (positive[i])
      reduced.add(rows[i]);
  if (reduced.rank() == width)
    return 0;
  const std::vector<Row> directions = reduced.unseen_directions();
  for (std::size_t i = 0; i < rows.size() && reduced.rank() < width; ++i)
    if (!positive[i])
      reduced.add(rows[i]);
  const bool unidentified = reduced.rank() < width;
  const bool endless = rises_for_ever(directions, rows, positive);
  return (endless ? 1 : 0) + (unidentified ? 2 : 0);
}

}  // namespace manumit::estimate
