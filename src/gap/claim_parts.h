// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "claim.h"

namespace manumit::gap {

/// The figures with a number that are meant, without those of the claimant.
[[nodiscard]] std::vector<std::size_t> figures_meant(const Meant& meant, const std::string& by,
                                                     const ClaimEvidence& evidence);
/// The measures themselves, those of a role looked up.
[[nodiscard]] std::vector<std::string> measures_meant(const Meant& meant,
                                                      const ClaimEvidence& evidence);

/// Where the claim's words and the figure's differ: unit, population, stock against flow.
void add_drifts(const Claim& claim, const Figure& figure, const ClaimEvidence& evidence,
                std::vector<Drift>& drifts);
/// Adds a drift unless it stands there.
void add_drift(std::vector<Drift>& drifts, Drift drift);

[[nodiscard]] ClaimAnswer check_value(const Claim& claim, const ClaimEvidence& evidence);
[[nodiscard]] ClaimAnswer check_change(const Claim& claim, const ClaimEvidence& evidence);
[[nodiscard]] ClaimAnswer check_ratio(const Claim& claim, const ClaimEvidence& evidence);
[[nodiscard]] ClaimAnswer check_sources(const Claim& claim, const ClaimEvidence& evidence);
[[nodiscard]] ClaimAnswer check_law(const Claim& claim, const ClaimEvidence& evidence);
[[nodiscard]] ClaimAnswer check_steps(const Claim& claim, const ClaimEvidence& evidence);

/// Whether a figure bears a number out.
enum class Fit : std::uint8_t { yes, no, open };
[[nodiscard]] Fit fits(const Figure& figure, double value, Bound bound);

}  // namespace manumit::gap
