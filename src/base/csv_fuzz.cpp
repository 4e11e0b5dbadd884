// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/check.h"
#include "base/csv.h"
#include "base/csv_blocks.h"
#include "base/encoding.h"

namespace {

/// The reader of blocks must give what the plain reader gives: the same cells, or the same error.
void read_by_blocks(std::string_view text, const manumit::CsvOptions& options,
                    const manumit::Result<std::vector<manumit::CsvRow>>& rows) {
  manumit::CsvBlockReader reader(manumit::source_of(text), options, 16);
  manumit::CsvBlock block;
  std::size_t row = 0;
  while (true) {
    const auto more = reader.next(block);
    MANUMIT_CHECK(more || !rows);
    if (!more) {
      MANUMIT_CHECK(in_english(more.error()) == in_english(rows.error()));
      return;
    }
    if (!*more)
      break;
    for (std::size_t i = 0; rows && i < block.rows(); ++i, ++row) {
      MANUMIT_CHECK(block.number_of(i) == (*rows)[row].number);
      MANUMIT_CHECK(block.columns_of(i) == (*rows)[row].cells.size());
      for (std::size_t k = 0; k < block.columns_of(i); ++k)
        MANUMIT_CHECK(block.cell(i, k) == (*rows)[row].cells[k]);
    }
  }
  MANUMIT_CHECK(rows && row == rows->size());
}

}  // namespace

/// Any file: read it, write what was read, read that again, and it must be the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manumit;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(guess_encoding(text));
  static_cast<void>(find_invisible(text));
  const CsvOptions limits = {.limits = {.cell_bytes = 64, .row_bytes = 256, .columns = 8}};
  const auto rows = read_csv(text, limits);
  read_by_blocks(text, limits, rows);
  if (!rows)
    return 0;
  std::string written;
  for (const CsvRow& row : *rows)
    written += csv_line(row.cells);
  const auto again = read_csv(written, {.delimiter = ','});
  MANUMIT_CHECK(again && again->size() == rows->size());
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const auto& before = (*rows)[i].cells;
    const auto& after = (*again)[i].cells;
    MANUMIT_CHECK(before.size() == after.size());
    for (std::size_t k = 0; k < before.size(); ++k)
      MANUMIT_CHECK(unguarded(after[k]) == before[k]);
  }
  return 0;
}
