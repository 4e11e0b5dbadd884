// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "debt/wage_rules.h"
#include "toml_reading.h"

namespace manumit::debt {

/// Where a row comes from: its `source` and its `confidence`.
[[nodiscard]] Result<Origin> origin_of(const TomlReading& toml, const toml::table& row);

/// The codes of kinds of lines in a list.
[[nodiscard]] Result<std::vector<Kind>> kinds_of(const TomlReading& toml, const toml::table& row,
                                                 std::string_view key);

// One table of definitions/wages/COUNTRY each, into the rules.
[[nodiscard]] Result<void> read_rates(const TomlReading& toml, const toml::table& root,
                                      WageRules& rules);
[[nodiscard]] Result<void> read_minimum_wage(const TomlReading& toml, const toml::table& root,
                                             WageRules& rules);
[[nodiscard]] Result<void> read_delay(const TomlReading& toml, const toml::table& root,
                                      WageRules& rules);
[[nodiscard]] Result<void> read_deductions(const TomlReading& toml, const toml::table& root,
                                           WageRules& rules);
[[nodiscard]] Result<void> read_hours_rules(const TomlReading& toml, const toml::table& root,
                                            WageRules& rules);
[[nodiscard]] Result<void> read_calendar(const TomlReading& toml, const toml::table& root,
                                         WageRules& rules);

}  // namespace manumit::debt
