// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "estimate_json.h"
#include "estimate_read.h"

/// Any bytes are no estimate, or one that is written and read again as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit::exchange;
  const auto answer = read_estimate({reinterpret_cast<const char*>(bytes), size});
  if (!answer)
    return 0;
  const std::string kept = kept_estimate(*answer);
  const auto again = read_kept_estimate(kept, answer->record, "fuzz");
  MANUMIT_CHECK(again.has_value());
  MANUMIT_CHECK(kept_estimate(*again) == kept);
  return 0;
}
