// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/json_write.h"
#include "casework/all_authorities.h"

namespace manumit::desk {

/// {"first", "last"}, or null.
void write_days(JsonWriter& json, std::string_view name, const std::optional<Interval<Day>>& days);
/// {"least", "most"}, or null.
void write_count(JsonWriter& json, std::string_view name,
                 const std::optional<Interval<std::int32_t>>& count);
/// The member "counts".
void write_counts(JsonWriter& json, const casework::RefusalCounts& counts);
/// What a rule says of itself, in the languages in which laws are written down here.
void write_rule(JsonWriter& json, const casework::ClockRule& rule);

/// What authorities did in all cases, as docs/formats/desk-json.md has it: whoever stands in one
/// case alone is counted, and named on the page of that case.
void write_all_authorities(JsonWriter& json, const casework::AllAuthorities& all);

}  // namespace manumit::desk
