// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "base/json_write.h"
#include "exchange/estimate_words.h"
#include "gap/report.h"
#include "vault_gap.h"

namespace manumit::desk {

/// The members of one figure: all that a number must not travel without.
void write_figure(JsonWriter& json, const gap::Figure& figure,
                  const exchange::EstimateWords& words);

/// "places": each with its number of figures and, where it is a country, its code.
void write_places(JsonWriter& json, std::span<const PlaceFigures> places);

/// The places that there are and, where there are any, the gap of the one that was chosen.
void write_measures(JsonWriter& json, std::size_t figures, std::span<const PlaceFigures> places,
                    const std::optional<gap::GapReport>& report,
                    const exchange::EstimateWords& words);

}  // namespace manumit::desk
