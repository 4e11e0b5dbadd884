// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "casework/casebook.h"
#include "exchange/import.h"
#include "import_rows.h"

namespace manumit::exchange {

/// What tells a person apart, of one row.
struct RowPerson {
  std::size_t row = 0;  ///< as the sheet numbers it, from 1
  std::string name;
  std::optional<Day> born;
  std::string phone;  ///< digits alone
  std::string cell;   ///< of the name
  std::string heading;
};

/// Rows of one file that likely speak of the same person, in whatever script: names that sound
/// alike, and the same day of birth or the same telephone. Only noted; nothing is joined. Each row
/// is compared with the rows that share a day or a telephone alone.
[[nodiscard]] std::vector<CellProblem> same_within_file(const std::vector<RowPerson>& people);

/// The same against the cases on file, for at most the first 500 rows: a search each. Nothing if
/// `goes_on`, asked before each search, says no.
[[nodiscard]] std::optional<std::vector<CellProblem>> same_on_file(
    const std::vector<RowPerson>& people, const casework::Casebook& casebook,
    const std::function<bool()>& goes_on);

/// Rows that `same_on_file` looks at.
inline constexpr std::size_t kMostRowsSearched = 500;

}  // namespace manumit::exchange
