// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/csv.h"
#include "base/result.h"

namespace manumit::estimate {

/// What can be wrong with a cell or a row, and what to do about it.
struct ListFault {
  std::string_view what;
  std::string_view next;
};
inline constexpr ListFault kNoMark{
    "a list has 0 or 1 in every row, and this cell something else",
    "if a column is no list, say that it splits people or is to be ignored; one that says how many "
    "people a row stands for is called count"};
inline constexpr ListFault kEmptyMark{
    "an empty cell is no answer: a list needs 0 or 1 in every row",
    "write 0 for whoever is known not to be on the list, and leave the list out if nobody knows"};
inline constexpr ListFault kNoCount{"a count is a whole number of people, 0 or more",
                                    "write how many people the row stands for, in digits alone"};
inline constexpr ListFault kTooManyPeople{"the lists hold more people than live on earth",
                                          "look whether something else stands among the counts"};
inline constexpr ListFault kOnNoList{
    "people who are on no list cannot be counted: how many they are is the question",
    "leave such rows out"};
inline constexpr ListFault kWrongCells{
    "a row has as many cells as there are headings, and this has not",
    "look for a delimiter or a quotation mark too many or too few"};
inline constexpr ListFault kTooManyGroups{
    "the columns split people into too many groups",
    "choose a column with few values, such as sex or age group"};
inline constexpr ListFault kNoName{"this cell is too long, or is no text in UTF-8",
                                   "save the file as CSV in UTF-8"};
inline constexpr ListFault kNoDraw{"every row belongs to a draw", "name its draw in this row"};
inline constexpr ListFault kSeveralKinds{
    "some rows cannot be read, for several reasons: a list has 0 or 1 in every row, a count a "
    "whole "
    "number, and every row a cell for each heading and somebody on a list",
    kNoMark.next};

/// The cells of a file that cannot be read, by row and column, never what stands in them.
class ListFaults {
 public:
  explicit ListFaults(std::string file) : file_(std::move(file)) {}

  /// `line` is that of the file, which a spreadsheet counts as rows: a blank one has a number too.
  /// An empty column is the whole row.
  void add(std::uint64_t line, std::string_view column, const ListFault& fault) {
    if (++count_ == 1) {
      kind_ = fault;
      where_ = cell_place(file_, line, column);
      return;
    }
    if (kind_.what != fault.what)
      kind_ = kSeveralKinds;
    // "lists.csv, row 3, column A; row 5, column B"
    where_ += "; " + cell_place("", line, column).substr(2);
  }
  [[nodiscard]] bool any() const { return count_ > 0; }
  /// As many as a person will look through at once.
  [[nodiscard]] bool enough() const { return count_ >= kEnough; }
  [[nodiscard]] Error error() const {
    return {.kind = Error::Kind::bad_input,
            .what = std::string(kind_.what),
            .where = where_ + (enough() ? "; and perhaps more" : ""),
            .next = std::string(kind_.next)};
  }

 private:
  static constexpr std::uint64_t kEnough = 100;

  std::string file_;
  ListFault kind_;
  std::string where_;
  std::uint64_t count_ = 0;
};

}  // namespace manumit::estimate
