// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/interval.h"
#include "base/sentence.h"
#include "exchange/estimate_words.h"
#include "gap/measure.h"

namespace manumit::exchange {

/// The whole sentence as a person reads it, with a capital and no full stop. A fill that is a name
/// of the engine ("sentence_served") or a key of the catalogue is said in the same language; a
/// number has the language's decimal mark and, from five digits on, no-break blanks.
[[nodiscard]] std::string told(const Sentence& sentence, const EstimateWords& words);
/// An English text of the program in the reader's language.
[[nodiscard]] std::string told(std::string_view english, const EstimateWords& words);

/// "sentence served": a name of the engine as a person reads it; any other text stays.
[[nodiscard]] std::string gap_name(std::string_view name, const EstimateWords& words);

/// "132 333", "0.943": so that what counts is seen, in the reader's language.
[[nodiscard]] std::string gap_figure(double value, const EstimateWords& words);
/// Likewise with so many decimals at most.
[[nodiscard]] std::string gap_figure(double value, int decimals, const EstimateWords& words);
/// "0.43 – 0.78"; empty when there is none.
[[nodiscard]] std::string gap_range(const std::optional<Interval<double>>& range,
                                    const EstimateWords& words);
/// Likewise with so many decimals at most.
[[nodiscard]] std::string gap_range(const std::optional<Interval<double>>& range, int decimals,
                                    const EstimateWords& words);
/// "Estimated for each person identified": what a measure is.
[[nodiscard]] std::string measure_title(std::string_view id, const EstimateWords& words);

}  // namespace manumit::exchange
