// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "assess_input.h"
#include "base/check.h"

/// Any bytes are refused or give one affected person's case in which every answer fits its fact.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using manumit::casework::built_in_vocabulary;
  const auto read = manumit::exchange::read_assess_input(
      {reinterpret_cast<const char*>(bytes), size}, "fuzz.json", built_in_vocabulary());
  if (!read || !read->problems.empty())
    return 0;
  MANUMIT_CHECK(read->of.subject(read->person) != nullptr);
  MANUMIT_CHECK(!read->facts_at || !(read->facts_at->most < read->facts_at->least));
  for (const auto& told : read->of.statements) {
    MANUMIT_CHECK(read->of.subject(told.said.subject) != nullptr);
    MANUMIT_CHECK(manumit::casework::check_statement(told.said, built_in_vocabulary()).has_value());
  }
  return 0;
}
