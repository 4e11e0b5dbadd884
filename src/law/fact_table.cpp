// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "law/evidence.h"
#include "program.h"

namespace manumit::law {

std::optional<std::uint32_t> FactTable::place_of(std::string_view id) const {
  const auto at =
      std::find_if(rows.begin(), rows.end(), [&](const FactRow& row) { return row.id == id; });
  if (at == rows.end() || id.empty())
    return std::nullopt;
  return static_cast<std::uint32_t>(at - rows.begin());
}

std::optional<CodeNumber> FactTable::code_of(std::uint32_t fact, std::string_view code) const {
  const FactRow& row = rows[fact];
  if (row.kind == FactKind::country || row.kind == FactKind::countries) {
    const std::uint16_t number = country_number(code);
    return number == 0 ? std::nullopt : std::optional<CodeNumber>(number);
  }
  const auto at = std::find(row.codes.begin(), row.codes.end(), code);
  if (at == row.codes.end())
    return std::nullopt;
  return static_cast<CodeNumber>(at - row.codes.begin());
}

}  // namespace manumit::law
