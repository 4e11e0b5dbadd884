// SPDX-License-Identifier: Apache-2.0
// Any bytes at all: read_workbook gives a workbook or an error, within its limits.
#include "exchange/workbook.h"

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  manumit::exchange::WorkbookLimits limits;
  limits.unpacked_bytes = std::size_t{4} << 20;
  limits.cells = 100'000;
  limits.text_bytes = std::size_t{4} << 20;
  const auto book = manumit::exchange::read_workbook({data, size}, limits);
  if (!book)
    return 0;
  std::size_t cells = 0;
  for (const auto& sheet : book->sheets) {
    MANUMIT_CHECK(sheet.rows.size() <= limits.rows);
    for (const auto& row : sheet.rows)
      cells += row.size();
  }
  MANUMIT_CHECK(cells <= limits.cells);
  return 0;
}
