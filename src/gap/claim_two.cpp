// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "claim_parts.h"
#include "claim_sum.h"
#include "make_funnel.h"
#include "make_series.h"
#include "plain.h"

namespace manumit::gap {
namespace {

constexpr double kRounding = 0.005;  // "132,000" for 132,333.
constexpr double kHundred = 100;

bool is_count(const Sum& sum) {
  return sum.counted != Counted::other && sum.value == std::floor(sum.value) && sum.value < 9e15;
}

void add_between(const Sum& a, const Sum& b, const ClaimEvidence& evidence, ClaimAnswer& answer) {
  const Figure& one = evidence.table.figures[a.figures.front()];
  const Figure& other = evidence.table.figures[b.figures.front()];
  if (one.unit != other.unit)
    add_drift(answer.drifts, {"unit", {"one counts {0}, the other {1}", {one.unit, other.unit}}});
  if (one.population != other.population)
    add_drift(answer.drifts,
              {"population",
               {"one is about {0}, the other about {1}", {one.population, other.population}}});
  if (one.kind != other.kind && one.kind != Kind::not_recorded && other.kind != Kind::not_recorded)
    add_drift(answer.drifts, {"kind", {"one is a stock, the other a flow", {}}});
  if (one.vintage != other.vintage && one.measure == other.measure)
    add_drift(answer.drifts,
              {"vintage", {"two editions: {0} and {1}", {one.vintage, other.vintage}}});
  if (a.days.most < b.days.least || b.days.most < a.days.least)
    add_drift(answer.drifts,
              {"time", {"one is of {0}, the other of {1}", {in_words(a.days), in_words(b.days)}}});
}

/// Both sides have figures, and one of them comes to no sum.
std::optional<ClaimAnswer> left_open(const Added& a, const Added& b) {
  if (a.sum && b.sum)
    return std::nullopt;
  ClaimAnswer answer;
  answer.answer = Answer::not_shown;
  for (const Added* side : {&a, &b}) {
    answer.figures.insert(answer.figures.end(), side->meant.begin(), side->meant.end());
    if (side->open)
      add_drift(answer.drifts, *side->open);
  }
  answer.because = answer.drifts.front().what;
  return answer;
}

}  // namespace

ClaimAnswer check_ratio(const Claim& claim, const ClaimEvidence& evidence) {
  ClaimAnswer answer;
  const Added one = add_up(claim.meant, claim.by, evidence);
  const Added other = add_up(claim.other, claim.by, evidence);
  if (one.meant.empty() || other.meant.empty()) {
    answer.because = {"no figure in the file is about this", {}};
    return answer;
  }
  if (auto open = left_open(one, other))
    return std::move(*open);
  const auto& above = one.sum;
  const auto& below = other.sum;
  answer.figures = above->figures;
  answer.figures.insert(answer.figures.end(), below->figures.begin(), below->figures.end());
  add_between(*above, *below, evidence, answer);
  const auto ratio = for_each(*above, *below);
  if (!ratio) {
    answer.answer = Answer::not_shown;
    answer.because = {"nothing can be divided by a count of 0", {}};
    return answer;
  }
  answer.found = ratio->value;
  answer.interval = ratio->interval;
  if (!claim.value) {
    answer.answer = Answer::supported;
    answer.because = {"the ratio is {0}", {plain_short(ratio->value)}};
    return answer;
  }
  const double larger = std::max(ratio->value, *claim.value);
  const double apart = larger > 0 ? std::abs(ratio->value - *claim.value) / larger : 0;
  answer.answer = apart <= kRounding ? Answer::supported : Answer::contradicted;
  answer.because = {"the ratio is {0}", {plain_short(ratio->value)}};
  return answer;
}

ClaimAnswer check_sources(const Claim& claim, const ClaimEvidence& evidence) {
  ClaimAnswer answer;
  const Added one = add_up(claim.meant, claim.by, evidence);
  const Added other = add_up(claim.other, claim.by, evidence);
  if (one.meant.empty() || other.meant.empty()) {
    answer.because = {"one of the two sources has no figure in the file", {}};
    return answer;
  }
  if (auto open = left_open(one, other))
    return std::move(*open);
  const auto& a = one.sum;
  const auto& b = other.sum;
  answer.figures = a->figures;
  answer.figures.insert(answer.figures.end(), b->figures.begin(), b->figures.end());
  add_between(*a, *b, evidence, answer);
  const auto& figures = evidence.table.figures;
  if (figures[a->figures.front()].unit != figures[b->figures.front()].unit) {
    answer.answer = Answer::not_shown;
    answer.because = {"the two are in different units and cannot be held against each other", {}};
    return answer;
  }
  if (a->value == b->value) {
    answer.answer = Answer::supported;
    answer.because = {"both say {0}", {plain(a->value)}};
    return answer;
  }
  const double most = std::max(a->value, b->value);
  answer.answer = Answer::contradicted;
  answer.found = b->value;
  answer.because = {"one says {0} and the other {1}: {2} % apart",
                    {plain(a->value), plain(b->value),
                     plain(kHundred * std::abs(a->value - b->value) / most, 1)}};
  // Two editions of one count are no two counts: there is nothing to test.
  const bool independent =
      figures[a->figures.front()].measure != figures[b->figures.front()].measure;
  if (independent && is_count(*a) && is_count(*b))
    answer.test = rate_ratio(static_cast<std::uint64_t>(b->value), b->years,
                             static_cast<std::uint64_t>(a->value), a->years);
  return answer;
}

}  // namespace manumit::gap
