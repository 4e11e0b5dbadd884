// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "claim_parts.h"
#include "plain.h"

namespace manumit::gap {
namespace {

constexpr double kAbout = 0.05;  // "about 800,000" for 794,000, and not for 700,000.

bool near(double a, double b, double share) {
  return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b));
}

}  // namespace

void add_drift(std::vector<Drift>& drifts, Drift drift) {
  const bool known = std::any_of(drifts.begin(), drifts.end(), [&](const Drift& one) {
    return one.code == drift.code && one.what.fills == drift.what.fills;
  });
  if (!known)
    drifts.push_back(std::move(drift));
}

void add_drifts(const Claim& claim, const Figure& figure, const ClaimEvidence& evidence,
                std::vector<Drift>& drifts) {
  if (!claim.unit.empty() && claim.unit != figure.unit) {
    const Counted a = evidence.definitions.counted(claim.unit);
    const Counted b = evidence.definitions.counted(figure.unit);
    if (a == Counted::other || a != b)
      add_drift(
          drifts,
          {"unit", {"the claim speaks of {0}, the figure counts {1}", {claim.unit, figure.unit}}});
  }
  if (!claim.population.empty() && !figure.population.empty() &&
      claim.population != figure.population)
    add_drift(drifts, {"population",
                       {"the claim is about {0}, the figure about {1}",
                        {claim.population, figure.population}}});
  if (claim.counted_as != Kind::not_recorded && figure.kind != Kind::not_recorded &&
      claim.counted_as != figure.kind)
    add_drift(drifts,
              {"kind",
               {"the claim takes {0} for {1}",
                {std::string(name_of(figure.kind)), std::string(name_of(claim.counted_as))}}});
}

std::vector<std::string> measures_meant(const Meant& meant, const ClaimEvidence& evidence) {
  if (!meant.measures.empty() || meant.role.empty())
    return meant.measures;
  for (const MeasureMeaning& meaning : evidence.definitions.measures) {
    if (std::find(meaning.roles.begin(), meaning.roles.end(), meant.role) == meaning.roles.end())
      continue;
    const auto& figures = evidence.table.figures;
    if (std::any_of(figures.begin(), figures.end(), [&](const Figure& one) {
          return one.measure == meaning.name && one.value &&
                 (meant.place.empty() || one.place == meant.place);
        }))
      return {meaning.name};
  }
  return {};
}

std::vector<std::size_t> figures_meant(const Meant& meant, const std::string& by,
                                       const ClaimEvidence& evidence) {
  const std::vector<std::string> measures = measures_meant(meant, evidence);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < evidence.table.figures.size(); ++i) {
    const Figure& one = evidence.table.figures[i];
    if (std::find(measures.begin(), measures.end(), one.measure) == measures.end() || !one.value)
      continue;
    if ((!by.empty() && one.source_kind == by) ||
        (!meant.place.empty() && one.place != meant.place) ||
        (!meant.vintage.empty() && one.vintage != meant.vintage) ||
        (!meant.source_kind.empty() && one.source_kind != meant.source_kind))
      continue;
    if (meant.time.days && one.period.days && !overlap(*meant.time.days, *one.period.days))
      continue;
    if (meant.time.days && !one.period.days && !one.period.words.empty())
      continue;
    found.push_back(i);
  }
  return found;
}

Fit fits(const Figure& figure, double value, Bound bound) {
  const double has = *figure.value;
  const bool in_range = figure.low && figure.high && *figure.low <= value && value <= *figure.high;
  switch (bound) {
    case Bound::exactly:
      if (has == value || in_range)
        return Fit::yes;
      return figure.is_at_least() && value > has ? Fit::open : Fit::no;
    case Bound::about:
      if (near(has, value, kAbout) || in_range)
        return Fit::yes;
      return figure.is_at_least() && value > has ? Fit::open : Fit::no;
    case Bound::at_least:
      if (has >= value)
        return Fit::yes;
      return figure.is_at_least() || (figure.high && *figure.high >= value) ? Fit::open : Fit::no;
    case Bound::at_most:
      if (has > value)
        return Fit::no;
      return figure.is_at_least() ? Fit::open : Fit::yes;
  }
  return Fit::no;
}

ClaimAnswer check_claim(const Claim& claim, const ClaimEvidence& evidence) {
  switch (claim.kind) {
    case ClaimKind::value:
      return check_value(claim, evidence);
    case ClaimKind::change:
      return check_change(claim, evidence);
    case ClaimKind::ratio:
      return check_ratio(claim, evidence);
    case ClaimKind::in_force:
      return check_law(claim, evidence);
    case ClaimKind::steps:
      return check_steps(claim, evidence);
    case ClaimKind::sources:
      break;
  }
  return check_sources(claim, evidence);
}

}  // namespace manumit::gap
