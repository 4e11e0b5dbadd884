// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "estimate/list_table.h"
#include "estimate/settings.h"

namespace manumit::estimate {

/// How a file of lists is to be read.
struct ListFileOptions {
  std::string name = "the file";         ///< As errors call it.
  std::vector<std::string> strata = {};  ///< Columns that split people, such as sex, age, form.
  std::vector<std::string> drop = {};    ///< Lists to leave out.
  std::vector<std::vector<std::string>> merge = {};  ///< Lists to make one, "on either".
  std::vector<std::string> ignore = {};  ///< Columns that are neither, such as a row's number.
  std::string draw_column = {};          ///< Tells the draws of the linkage apart; empty: none.
};

/// Reads capture histories (0/1 columns and perhaps `count`) or one row per person (0/1 columns).
///
/// Every column that the options do not name is a list and has 0 or 1 in every row: an empty cell
/// is not a no, and is refused. `count` is a column of that name, in small letters or capitals.
/// Every fault is named by file, row and column, at most the first hundred of them in one error's
/// `where`; nothing is guessed. Strata stand in the order of their values, an empty value (not
/// recorded) being one of its own; draws in the order of their numbers, the strata being those of
/// the first. Memory does not grow with the rows: a million people take as much as a table of their
/// histories.
[[nodiscard]] Result<Lists> read_lists(ByteSource source, const ListFileOptions& options);

/// People at risk, for rates per 100,000.
struct Population {
  std::vector<std::uint64_t> strata;  ///< In the order of `Lists::strata`.
  std::vector<UnseenGroup> unseen;    ///< Groups of whom nobody is on any list.
};
/// Reads the strata's columns and `population`. A stratum that is not named is refused, and so is
/// one with fewer people than were seen of it.
[[nodiscard]] Result<Population> read_population(ByteSource source, const Lists& lists,
                                                 const std::string& name);

}  // namespace manumit::estimate
