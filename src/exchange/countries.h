// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace manumit::exchange {

/// The ISO 3166-1 alpha-2 code of a country as people write it: either code, its English or
/// Russian name, or another customary name (definitions/countries.csv), in any case and with any
/// signs. Nothing where the table does not know it: a country is never guessed.
[[nodiscard]] std::optional<std::string_view> country_code(std::string_view written);

/// The English name as the standard's own list has it; empty for an unknown code.
[[nodiscard]] std::string_view country_name(std::string_view code);

}  // namespace manumit::exchange
