// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manumit::casework {

/// A line of a form.
inline constexpr std::size_t kLineBytes = 8U << 10U;

/// UTF-8 of at most so many bytes.
[[nodiscard]] Result<void> check_text(std::string_view text, std::size_t bytes_at_most,
                                      const std::string& where);
/// The same of a text that people will read as it is: nothing in it may be hidden.
[[nodiscard]] Result<void> check_shown(std::string_view text, std::size_t bytes_at_most,
                                       const std::string& where);

}  // namespace manumit::casework
