// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "exchange/estimate_words.h"
#include "gap/claim.h"
#include "gap/report.h"

namespace manumit::cli {

/// For people: the funnel, the measures with their intervals or why there is none, the figures that
/// do not agree, and what is not known.
void print_gap(const gap::GapReport& report, const exchange::EstimateWords& words,
               std::ostream& out);

/// What was understood, the answer and why, how the figures differ, and which they are.
void print_claim(const gap::Claim& claim, const gap::ClaimAnswer& answer,
                 const gap::ClaimEvidence& evidence, const exchange::EstimateWords& words,
                 std::ostream& out);

}  // namespace manumit::cli
