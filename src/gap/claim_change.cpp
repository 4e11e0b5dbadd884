// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "claim_parts.h"
#include "claim_sum.h"
#include "plain.h"

namespace manumit::gap {
namespace {

constexpr double kMostCounted = 9e15;

bool is_count(double value) {
  return value >= 0 && value < kMostCounted && value == std::floor(value);
}

/// Each end of the change held against the figures. An end without a time has none.
std::vector<ClaimAnswer> both_ends(const Claim& claim, const ClaimEvidence& evidence) {
  std::vector<ClaimAnswer> ends;
  for (const bool is_from : {true, false}) {
    Claim end = claim;
    end.kind = ClaimKind::value;
    if (is_from) {
      end.value = claim.from;
      end.meant.time = claim.from_time;
    }
    ends.push_back(end.meant.time.days ? check_value(end, evidence) : ClaimAnswer{});
  }
  return ends;
}

const ClaimAnswer* end_with(const std::vector<ClaimAnswer>& ends, Answer answer) {
  const auto found = std::find_if(ends.begin(), ends.end(),
                                  [&](const ClaimAnswer& end) { return end.answer == answer; });
  return found == ends.end() ? nullptr : &*found;
}

bool goes_as_said(const Claim& claim) {
  if (claim.direction == Direction::not_said)
    return true;
  return (claim.direction == Direction::down) == (*claim.value < *claim.from) &&
         *claim.value != *claim.from;
}

/// The figures at both ends, to see whether they can be held against each other at all.
bool are_editions(const std::vector<std::size_t>& figures, const ClaimEvidence& evidence,
                  ClaimAnswer& answer) {
  for (const std::size_t i : figures) {
    const Figure& one = evidence.table.figures[i];
    const MeasureMeaning* meaning = evidence.definitions.find(one.measure);
    const Figure& first = evidence.table.figures[figures.front()];
    const bool other_edition =
        one.kind == Kind::stock && first.kind == Kind::stock && one.vintage != first.vintage;
    if ((meaning != nullptr && meaning->editions && figures.size() > 1) || other_edition) {
      add_drift(answer.drifts,
                {"editions", {"each edition has a method of its own: they are no series", {}}});
      return true;
    }
    if (one.unit != first.unit || one.population != first.population)
      add_drift(answer.drifts,
                {"population", {"from here on others are counted: {0}", {one.population}}});
  }
  return false;
}

/// The figures that are meant at both ends, without one being there twice.
std::vector<std::size_t> figures_at_ends(const Claim& claim, const ClaimEvidence& evidence) {
  Claim both = claim;
  std::vector<std::size_t> figures;
  for (const Period* time : {&claim.from_time, &claim.meant.time}) {
    both.meant.time = *time;
    if (!time->days)
      continue;
    const auto meant = figures_meant(both.meant, claim.by, evidence);
    const auto timed = of_that_time(meant, *time, evidence);
    const auto& end = timed.only_partly ? meant : timed.figures;
    figures.insert(figures.end(), end.begin(), end.end());
  }
  std::sort(figures.begin(), figures.end());
  figures.erase(std::unique(figures.begin(), figures.end()), figures.end());
  return figures;
}

bool are_counts(const Claim& claim, const std::vector<std::size_t>& figures,
                const ClaimEvidence& evidence) {
  const auto counts = [&](const std::string& unit) {
    return evidence.definitions.counted(unit) != Counted::other;
  };
  return is_count(*claim.value) && is_count(*claim.from) &&
         (claim.unit.empty() || counts(claim.unit)) &&
         std::all_of(figures.begin(), figures.end(),
                     [&](std::size_t i) { return counts(evidence.table.figures[i].unit); });
}

double length_of(const Period& period) {
  return period.years > 0 ? period.years : 1;
}

std::vector<std::string> test_counts(const Claim& claim, ClaimAnswer& answer) {
  const auto later = static_cast<std::uint64_t>(*claim.value);
  const auto earlier = static_cast<std::uint64_t>(*claim.from);
  answer.test = rate_ratio(later, length_of(claim.meant.time), earlier, length_of(claim.from_time));
  answer.interval = answer.test->exact;
  return {plain(answer.test->ratio, 2), plain(answer.test->exact.least, 2),
          plain(answer.test->exact.most, 2), plain_chance(answer.test->p)};
}

/// One end does not stand, or chance alone does as much.
bool is_not_shown(const std::vector<ClaimAnswer>& ends, const std::vector<std::string>& fills,
                  ClaimAnswer& answer) {
  answer.answer = Answer::not_shown;
  if (const ClaimAnswer* open = end_with(ends, Answer::not_shown)) {
    answer.because = open->because;
    for (const Drift& drift : open->drifts)
      add_drift(answer.drifts, drift);
    return true;
  }
  answer.because = {
      "counts as small as these differ as much by chance: ratio {0} ({1}–{2}), two-sided p {3}",
      fills};
  return answer.test && answer.test->p >= kSmallestChance;
}

void weigh_ends(const std::vector<ClaimAnswer>& ends, const std::vector<std::string>& fills,
                ClaimAnswer& answer) {
  const bool no_source = end_with(ends, Answer::no_source) != nullptr;
  if (no_source && (answer.test || !answer.figures.empty()))
    add_drift(answer.drifts,
              {"source", {"the numbers are the claim's own: no other source bears them out", {}}});
  if (is_not_shown(ends, fills, answer))
    return;
  answer.answer = no_source ? Answer::no_source : Answer::supported;
  if (no_source && !answer.test)
    answer.because = {"these are no counts, and no figure in the file is about this", {}};
  else if (no_source)
    answer.because = {"no figure in the file bears out both ends of the change", {}};
  else if (answer.test)
    answer.because = {
        "the two counts differ by more than chance: ratio {0} ({1}–{2}), two-sided p {3}", fills};
  else
    answer.because = {"the figures say so at both ends; they are no counts, so none is tested", {}};
}

}  // namespace

ClaimAnswer check_change(const Claim& claim, const ClaimEvidence& evidence) {
  const std::vector<ClaimAnswer> ends = both_ends(claim, evidence);
  if (const ClaimAnswer* wrong = end_with(ends, Answer::contradicted))
    return *wrong;
  ClaimAnswer answer;
  answer.figures = figures_at_ends(claim, evidence);
  for (const std::size_t i : answer.figures)
    add_drifts(claim, evidence.table.figures[i], evidence, answer.drifts);
  if (!goes_as_said(claim)) {
    answer.answer = Answer::contradicted;
    answer.because = {"from {0} to {1} is not the direction that is claimed",
                      {plain(*claim.from), plain(*claim.value)}};
    return answer;
  }
  if (are_editions(answer.figures, evidence, answer)) {
    answer.answer = Answer::not_shown;
    answer.because = {"two editions with methods of their own do not show a change", {}};
    return answer;
  }
  const auto fills = are_counts(claim, answer.figures, evidence) ? test_counts(claim, answer)
                                                                 : std::vector<std::string>{};
  weigh_ends(ends, fills, answer);
  return answer;
}

}  // namespace manumit::gap
