// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "claim_parts.h"
#include "plain.h"

namespace manumit::gap {
namespace {

constexpr double kMostCounted = 9e15;

bool is_count(double value) {
  return value >= 0 && value < kMostCounted && value == std::floor(value);
}

/// Each end of the change on its own.
std::optional<ClaimAnswer> wrong_end(const Claim& claim, const ClaimEvidence& evidence) {
  for (const bool is_from : {true, false}) {
    Claim end = claim;
    end.kind = ClaimKind::value;
    if (is_from) {
      end.value = claim.from;
      end.meant.time = claim.from_time;
    }
    if (!end.meant.time.days)
      continue;
    ClaimAnswer of = check_value(end, evidence);
    if (of.answer == Answer::contradicted)
      return of;
  }
  return std::nullopt;
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

void test_counts(const Claim& claim, ClaimAnswer& answer) {
  const auto later = static_cast<std::uint64_t>(*claim.value);
  const auto earlier = static_cast<std::uint64_t>(*claim.from);
  const auto years = [](const Period& period) { return period.years > 0 ? period.years : 1; };
  answer.test = rate_ratio(later, years(claim.meant.time), earlier, years(claim.from_time));
  answer.interval = answer.test->exact;
  const std::vector<std::string> fills{
      plain(answer.test->ratio, 2), plain(answer.test->exact.least, 2),
      plain(answer.test->exact.most, 2), plain_chance(answer.test->p)};
  if (answer.test->p < kSmallestChance) {
    answer.answer = Answer::supported;
    answer.because = {
        "the two counts differ by more than chance: ratio {0} ({1}–{2}), two-sided p {3}", fills};
  } else {
    answer.answer = Answer::not_shown;
    answer.because = {
        "counts as small as these differ as much by chance: ratio {0} ({1}–{2}), two-sided p {3}",
        fills};
  }
}

}  // namespace

ClaimAnswer check_change(const Claim& claim, const ClaimEvidence& evidence) {
  ClaimAnswer answer;
  if (auto wrong = wrong_end(claim, evidence))
    return std::move(*wrong);
  Claim both = claim;
  std::vector<std::size_t> figures;
  for (const Period* time : {&claim.from_time, &claim.meant.time}) {
    both.meant.time = *time;
    if (!time->days)
      continue;
    for (const std::size_t i : figures_meant(both.meant, claim.by, evidence)) {
      if (std::find(figures.begin(), figures.end(), i) == figures.end())
        figures.push_back(i);
    }
  }
  std::sort(figures.begin(), figures.end());
  answer.figures = figures;
  for (const std::size_t i : figures)
    add_drifts(claim, evidence.table.figures[i], evidence, answer.drifts);
  if (!goes_as_said(claim)) {
    answer.answer = Answer::contradicted;
    answer.because = {"from {0} to {1} is not the direction that is claimed",
                      {plain(*claim.from), plain(*claim.value)}};
    return answer;
  }
  if (are_editions(figures, evidence, answer)) {
    answer.answer = Answer::not_shown;
    answer.because = {"two editions with methods of their own do not show a change", {}};
    return answer;
  }
  const bool counts =
      claim.unit.empty() ? true : evidence.definitions.counted(claim.unit) != Counted::other;
  const bool figures_count = std::all_of(figures.begin(), figures.end(), [&](std::size_t i) {
    return evidence.definitions.counted(evidence.table.figures[i].unit) != Counted::other;
  });
  if (counts && figures_count && is_count(*claim.value) && is_count(*claim.from)) {
    test_counts(claim, answer);
  } else if (!figures.empty()) {
    answer.answer = Answer::supported;
    answer.because = {"the figures say so at both ends; they are no counts, so none is tested", {}};
  } else {
    answer.because = {"these are no counts, and no figure in the file is about this", {}};
  }
  if (figures.empty() && answer.test)
    add_drift(answer.drifts,
              {"source", {"the numbers are the claim's own: no other source bears them out", {}}});
  return answer;
}

}  // namespace manumit::gap
