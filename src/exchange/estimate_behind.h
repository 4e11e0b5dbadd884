// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "estimate/answer.h"
#include "exchange/estimate_words.h"

/// What stands behind a method's figure, for the note and the table of the command line.
namespace manumit::exchange {

/// The dependences of a log-linear model over so many lists, maximal ones alone and lists by their
/// numbers: "1+2, 1+4" of "[12,14,3]". Empty: it has none.
[[nodiscard]] std::string dependences_in(std::string_view model, std::size_t lists);

/// How likely so large a misfit is if the model is right, as `poor_fit` decides: from simulated
/// tables where there are any. "0.324", "< 0.001". Empty: the method has no such figure.
[[nodiscard]] std::string fit_in_words(const estimate::MethodResult& result,
                                       const EstimateWords& words);

/// The figures with other values of one setting, like ones together, and the modes of a sampler
/// that has several: "threshold 0.001 – 0.02: 2483, 0.05 – 0.1: 2818". Empty: there are none.
[[nodiscard]] std::string other_settings(const estimate::MethodResult& result,
                                         const EstimateWords& words);

}  // namespace manumit::exchange
