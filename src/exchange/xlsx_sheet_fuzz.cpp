// SPDX-License-Identifier: Apache-2.0
// Any bytes as the rows and shared strings of a workbook that is sound otherwise: a mutation of the
// zip around them hardly ever gets past its checksums.
#include <string_view>

#include "base/check.h"
#include "exchange/workbook.h"
#include "made_workbook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t half = text.find('\0');
  manumit::exchange::WorkbookLimits limits;
  limits.cells = 10'000;
  const manumit::Bytes file = manumit::exchange::made::xlsx(
      {.sheet = std::string(text.substr(0, half)),
       .shared_strings = half == std::string_view::npos ? "" : std::string(text.substr(half + 1)),
       .styles =
           "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/></cellXfs>"});
  const auto book = manumit::exchange::read_workbook(file, limits);
  if (!book)
    return 0;
  for (const auto& row : book->sheets[0].rows) {
    for (const auto& cell : row)
      MANUMIT_CHECK(cell.text.size() <= limits.cell_bytes);
  }
  return 0;
}
