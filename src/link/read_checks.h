// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.h"
#include "base/sentence.h"
#include "records.h"

namespace manumit::link {

/// Refuses lists that hold nobody, and the same list twice.
[[nodiscard]] Result<void> check_lists(const RecordTable& table);

/// What a person should hear of lists that can be linked all the same. O(records).
[[nodiscard]] std::vector<Warning> warnings_of(const RecordTable& table);

}  // namespace manumit::link
