// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "decision_file.h"
#include "test_tables.h"

/// Any bytes are decisions about records that are there, or they are refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit;
  using namespace manumit::link;
  static const RecordTable kTable = testing::table_of(
      {{"name", Role::full_name}}, {{.name = "a", .rows = {{"zuhra"}, {"bakyt"}, {"aigul"}}}});
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto decisions = read_decisions(source_of(text), "fuzz.csv", kTable);
  if (!decisions)
    return 0;
  for (const auto* pairs : {&decisions->same, &decisions->different}) {
    for (const RecordPair& pair : *pairs)
      MANUMIT_CHECK(pair.a < pair.b && pair.b < kTable.size());
  }
  return 0;
}
