// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace manumit::exchange {

/// The ISO 639 code of a language written as a code or by its English or Russian name: "uz",
/// "Uzbek", "узбекский". Nothing where it is not known.
[[nodiscard]] std::optional<std::string> language_code(std::string_view written);

}  // namespace manumit::exchange
