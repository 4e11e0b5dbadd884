// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manumit {

/// Gives the next bytes of a file: fills the span from its start and says how many; 0 is the end.
/// A plain function that returns a `std::size_t` fits too.
using ByteSource = std::function<Result<std::size_t>(std::span<char>)>;

/// The bytes of a text that outlives the source.
[[nodiscard]] ByteSource source_of(std::string_view text);

/// A file that grows without end must not take the machine with it.
struct CsvLimits {
  std::size_t cell_bytes = std::size_t{1} << 20;
  std::size_t row_bytes = std::size_t{16} << 20;
  std::size_t columns = 16384;
};

struct CsvOptions {
  /// The name by which errors call the file, such as "victims.csv".
  std::string name = "the file";
  /// Comma, semicolon or tab; found out from the first row when not given.
  std::optional<char> delimiter = std::nullopt;
  CsvLimits limits = {};
};

struct CsvRow {
  std::uint64_t number =
      0;                   ///< From 1, headings and empty lines included, as a spreadsheet counts.
  std::uint64_t line = 0;  ///< The line of the file on which it starts, from 1.
  std::vector<std::string> cells;
};

/// "victims.csv, row 17, column birth_year".
[[nodiscard]] std::string cell_place(std::string_view file, std::uint64_t row,
                                     std::string_view column);

/// Reads CSV as RFC 4180 describes it and as spreadsheets write it, row by row, in memory bounded
/// by the limits whatever the file's size.
///
/// Cells may be quoted, with line breaks and doubled quotes inside; rows end in CR LF, LF or CR;
/// a UTF-8 byte order mark is skipped; empty lines are skipped but counted. Cells are bytes: check
/// or convert the encoding before (base/encoding.h). Rows may differ in length: who needs equal
/// ones checks, with the row's number at hand. Every error names the file, the row and the column.
/// After an error the reader stays failed.
class CsvReader {
 public:
  explicit CsvReader(ByteSource source, CsvOptions options = {});

  /// Puts the next row into `row` (its memory is used again) and says true; false at the end.
  [[nodiscard]] Result<bool> next(CsvRow& row);

  /// The delimiter in use; after the first `next`, the one that was found.
  [[nodiscard]] char delimiter() const { return delimiter_; }

 private:
  [[nodiscard]] Result<void> fill();
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<int> peek();
  [[nodiscard]] Result<bool> read_row(CsvRow& row);
  [[nodiscard]] Result<void> read_cell(std::string& cell);
  [[nodiscard]] Result<void> read_quoted(std::string& cell, std::uint64_t opened_on);
  [[nodiscard]] Result<void> take(std::string& cell, std::string_view bytes);
  [[nodiscard]] Result<void> end_line();
  [[nodiscard]] bool ends_cell(int letter) const;
  [[nodiscard]] std::string place() const;

  ByteSource source_;
  CsvOptions options_;
  char delimiter_ = ',';
  std::vector<char> buffer_;
  std::size_t at_ = 0;    ///< The next byte in the buffer.
  std::size_t have_ = 0;  ///< How many bytes of the buffer are filled.
  bool ended_ = false;
  bool begun_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t rows_ = 0;
  std::size_t column_ = 0;  ///< The column being read, from 1.
  std::size_t row_bytes_ = 0;
  std::optional<Error> failed_;
};

/// A whole small file at once.
[[nodiscard]] Result<std::vector<CsvRow>> read_csv(std::string_view text, CsvOptions options = {});

/// The cell so that no spreadsheet takes it for a formula.
///
/// A cell whose first visible letter is = + - @ (also full-width), tab or a line break, even
/// after spaces, a byte order mark, invisible letters, | or %, gets an apostrophe in front: it is
/// then text. Plain numbers such as -5 or +7.25 stay as they are. `unguarded` takes exactly that
/// apostrophe away again, so nothing is lost: a cell that itself begins with an apostrophe and a
/// formula gets a second one.
[[nodiscard]] std::string guarded(std::string_view cell);

/// Gives back what `guarded` was given: unguarded(guarded(x)) == x for every x.
[[nodiscard]] std::string unguarded(std::string_view cell);

/// Whether the cells of a written row are guarded against formulas. Only a file that no
/// spreadsheet will open (a full dump for another program) may go without.
enum class Guard : std::uint8_t { formulas, none };

/// One row of a CSV file, with its CR LF. Cells with delimiters, quotes, line breaks or outer
/// spaces are quoted. A single empty cell is written as "" so that the row is not an empty line.
[[nodiscard]] std::string csv_line(std::span<const std::string> cells, char delimiter = ',',
                                   Guard guard = Guard::formulas);

}  // namespace manumit
