// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/partial_date.h"
#include "base/result.h"

namespace manumit::exchange {

/// A cell as a sheet holds it. `text` is always what a person would see; the rest says how it was
/// stored, so that nothing is guessed twice.
struct Cell {
  std::string text = {};
  /// `too_long`: beyond the limit for a cell; `text` is its beginning only.
  enum class Kind : std::uint8_t {
    empty,
    text,
    number,
    date,
    boolean,
    formula,
    fault,
    too_long
  } kind = Kind::empty;
  Kind value = Kind::empty;  ///< What is held; differs from `kind` for a formula's last result.
  double number = 0;         ///< for number, and for date the serial
  Day day = {};              ///< for date
};

/// "H7". Columns and rows from 0.
[[nodiscard]] std::string cell_name(std::size_t row, std::size_t column);

struct Sheet {
  std::string name;
  std::vector<std::vector<Cell>>
      rows;  ///< ragged: a row ends with its last cell that holds something
  [[nodiscard]] const Cell& at(std::size_t row,
                               std::size_t column) const;  ///< an empty cell beyond the edge
};

/// A table file read whole: every sheet of an XLSX, or the one sheet that a CSV is.
struct Workbook {
  std::vector<Sheet> sheets;
  std::string file_hash;  ///< hexadecimal BLAKE2b-256 of the file's bytes
  /// What was done to the file as a whole, which is no fault of it: "dates count from 1904".
  std::vector<Error> notes;
};

/// Refused beyond these, before the memory is taken. A cell that is too long is marked instead, so
/// that the other rows can still go in.
struct WorkbookLimits {
  std::size_t file_bytes = 64U << 20;
  std::size_t unpacked_bytes =
      256U << 20;  ///< all parts together; and at most 200 times the packed size
  std::size_t parts = 2000;
  std::size_t rows = 200'000;
  std::size_t columns = 1'000;
  std::size_t cell_bytes = 32'767 * 4;  ///< Excel's own limit in letters
  std::size_t cells = 5'000'000;        ///< gaps between filled cells included; 60 bytes each
  std::size_t text_bytes = 256U << 20;  ///< of all cells together
};

/// Tells XLSX from CSV by its first bytes, never by its name. Zip bombs, paths that climb out,
/// entities in XML, broken parts: an error that says what is wrong; nothing is ever written.
[[nodiscard]] Result<Workbook> read_workbook(ByteView file, const WorkbookLimits& limits = {});

}  // namespace manumit::exchange
