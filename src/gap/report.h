// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gap/conflicts.h"
#include "gap/definitions.h"
#include "gap/figure.h"
#include "gap/funnel.h"
#include "gap/measure.h"
#include "gap/scorecard.h"
#include "gap/series.h"
#include "gap/tables.h"

namespace manumit::gap {

/// What is asked, and what stands beside the figures.
struct GapQuestion {
  std::string place = "WLD";  ///< as the figures name it
  std::optional<int> year;    ///< of the funnel; else the year with most stages
  std::vector<Step> steps;
  bool charges_known = true;  ///< the steps would show a charge if there were one
  std::vector<LawDate> laws;
  std::vector<LawFit> fits;
};

/// All that the figures of one place say of the gap.
struct GapReport {
  std::string place;
  std::vector<std::string> places;  ///< all that the file has, sorted
  FigureTable table;                ///< with what the definitions filled in
  std::vector<Conflict> conflicts;  ///< of this place
  std::vector<int> years;           ///< that have a funnel, the earliest first
  Funnel funnel;
  Funnel labour;
  std::vector<GapMeasure> measures;
  std::vector<Series> series;
  Scorecard scorecard;
  std::vector<Scorecard> others;  ///< those of all places, to see the rank among
  std::vector<Sentence> unknown;  ///< what nobody published, or nobody put in the file
};

/// Measures the gap for one place. A place that the file does not have is not found; a file without
/// a usable figure is refused.
[[nodiscard]] Result<GapReport> measure_gap(FigureTable table, const Definitions& definitions,
                                            const GapQuestion& question);

}  // namespace manumit::gap
