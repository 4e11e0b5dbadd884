// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "settings.h"

/// Any bytes are read as settings or refused; what is read is written and reads back as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit::link;
  const auto settings = read_settings({reinterpret_cast<const char*>(bytes), size}, "link.toml");
  if (!settings)
    return 0;
  const std::string text = written(*settings);
  const auto again = read_settings(text, "link.toml");
  MANUMIT_CHECK(again.has_value());
  MANUMIT_CHECK(written(*again) == text);
  return 0;
}
