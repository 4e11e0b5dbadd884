// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "debt/wage_rules.h"

/// Any bytes are read as a table of wage rules or refused. Files are parted by a byte of nothing,
/// so that a whole country can be found.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit::debt;
  std::string_view text(reinterpret_cast<const char*>(bytes), size);
  std::vector<RulesText> files;
  while (!text.empty() && files.size() < 8) {
    const std::size_t end = std::min(text.find('\0'), text.size());
    files.push_back({"fuzz.toml", text.substr(0, end)});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const auto rules = read_wage_rules("fuzz", files);
  if (rules)
    MANUMIT_CHECK(rules->currency.decimals() >= 0);
  return 0;
}
