// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "share_symbols.h"

namespace manumit::vault {

/// "MNVR1:" and the symbols in Crockford's base 32 (see registry.h), 71 letters and digits, the
/// last one filled up with zero bits.
[[nodiscard]] Secret<std::string> in_code(const ShareSymbols& symbols);
[[nodiscard]] bool is_code(std::string_view text);

struct TypedCode {
  ShareSymbols symbols;
  std::vector<MendedWord> faults;  ///< symbols of which a letter cannot be read, by place
};

/// Small letters are capitals, I and L are 1, O is 0, blanks and hyphens do not count; any other
/// letter cannot be read. Refused if there are not 71.
[[nodiscard]] Result<TypedCode> read_code(std::string_view text);

}  // namespace manumit::vault
