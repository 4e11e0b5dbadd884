// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/csv.h"
#include "base/result.h"

namespace manumit::estimate {

/// The cells of a file that cannot be read, by row and column, never what stands in them.
class ListFaults {
 public:
  explicit ListFaults(std::string file) : file_(std::move(file)) {}

  /// `what` is the sentence of such a cell; an empty column is the whole row.
  void add(std::uint64_t row, std::string_view column, std::string_view what) {
    if (++count_ == 1) {
      what_ = what;
      where_ = cell_place(file_, row, column);
      return;
    }
    if (what_ != what)
      what_ = "some cells cannot be read: a list has 0 or 1 in every row, a count a whole number";
    // "lists.csv, row 3, column A; row 5, column B"
    where_ += "; " + cell_place("", row, column).substr(2);
  }
  [[nodiscard]] bool any() const { return count_ > 0; }
  /// As many as a person will look through at once.
  [[nodiscard]] bool enough() const { return count_ >= 100; }
  [[nodiscard]] Error error() const {
    return {.kind = Error::Kind::bad_input,
            .what = what_,
            .where = where_,
            .next = "if a column is no list, say that it splits people or is to be ignored"};
  }

 private:
  std::string file_;
  std::string what_;
  std::string where_;
  std::uint64_t count_ = 0;
};

}  // namespace manumit::estimate
