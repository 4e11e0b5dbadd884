// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/casebook.h"
#include "casework/filing.h"
#include "exchange/import.h"
#include "htcds_fields.h"
#include "import_columns.h"
#include "import_values.h"

namespace manumit::exchange {

/// What all rows of one import share.
struct RowContext {
  const casework::Vocabulary& vocabulary;
  const Meanings& meanings;
  Artefact artefact = Artefact::unknown;
  casework::Source source;
  std::function<casework::RecordId()> new_id;
};

/// One row read: a case of its own with the affected person, and who and what else it names.
struct ReadRow {
  PreviewRow preview;
  casework::Filing filing;
  std::vector<CellProblem> problems;
  /// By what two rows are seen to speak of one person.
  std::string name;
  std::optional<Day> born;
  std::string phone;
  std::string name_cell;
  std::string name_heading;
};

/// Reads one row of the table. Every statement keeps the source, its cell and the text as it stood.
[[nodiscard]] ReadRow read_row(const RowContext& context, const ImportTable& table,
                               const Sheet& sheet, std::size_t row);

/// Whether a row holds anything that a person typed: column A of the workbook is numbered to 1000
/// in advance, and a number alone is nobody.
[[nodiscard]] bool holds_something(const ImportTable& table, const Sheet& sheet, std::size_t row);

}  // namespace manumit::exchange
