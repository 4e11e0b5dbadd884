// SPDX-License-Identifier: Apache-2.0
#include "gap_lead.h"

#include "gap/plain.h"
#include "gap_words.h"

namespace manumit::exchange {
namespace {

/// Where nobody says how many were identified: the nearest stage that there is, in its last year.
GapSaid in_place_of_identified(const gap::GapMeasure& measure, const EstimateWords& words) {
  const gap::Part* last = &measure.parts.front();
  for (const gap::Part& part : measure.parts) {
    if (part.of == last->of)
      last = &part;
  }
  return {{"the figures do not say how many people were identified; at the stage “{0}” in {1}, {2} "
           "people are estimated for each one counted",
           {last->of, last->period,
            last->is_range ? gap_range(*last->interval, words) : gap_figure(last->value, words)}},
          last->figures};
}

std::string years(int from, int to) {
  return from == to ? std::to_string(from) : std::to_string(from) + "–" + std::to_string(to);
}

}  // namespace

std::vector<GapSaid> gap_lead(const gap::GapReport& report, const EstimateWords& words) {
  std::vector<GapSaid> said;
  for (const gap::GapMeasure& measure : report.measures) {
    if (measure.id == "G1" && !measure.parts.empty() &&
        measure.not_computable.text == "no figure says how many people were identified")
      said.push_back(in_place_of_identified(measure, words));
    if (!measure.says.text.empty() && measure.id != "G12" && measure.id != "G11")
      said.push_back({measure.says, measure.figures});
  }
  return said;
}

std::vector<Sentence> trend_says(const gap::Trend& trend, const EstimateWords& words) {
  const gap::RateRatio& ratio = trend.ratio;
  std::vector<Sentence> says{
      {"{0} in {1} and {2} in {3}: ratio {4}, 95 % {5} (exact), two-sided p {6}",
       {std::to_string(trend.earlier), years(trend.earlier_from, trend.earlier_to),
        std::to_string(trend.later), years(trend.later_from, trend.later_to),
        gap_figure(ratio.ratio, 2, words), gap_range(ratio.exact, words),
        gap::plain_chance(ratio.p)}}};
  if (ratio.has_approx)
    says.push_back({"the large-sample interval would be {0}",
                    {gap_figure(ratio.approx.least, 2, words) + " – " +
                     gap_figure(ratio.approx.most, 2, words)}});
  return says;
}

std::vector<Sentence> scorecard_says(const gap::Scorecard& card, const EstimateWords& words) {
  if (!card.composite)
    return {{"{0} of {1} indicators are known; below {2} no score is made",
             {std::to_string(card.known), std::to_string(card.indicators.size()),
              std::to_string(card.needed)}}};
  std::vector<Sentence> says{
      {"together {0}, and from {1} when weights are halved or doubled",
       {gap_figure(*card.composite, 2, words), gap_range(card.under_weights, 2, words)}}};
  if (card.rank)
    says.push_back({"its place among the countries of the file that have a score: {0} to {1}",
                    {std::to_string(card.rank->least), std::to_string(card.rank->most)}});
  return says;
}

}  // namespace manumit::exchange
