// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json_write.h"
#include "gap/claim.h"
#include "gap/report.h"

namespace manumit::exchange {

/// The members of docs/formats/gap-json.md, into an object that the caller has opened. Sentences
/// are in English; the same report gives the same bytes.
void write_gap(JsonWriter& json, const gap::GapReport& report);

/// A claim and its answer, likewise.
void write_claim(JsonWriter& json, const gap::Claim& claim, const gap::ClaimAnswer& answer,
                 const gap::ClaimEvidence& evidence);

}  // namespace manumit::exchange
