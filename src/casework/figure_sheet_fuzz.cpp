// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "casework/figures.h"

/// Whatever bytes come in: either refused, or exactly what would be written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manumit::casework;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto sheet = decode_sheet(text);
  if (!sheet)
    return 0;
  MANUMIT_CHECK(encode(*sheet) == text);
  const Figures folded = fold_figures({{.entry = {}, .author = {}, .sheet = *sheet}});
  MANUMIT_CHECK(folded.table.figures.size() == folded.origins.size());
  return 0;
}
