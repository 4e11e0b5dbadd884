// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv_blocks.h"
#include "column_roles.h"
#include "record_faults.h"
#include "record_file.h"

namespace manumit::link {

/// Where the cells of one column of a file go.
struct ColumnPlace {
  enum class Kind : std::uint8_t { column, id, truth, nowhere };
  Kind kind = Kind::nowhere;
  std::size_t column = 0;  ///< Of the table.
};

/// One file whose first block of rows has been read.
class ListReading {
 public:
  /// Reads headings and first rows.
  [[nodiscard]] static Result<ListReading> begin(RecordFile file);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool deduplicated() const { return deduplicated_; }
  [[nodiscard]] const std::vector<std::string>& headings() const { return headings_; }
  /// A number for the cells that were read of it so far, in this order.
  [[nodiscard]] std::uint64_t content() const { return content_; }
  /// Headings with the cells of some first rows.
  [[nodiscard]] std::vector<ColumnLook> look() const;

  std::vector<ColumnPlace> places;  ///< One a heading.

  [[nodiscard]] CsvBlock& block() { return blocks_[now_]; }
  /// The row of the block with which the records begin: behind the headings.
  [[nodiscard]] std::size_t first_record_row() const { return at_start_ ? 1 : 0; }
  [[nodiscard]] bool at_end() const { return !has_block_; }
  /// Reads the block after this one, while this one may still be looked at …
  [[nodiscard]] Result<void> read_ahead();
  /// … and makes it the present one.
  void go_on();

 private:
  ListReading(RecordFile file);
  [[nodiscard]] Result<void> read_headings();

  std::string name_;
  bool deduplicated_;
  CsvBlockReader reader_;
  CsvBlock blocks_[2];
  std::size_t now_ = 0;
  bool at_start_ = true;
  bool has_block_ = false;
  bool has_next_ = false;
  std::uint64_t content_ = 0;
  std::vector<std::string> headings_;
};

[[nodiscard]] constexpr bool is_blank(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

/// A cell without the blanks around it.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && is_blank(cell.front()))
    cell.remove_prefix(1);
  while (!cell.empty() && is_blank(cell.back()))
    cell.remove_suffix(1);
  return cell;
}

/// Adds a fault for each row that is too long or too short and each cell that is no UTF-8.
void find_faults(ListReading& list, RecordFaults& faults);

}  // namespace manumit::link
