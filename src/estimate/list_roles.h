// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "list_file.h"

namespace manumit::estimate {

/// What each column of a file of lists is for, and which list each becomes.
struct ListRoles {
  /// A column of 0 and 1.
  struct ListAt {
    std::size_t column = 0;
    /// Its bit in the table; none when the list is left out. Lists made one share a bit.
    std::optional<int> bit;
  };
  std::vector<std::string> headings;
  std::vector<ListAt> lists;
  std::vector<std::string> names;   ///< Of the lists that are kept, by bit.
  std::vector<std::size_t> strata;  ///< In the order in which they were asked for.
  std::optional<std::size_t> count;
  std::optional<std::size_t> draw;
};

/// Reads the headings by the options. Every name of the options must be a heading, and each has one
/// use; every heading that they do not name, `count` aside, is a list.
[[nodiscard]] Result<ListRoles> roles_of(const CsvRow& headings, const ListFileOptions& options);

/// The cell without blanks around it.
[[nodiscard]] std::string_view trimmed(std::string_view cell);
/// Well-formed UTF-8 without control letters, in at most 200 bytes: fit to name a list or a group.
[[nodiscard]] bool can_be_a_name(std::string_view text);
/// Digits alone, at most `kMostPeople`.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view digits);
/// Whether it says `word` in capitals or small letters; `word` is in small ones.
[[nodiscard]] bool says(std::string_view heading, std::string_view word);

/// A file's headings, trimmed, each fit to be a name, no two the same.
[[nodiscard]] Result<std::vector<std::string>> read_headings(const CsvRow& row,
                                                             const std::string& file);

}  // namespace manumit::estimate
