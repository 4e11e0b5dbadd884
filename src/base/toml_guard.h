// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace manumit {

/// The byte at which a letter beyond ASCII stands outside of quotes and comments, or right after a
/// line that a backslash folds, or nothing.
///
/// TOML allows none outside of quotes (bare keys are ASCII), and toml++ 3.3 takes it for granted:
/// its test for white space runs into what it calls unreachable on letters such as Ё; it asks the
/// same after a folded line. To be asked before its parser. A byte order mark at the very beginning
/// is no letter. O(n).
[[nodiscard]] std::optional<std::size_t> stray_letter(std::string_view toml);

}  // namespace manumit
