// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "base/json_write.h"
#include "casework/all_evidence.h"
#include "law/definition_gap.h"

namespace manumit::desk {

/// Who meets the reference but not the texts in force where it happened, and why. With `one`, the
/// evidence of the only person compared, each substitute tells how its elements stand.
void write_gap(JsonWriter& json, const law::Library& library, const law::Gap& gap,
               std::span<const casework::Affected> people, const law::Evidence* one = nullptr);

}  // namespace manumit::desk
