// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/sentence.h"
#include "records.h"

namespace manumit::link {

/// Refuses lists that hold nobody, and the same list twice: `contents` has a number for all that
/// stands on each, so that two short lists of the same people are no less two.
[[nodiscard]] Result<void> check_lists(const RecordTable& table,
                                       const std::vector<std::uint64_t>& contents);

/// What a person should hear of lists that can be linked all the same. O(records).
[[nodiscard]] std::vector<Warning> warnings_of(const RecordTable& table);

}  // namespace manumit::link
