// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "casework/use_log.h"

/// Whatever bytes come in: either refused, or exactly what would be written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manumit::casework;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto use = decode_use(text))
    MANUMIT_CHECK(encode(*use) == text);
  return 0;
}
