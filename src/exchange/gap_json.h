// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json_write.h"
#include "exchange/estimate_words.h"
#include "gap/claim.h"
#include "gap/report.h"

namespace manumit::exchange {

/// The members of docs/formats/gap-json.md, into an object that the caller has opened; the same
/// report gives the same bytes. Sentences are in English; with `words`, for a page, they are in the
/// reader's language, and names, titles and what is drawn stand beside them.
void write_gap(JsonWriter& json, const gap::GapReport& report,
               const EstimateWords* words = nullptr);

/// A claim and its answer, likewise.
void write_claim(JsonWriter& json, const gap::Claim& claim, const gap::ClaimAnswer& answer,
                 const gap::ClaimEvidence& evidence, const EstimateWords* words = nullptr);

}  // namespace manumit::exchange
