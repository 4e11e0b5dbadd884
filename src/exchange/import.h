// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "casework/casebook.h"
#include "exchange/workbook.h"

namespace manumit::exchange {

/// Something about one cell that a person should see before the file goes in.
struct CellProblem {
  enum class Weight : std::uint8_t {
    note,      ///< taken care of, nothing lost: a trailing blank, a label where a code belongs
    ask,       ///< a question that must be answered first (the swapped address headings)
    unmapped,  ///< kept word for word, but not as a code or date
    bad,       ///< this row cannot go in as it is
  };
  Weight weight = Weight::note;
  std::string cell;    ///< "H4"
  std::string column;  ///< the heading as it stands in the file
  std::string text;    ///< the cell as it stood, cut to 200 letters
  Error problem;       ///< what, and what will be done about it
};

/// Which rendering of the standard a file is in.
enum class Artefact : std::uint8_t { htcds_excel, htcds_xlsform, htcds_salesforce, unknown };

/// The published workbook names five address columns one way in its hidden first row and another
/// way in its visible labels. Only the person who filled it knows which was meant.
enum class AddressHeadings : std::uint8_t { not_asked, by_label, by_hidden_name };

/// One row as it will be shown before it goes in.
struct PreviewRow {
  std::size_t row = 0;  ///< as the sheet numbers it, from 1
  bool good = true;
  std::string title;  ///< name of the person, or what else tells the row apart
  std::size_t facts = 0;
};

/// What an import would do. Nothing is stored yet.
struct ImportPlan {
  Artefact artefact = Artefact::unknown;
  std::string file_hash;
  std::string file_name;              ///< shown and kept inside the vault only
  std::vector<Error> notes;           ///< of the file as a whole; none is a fault
  std::vector<CellProblem> problems;  ///< in cell order
  std::vector<PreviewRow> rows;
  bool asks_address = false;  ///< answer with AddressHeadings and plan again
  /// The five address cells of the first filled row under both readings, to decide by looking:
  /// {heading, text} pairs by label, then by hidden name.
  std::vector<std::pair<std::string, std::string>> address_by_label, address_by_hidden_name;
  std::optional<casework::Source> imported_before;  ///< the same bytes were imported already
  std::vector<std::string> cannot_express;          ///< columns that map to no fact: kept as words
  std::vector<casework::Filing> filings;            ///< of the good rows, ready to file
  [[nodiscard]] std::size_t good_rows() const;
  [[nodiscard]] std::size_t bad_rows() const;
};

/// Reads a partner's table by the recipe for HTCDS v2.0 (Excel single- and multi-select, XLSForm
/// and ODK/Kobo CSV, Salesforce CSV) and says what would happen, cell by cell. Every value keeps
/// the file's hash, its cell and the text as it stood. `progress` is asked at each row, so that a
/// large table does not hold up who wants to lock.
[[nodiscard]] Result<ImportPlan> plan_import(const Workbook& workbook, std::string_view file_name,
                                             AddressHeadings headings, casework::Casebook& casebook,
                                             const Progress& progress = {});

/// All rows, or by explicit choice only the good ones.
enum class Rows : std::uint8_t { all_or_nothing, good_only };

struct ImportReport {
  std::size_t cases = 0, statements = 0, rows_left_out = 0;
};
/// Stores a plan in one transaction. Refuses a plan with an open question, and one with bad rows
/// unless `good_only`.
[[nodiscard]] Result<ImportReport> store(ImportPlan plan, Rows rows, casework::Casebook& casebook,
                                         const Progress& progress = {});

}  // namespace manumit::exchange
