// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "case_file.h"

/// Any bytes either read as a case file or are refused; what is read can be encoded and decoded.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::uint8_t next = 0;
  const auto new_id = [&] {
    manumit::casework::RecordId id;
    id.bytes[0] = ++next;
    return id;
  };
  const auto read =
      manumit::exchange::read_case_file({reinterpret_cast<const char*>(bytes), size}, "fuzz.toml",
                                        manumit::casework::built_in_vocabulary(), new_id);
  if (read && read->problems.empty()) {
    const auto again = manumit::casework::decode(manumit::casework::encode(read->filing));
    MANUMIT_CHECK(again.has_value());
  }
  return 0;
}
