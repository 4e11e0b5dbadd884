// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "gap/figure.h"

/// Any bytes are read as figures or refused; what was read is written and read to the same figures.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit::gap;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto table = read_figures(text, "fuzz.csv");
  if (!table)
    return 0;
  const std::string written = write_figures(*table);
  const auto again = read_figures(written, "fuzz.csv");
  MANUMIT_CHECK(again.has_value());
  MANUMIT_CHECK(again->figures.size() == table->figures.size());
  MANUMIT_CHECK(write_figures(*again) == written);
  return 0;
}
