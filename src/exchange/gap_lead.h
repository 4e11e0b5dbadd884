// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/sentence.h"
#include "exchange/estimate_words.h"
#include "gap/report.h"

namespace manumit::exchange {

/// A sentence and the figures that it rests on, by their places in the table.
struct GapSaid {
  Sentence says;
  std::vector<std::size_t> figures;
};

/// What is known first: the measures that have a value, in their order; where nobody says how many
/// were identified, the nearest stage in that place. Empty when nothing can be computed.
[[nodiscard]] std::vector<GapSaid> gap_lead(const gap::GapReport& report,
                                            const EstimateWords& words);

/// The later years against the earlier ones with the exact test, and then what the large-sample
/// interval would be where it differs.
[[nodiscard]] std::vector<Sentence> trend_says(const gap::Trend& trend, const EstimateWords& words);

/// What the indicators come to together, or that they are too few.
[[nodiscard]] std::vector<Sentence> scorecard_says(const gap::Scorecard& card,
                                                   const EstimateWords& words);

}  // namespace manumit::exchange
