// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "casework/filing.h"

/// Whatever bytes come in: either refused, or exactly what would be written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const manumit::Result<manumit::casework::Filing> read = manumit::casework::decode(text);
  if (read) {
    MANUMIT_CHECK(manumit::casework::encode(*read) == text);
    for (const auto& statement : read->statements)
      static_cast<void>(
          manumit::casework::check_statement(statement, manumit::casework::built_in_vocabulary()));
  }
  return 0;
}
