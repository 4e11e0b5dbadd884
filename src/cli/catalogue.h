// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace manumit::cli {

/// i18n/LANGUAGE.json and i18n/facts.LANGUAGE.json as they were when the program was built; the
/// English ones when there is no such language.
[[nodiscard]] std::array<std::string_view, 2> catalogue_of(std::string_view language);

}  // namespace manumit::cli
