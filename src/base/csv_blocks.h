// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"

namespace manumit {

/// Many rows at once, for files of millions of them: the cells lie in one text, and nothing is
/// allocated for a row.
class CsvBlock {
 public:
  struct Cell {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };

  /// As `CsvRow::number`. O(log empty lines in the block).
  [[nodiscard]] std::uint64_t number_of(std::size_t row) const;
  [[nodiscard]] std::size_t rows() const { return row_ends_.size(); }
  [[nodiscard]] std::size_t columns_of(std::size_t row) const {
    return row_ends_[row] - first_cell(row);
  }
  /// A view into the block, good until the next block is read into it.
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
    const Cell& at = cells_[first_cell(row) + column];
    return {text_.data() + at.begin, at.size};
  }
  /// All bytes that its rows took; what stood doubled in quotation marks may stand there moved
  /// together. If this is well-formed UTF-8, so is every cell.
  [[nodiscard]] std::string_view text() const { return {text_.data(), used_}; }

 private:
  friend class CsvBlockReader;
  [[nodiscard]] std::size_t first_cell(std::size_t row) const {
    return row == 0 ? 0 : row_ends_[row - 1];
  }

  /// From a row on, so many lines of the block have been empty.
  struct Skipped {
    std::size_t row = 0;
    std::uint64_t lines = 0;
  };

  std::uint64_t first_number_ = 0;
  std::vector<Skipped> skipped_;  ///< Row after row.
  std::size_t used_ = 0;
  std::vector<char> text_;
  std::vector<Cell> cells_;              ///< Row after row.
  std::vector<std::uint32_t> row_ends_;  ///< How many cells stand up to the end of each row.
};

/// Reads what `CsvReader` reads, with the same errors in the same words, block by block and several
/// times as fast; `CsvReader` is the plain way that it is tested against.
class CsvBlockReader {
 public:
  explicit CsvBlockReader(ByteSource source, CsvOptions options = {},
                          std::size_t block_bytes = std::size_t{1} << 20);

  /// Puts the next rows, one at least, into `block` (its memory is used again) and says true; false
  /// at the end. The rows before a bad one are given first. After an error the reader stays failed.
  [[nodiscard]] Result<bool> next(CsvBlock& block);

  /// The delimiter in use; after the first `next`, the one that was found.
  [[nodiscard]] char delimiter() const { return delimiter_; }

 private:
  class Marks;

  [[nodiscard]] Result<void> fill(CsvBlock& block, std::size_t more);
  [[nodiscard]] Result<void> begin(CsvBlock& block);
  [[nodiscard]] Result<bool> read_block(CsvBlock& block);
  [[nodiscard]] Result<void> read_rows(CsvBlock& block);
  [[nodiscard]] Result<bool> read_row(CsvBlock& block, Marks& marks);
  [[nodiscard]] bool take_plain(CsvBlock& block, std::size_t end);
  [[nodiscard]] Result<bool> read_plain(CsvBlock& block, Marks& marks);
  [[nodiscard]] Result<bool> read_quoted(CsvBlock& block);
  [[nodiscard]] Result<bool> read_inside_quotes(CsvBlock& block);
  [[nodiscard]] Result<void> within_limits(std::size_t bytes) const;
  [[nodiscard]] Result<void> keep_cell(CsvBlock& block, std::size_t begin, std::size_t size,
                                       std::size_t doubled);
  [[nodiscard]] bool skip_empty_lines(CsvBlock& block);
  [[nodiscard]] bool end_line(const CsvBlock& block);
  void finish_row(CsvBlock& block);
  [[nodiscard]] std::string place() const;

  ByteSource source_;
  CsvOptions options_;
  std::size_t block_bytes_;
  char delimiter_ = ',';
  std::vector<char> kept_;  ///< The beginning of a row that did not end within its block.
  std::size_t at_ = 0;      ///< The next byte of the block's text.
  std::size_t have_ = 0;    ///< How many bytes of it are filled.
  bool ended_ = false;
  bool begun_ = false;
  std::uint64_t rows_ = 0;
  std::uint64_t line_ = 1;
  std::size_t column_ = 0;  ///< The column being read, from 1.
  std::size_t row_bytes_ = 0;
  std::vector<std::size_t> doubled_;  ///< Cells of the row in which quotation marks are doubled.
  std::optional<Error> failed_;
};

}  // namespace manumit
