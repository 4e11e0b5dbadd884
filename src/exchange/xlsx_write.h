// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/day.h"
#include "base/result.h"

namespace manumit::exchange {

/// One sheet of a workbook, written row by row. Texts are written as texts and can never be taken
/// for formulas.
class SheetWriter {
 public:
  explicit SheetWriter(std::string name);

  enum class Look : std::uint8_t { plain = 0, date = 1, heading = 2 };

  void begin_row(bool hidden = false);
  /// Cells follow each other; a skipped one stays empty.
  void skip() { ++column_; }
  void text(std::string_view text, Look look = Look::plain);
  void number(std::int64_t number);
  void date(Day day);

  /// Only these texts may be chosen in a column (from 0) from a row (from 0) on; they stand in
  /// another sheet, as "validation!$B$4:$B$9".
  void offer(std::size_t column, std::size_t from_row, std::string_view list);
  /// The first rows and columns stay in sight.
  void freeze(std::size_t rows, std::size_t columns);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string finish() &&;

 private:
  [[nodiscard]] std::string open_cell(Look look);
  std::string name_;
  std::string rows_;
  std::string offers_;
  std::size_t offer_count_ = 0;
  std::string view_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  bool in_row_ = false;
};

/// The bytes of a workbook of these sheets, made in memory: no temporary file ever holds a word
/// of it. The same sheets give the same bytes.
[[nodiscard]] Result<Bytes> write_xlsx(std::vector<SheetWriter> sheets);

}  // namespace manumit::exchange
