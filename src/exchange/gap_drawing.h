// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "estimate_words.h"
#include "gap/funnel.h"
#include "gap/series.h"

namespace manumit::exchange::gap_page {

/// The stages as bars, each ten times as long a step: six and 794,000 stand on one sheet only so. A
/// stage without a figure is a dashed frame, never a bar of nothing.
[[nodiscard]] std::string funnel_drawing(const gap::Funnel& funnel, const EstimateWords& words);

/// The years with their intervals, from 0. Two points are joined only where nothing broke between
/// them; a break is a dashed line. Editions are points alone.
[[nodiscard]] std::string series_drawing(const gap::Series& series, const EstimateWords& words);

/// What these drawings need beside the styles of the method note.
[[nodiscard]] std::string_view drawing_styles();

}  // namespace manumit::exchange::gap_page
