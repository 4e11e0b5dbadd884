// SPDX-License-Identifier: Apache-2.0
#include "least_squares.h"

#include <algorithm>
#include <cmath>

namespace manumit::estimate {

namespace {

// Two numbers in one register: the only vectors every x86-64 and ARM64 has. Four sums run side by
// side in an order that is written down here, so the digits do not depend on the compiler.
using Pair __attribute__((vector_size(16), may_alias)) = double;
constexpr std::size_t kBlock = 4;
// R's lm and glm call a column dependent when less than this part of its length is left.
constexpr double kDependent = 1e-11;

const Pair* pairs(const double* at) {
  return reinterpret_cast<const Pair*>(at);
}
Pair* pairs(double* at) {
  return reinterpret_cast<Pair*>(at);
}

double dot(const double* a, const double* b, std::size_t from, std::size_t to) {
  Pair even{0, 0}, odd{0, 0};
  for (std::size_t i = from / 2; i < to / 2; i += 2) {
    even += pairs(a)[i] * pairs(b)[i];
    odd += pairs(a)[i + 1] * pairs(b)[i + 1];
  }
  const Pair sum = even + odd;
  return sum[0] + sum[1];
}

void take_away(double* from_here, const double* mirror, double times, std::size_t from,
               std::size_t to) {
  const Pair both{times, times};
  for (std::size_t i = from / 2; i < to / 2; ++i)
    pairs(from_here)[i] -= both * pairs(mirror)[i];
}

// Two columns at a time: the mirror is read once for both.
void reflect_two(double* a, double* b, const double* mirror, double scale, std::size_t from,
                 std::size_t to) {
  Pair a_even{0, 0}, a_odd{0, 0}, b_even{0, 0}, b_odd{0, 0};
  for (std::size_t i = from / 2; i < to / 2; i += 2) {
    const Pair even = pairs(mirror)[i], odd = pairs(mirror)[i + 1];
    a_even += pairs(a)[i] * even;
    a_odd += pairs(a)[i + 1] * odd;
    b_even += pairs(b)[i] * even;
    b_odd += pairs(b)[i + 1] * odd;
  }
  const Pair a_sum = a_even + a_odd, b_sum = b_even + b_odd;
  const double a_times = (a_sum[0] + a_sum[1]) * scale, b_times = (b_sum[0] + b_sum[1]) * scale;
  const Pair a_both{a_times, a_times}, b_both{b_times, b_times};
  for (std::size_t i = from / 2; i < to / 2; ++i) {
    const Pair here = pairs(mirror)[i];
    pairs(a)[i] -= a_both * here;
    pairs(b)[i] -= b_both * here;
  }
}

}  // namespace

void LeastSquares::shape(std::size_t rows, std::size_t columns) {
  rows_ = rows;
  columns_ = columns;
  stride_ = (std::max<std::size_t>(rows, 1) + kBlock - 1) / kBlock * kBlock;
  matrix_.assign((columns + 1) * stride_, 0.0);
  mirror_.assign(stride_, 0.0);
  lengths_.resize(columns);
  coefficients_.resize(columns);
  pivots_.resize(columns);
}

// Householder (1958), Journal of the ACM 5(4), pp. 339-342, in the form of Golub and Van Loan:
// the column's first entry moves away from zero, so nothing cancels.
void LeastSquares::reflect(std::size_t j, double pivot, double squared) {
  const std::size_t from = rank_ / kBlock * kBlock;
  const double length = std::sqrt(squared);
  const double mirrored = pivot > 0 ? -length : length;
  std::copy(column(j) + from, column(j) + stride_, mirror_.begin() + static_cast<long>(from));
  std::fill(mirror_.begin() + static_cast<long>(from), mirror_.begin() + static_cast<long>(rank_),
            0.0);
  mirror_[rank_] = pivot - mirrored;
  const double scale = 1 / (mirrored * (mirrored - pivot));
  std::size_t k = j + 1;
  for (; k + 1 <= columns_; k += 2)
    reflect_two(column(k), column(k + 1), mirror_.data(), scale, from, stride_);
  if (k == columns_) {
    const double times = dot(column(k), mirror_.data(), from, stride_) * scale;
    take_away(column(k), mirror_.data(), times, from, stride_);
  }
  column(j)[rank_] = mirrored;
}

std::span<const double> LeastSquares::solve() {
  rank_ = 0;
  last_pivot_ = 0;
  for (std::size_t j = 0; j < columns_; ++j)
    lengths_[j] = dot(column(j), column(j), 0, stride_);
  for (std::size_t j = 0; j < columns_ && rank_ < rows_; ++j) {
    const double* here = column(j);
    double squared = 0;
    // The rows of the pivots before this one belong to what is solved already.
    const std::size_t whole = std::min((rank_ / kBlock + 1) * kBlock, stride_);
    for (std::size_t i = rank_; i < whole; ++i)
      squared += here[i] * here[i];
    squared += dot(here, here, whole, stride_);
    if (!(squared > kDependent * kDependent * lengths_[j]))
      continue;
    reflect(j, here[rank_], squared);
    if (j + 1 == columns_)
      last_pivot_ = std::fabs(column(j)[rank_]);
    pivots_[rank_++] = j;
  }
  substitute();
  return coefficients_;
}

void LeastSquares::substitute() {
  std::fill(coefficients_.begin(), coefficients_.end(), 0.0);
  for (std::size_t r = rank_; r-- > 0;) {
    double left = wanted()[r];
    for (std::size_t s = r + 1; s < rank_; ++s)
      left -= column(pivots_[s])[r] * coefficients_[pivots_[s]];
    coefficients_[pivots_[r]] = left / column(pivots_[r])[r];
  }
}

}  // namespace manumit::estimate
