// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "estimate/answer.h"

namespace manumit::exchange {

/// The answer that `write_estimate` wrote; none if the text is anything else. What is not in the
/// JSON (replicates, jackknife) is empty. A limit or figure that is null there is infinite.
[[nodiscard]] std::optional<estimate::Answer> read_estimate(std::string_view json);

}  // namespace manumit::exchange
