// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "exchange/import.h"
#include "exchange/workbook.h"
#include "htcds_fields.h"

namespace manumit::exchange {

/// One column of a partner's table and what it means.
struct ImportColumn {
  enum class Use : std::uint8_t {
    field,      ///< a field of the standard
    code_flag,  ///< 1 or 0 for one code of a field: how Kobo exports several choices
    words,      ///< no field: kept as words
    leave_out,  ///< numbering, and what the survey program wrote about itself
  };
  std::size_t index = 0;
  std::string heading;  ///< as it stands in the file: the label if there is one, else the name
  Use use = Use::words;
  const HtcdsField* field = nullptr;
  std::string code;  ///< for code_flag
};

/// Where the table is and how it is to be read.
struct ImportTable {
  Artefact artefact = Artefact::unknown;
  std::size_t sheet = 0;
  std::size_t first_row = 0;  ///< of the data, from 0
  std::vector<ImportColumn> columns;
  std::vector<CellProblem> problems;
  std::vector<Error> notes;
  /// The five address columns under both readings, as (column, field) pairs in sheet order;
  /// empty unless the two readings differ.
  std::vector<std::pair<std::size_t, const HtcdsField*>> address_by_label, address_by_hidden_name;
};

/// Finds the sheet and the rows of headings by what they say, whatever stands above them, and the
/// rendering of the standard that they belong to. With `not_asked` the address columns of a
/// workbook whose two readings differ are left out of `columns`, so that nothing is swapped in
/// silence.
[[nodiscard]] Result<ImportTable> find_table(const Workbook& workbook, AddressHeadings headings);

/// Blanks of every kind taken off both ends, no-break ones included.
[[nodiscard]] std::string_view without_outer_blanks(std::string_view text);

}  // namespace manumit::exchange
