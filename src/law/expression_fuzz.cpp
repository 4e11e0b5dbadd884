// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "expression.h"

/// Any bytes either read as an expression or are refused at a letter of theirs.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  for (const auto dialect : {manumit::law::Dialect::cue, manumit::law::Dialect::logic}) {
    const auto read = manumit::law::parse_expression(text, dialect);
    MANUMIT_CHECK(read.has_value() || read.error().at <= text.size());
    MANUMIT_CHECK(read.has_value() || !read.error().error.what.empty());
  }
  return 0;
}
