// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json_write.h"
#include "base/partial_date.h"
#include "casework/casebook.h"
#include "casework/fold.h"
#include "casework/story.h"

namespace manumit::desk {

// How cases look to the pages; docs/formats/desk-json.md and docs/openapi.yaml describe it.

void write(JsonWriter& json, const PartialDate& date);
void write(JsonWriter& json, const std::optional<PartialDate>& date);
void write(JsonWriter& json, const casework::Answer& answer);
void write(JsonWriter& json, const casework::Source& source);
void write(JsonWriter& json, const casework::Told& told);
void write(JsonWriter& json, const casework::CaseRow& row);
void write(JsonWriter& json, const casework::Moment& moment);

/// The subject, and whether its identity is out of this member's sight.
void write(JsonWriter& json, const casework::Subject& subject, bool sealed);

}  // namespace manumit::desk
