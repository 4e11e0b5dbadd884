// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "estimate/answer.h"
#include "exchange/estimate_words.h"

namespace manumit::cli {

/// The answer as text for people: the range or the refusal first, then each method with its
/// intervals, what would change it, what to beware of, and with what it can be made again.
void print_estimate(const estimate::Answer& answer, const exchange::EstimateWords& words,
                    std::ostream& out);

}  // namespace manumit::cli
