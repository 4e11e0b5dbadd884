// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "exchange/estimate_words.h"
#include "gap/report.h"

namespace manumit::exchange {

/// The report of the gap in one place: one HTML page that needs nothing else, for a journalist and
/// a statistician alike. What is known first; the funnel with its missing stages; every series with
/// its intervals, and editions as points; the twelve measures; which figures do not agree and which
/// is preferred; the scorecard; what nobody knows; how it was reckoned; and the sources, numbered.
///
/// It holds no day of making: the same figures give the same bytes. No script, no link and no
/// picture from elsewhere; everything from outside stands in it as text.
[[nodiscard]] std::string gap_report(const gap::GapReport& report, const EstimateWords& words);

}  // namespace manumit::exchange
