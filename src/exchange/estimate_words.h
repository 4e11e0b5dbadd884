// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "estimate/answer.h"

namespace manumit::exchange {

/// The words of the reader's language, from the same catalogue as everything else (i18n/*.json).
struct EstimateWords {
  std::string language = "en";
  /// The word for an id such as "estimate_note.title".
  std::function<std::string(const std::string& id)> of;
  /// An English sentence of the engine in this language, with its {0} where it had them.
  std::function<std::string(const std::string& english)> sentence;
};

/// The whole sentence as a person reads it: with a capital and a full stop. A fill that is a key of
/// the catalogue itself, such as the name of a method, or several of them with commas between, is
/// said in the same language; a decimal has the language's mark.
[[nodiscard]] std::string said(const estimate::Sentence& sentence, const EstimateWords& words);

/// "7395", "14 342": whole people, rounded, with no-break spaces; "∞" when it is infinite.
[[nodiscard]] std::string people_in_figures(double people);
/// "0.71" with the language's decimal mark.
[[nodiscard]] std::string with_mark(std::string decimal, const EstimateWords& words);
/// So many decimals, likewise.
[[nodiscard]] std::string in_figures(double value, int decimals, const EstimateWords& words);
/// "1293 – 3672", or "1293 and more" when there is no upper end.
[[nodiscard]] std::string range_in_figures(const estimate::Limits& limits,
                                           const EstimateWords& words);
/// "Forward stepwise choice of dependences".
[[nodiscard]] std::string method_in_words(estimate::Method method, const EstimateWords& words);

/// The interval that stands for a method (`estimate::shown_95`); `percent` is 95 or 80.
[[nodiscard]] std::optional<estimate::Limits> shown_limits(const estimate::Intervals& intervals,
                                                           int percent);

/// Whether a warning forbids publishing the figures: it then stands beside the first sentence, as
/// what says "do not publish" in small letters would be published.
[[nodiscard]] bool forbids_print(const estimate::Warning& warning);

/// The text with its first letter large, Latin or Cyrillic.
[[nodiscard]] std::string with_capital(std::string text);

}  // namespace manumit::exchange
