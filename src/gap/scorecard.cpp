// SPDX-License-Identifier: Apache-2.0
#include "scorecard.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace manumit::gap {
namespace {

constexpr std::size_t kMostIndicators = 10;
constexpr std::array<double, 3> kFactors{0.5, 1, 2};

std::optional<double> score_of(const Indicator& indicator, double value) {
  double at = value;
  double best = indicator.best;
  double worst = indicator.worst;
  if (indicator.by_ratio) {
    if (!std::isfinite(value))
      return value > 0 && best > worst ? std::optional(1.0) : std::nullopt;
    at = std::log(std::max(value, std::min(best, worst)));
    best = std::log(best);
    worst = std::log(worst);
  }
  return std::clamp((at - worst) / (best - worst), 0.0, 1.0);
}

std::size_t combinations(std::size_t indicators) {
  std::size_t all = 1;
  for (std::size_t i = 0; i < std::min(indicators, kMostIndicators); ++i)
    all *= kFactors.size();
  return all;
}

/// The weighted mean under the combination with that number.
double mean_under(const Scorecard& card, std::size_t combination) {
  double sum = 0;
  double weights = 0;
  for (std::size_t i = 0; i < card.indicators.size(); ++i) {
    const Scored& one = card.indicators[i];
    const double factor = i < kMostIndicators ? kFactors[combination % kFactors.size()] : 1;
    combination /= kFactors.size();
    if (!one.score)
      continue;
    sum += *one.score * one.weight * factor;
    weights += one.weight * factor;
  }
  return weights > 0 ? sum / weights : 0;
}

/// The combination in which every weight is kept: every digit is 1 to the base of three.
std::size_t as_they_are(std::size_t indicators) {
  std::size_t number = 0;
  for (std::size_t i = 0; i < std::min(indicators, kMostIndicators); ++i)
    number = number * kFactors.size() + 1;
  return number;
}

}  // namespace

Scorecard make_scorecard(std::string place, std::span<const GapMeasure> measures,
                         const Definitions& definitions) {
  Scorecard card;
  card.place = std::move(place);
  card.needed = definitions.least_indicators;
  for (const Indicator& indicator : definitions.indicators) {
    Scored scored{.id = indicator.id,
                  .value = {},
                  .score = {},
                  .weight = indicator.weight,
                  .best = indicator.best,
                  .worst = indicator.worst};
    for (const GapMeasure& measure : measures) {
      if (measure.id == indicator.id && measure.value) {
        scored.value = measure.value;
        scored.score = score_of(indicator, *measure.value);
      }
    }
    card.known += scored.score ? 1 : 0;
    card.indicators.push_back(std::move(scored));
  }
  if (card.known < card.needed)
    return card;
  card.composite = mean_under(card, as_they_are(card.indicators.size()));
  Interval<double> range{*card.composite, *card.composite};
  for (std::size_t i = 0; i < combinations(card.indicators.size()); ++i) {
    const double mean = mean_under(card, i);
    range = {std::min(range.least, mean), std::max(range.most, mean)};
  }
  card.under_weights = range;
  return card;
}

void rank_scorecards(std::span<Scorecard> cards) {
  std::vector<Scorecard*> ranked;
  for (Scorecard& card : cards) {
    if (card.composite)
      ranked.push_back(&card);
  }
  if (ranked.size() < 2)
    return;
  for (std::size_t i = 0; i < combinations(ranked.front()->indicators.size()); ++i) {
    for (Scorecard* card : ranked) {
      const double own = mean_under(*card, i);
      const auto better = static_cast<std::size_t>(
          std::count_if(ranked.begin(), ranked.end(),
                        [&](const Scorecard* other) { return mean_under(*other, i) > own; }));
      const std::size_t place = better + 1;
      if (!card->rank)
        card->rank = Interval<std::size_t>{place, place};
      card->rank->least = std::min(card->rank->least, place);
      card->rank->most = std::max(card->rank->most, place);
    }
  }
}

}  // namespace manumit::gap
