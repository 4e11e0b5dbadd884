// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace manumit {

/// The same TOML as its parser can bear it, or what is wrong with it.
///
/// Whether a letter is blank, toml++ 3.3 answers by a table that calls all letters but a few
/// unreachable, and the compiler takes that for granted. It asks outside of quotes and comments,
/// where TOML allows no letter beyond ASCII: such a text is refused with line and column. And it
/// asks about the first letter after a line that a backslash folds, where every language has its
/// place: there the letter is written as an escape, which means the same. No line moves; what
/// stands behind such a letter on its own line may be told up to nine columns too far to the right.
///
/// To be asked before every call of the parser. O(n).
[[nodiscard]] Result<std::string> bearable_toml(std::string_view toml, std::string_view file);

}  // namespace manumit
