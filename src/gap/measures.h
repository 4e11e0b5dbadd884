// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "funnel.h"
#include "measure.h"
#include "series.h"
#include "shelf.h"
#include "tables.h"

namespace manumit::gap {

/// What the measures are made from.
struct MeasureInputs {
  const Shelf& shelf;
  const Funnel& funnel;
  const Funnel& labour;
  std::span<const Series> series;
  std::span<const Step> steps;
  bool charges_known = true;
  std::span<const LawFit> fits;
};

// Notes 4.1, one function for each.
[[nodiscard]] GapMeasure estimated_for_each_identified(const MeasureInputs& in);  // G1
[[nodiscard]] GapMeasure from_identified_to_convicted(const MeasureInputs& in);   // G2
[[nodiscard]] GapMeasure labour_share(const MeasureInputs& in);                   // G3
[[nodiscard]] GapMeasure recharged(const MeasureInputs& in);                      // G4
[[nodiscard]] GapMeasure neighbours_of_the_charge(const MeasureInputs& in);       // G5
[[nodiscard]] GapMeasure softness(const MeasureInputs& in);                       // G6
[[nodiscard]] GapMeasure refusals(const MeasureInputs& in);                       // G7
[[nodiscard]] GapMeasure remedy(const MeasureInputs& in);                         // G8
[[nodiscard]] GapMeasure trend(const MeasureInputs& in);                          // G9
[[nodiscard]] GapMeasure openness(const MeasureInputs& in);                       // G10
[[nodiscard]] GapMeasure law_fit(const MeasureInputs& in);                        // G11
[[nodiscard]] GapMeasure civil_space(const MeasureInputs& in);                    // G12

/// All twelve, in their order.
[[nodiscard]] std::vector<GapMeasure> all_measures(const MeasureInputs& in);

/// A share of one count in another, with its exact interval.
[[nodiscard]] Part share_part(std::string of, std::string period, double part, double whole,
                              std::vector<std::size_t> figures);
/// Adds what is not there yet; the list stays sorted.
void add_figures(std::vector<std::size_t>& to, std::span<const std::size_t> more);
/// "2009–2021" from the periods' first to their last year.
[[nodiscard]] std::string span_of_years(std::span<const Interval<Day>> periods);

}  // namespace manumit::gap
