// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "estimate/answer.h"
#include "estimate_words.h"

namespace manumit::exchange::note {

/// The strata of a method note, their sum, the joint model and the linkage; nothing when there are
/// none.
[[nodiscard]] std::string strata_section(const estimate::Answer& answer,
                                         const EstimateWords& words);

}  // namespace manumit::exchange::note
