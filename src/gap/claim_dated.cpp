// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "claim_parts.h"
#include "plain.h"

namespace manumit::gap {
namespace {

bool same_law(const LawDate& date, const Claim& claim) {
  return date.law == claim.law &&
         (claim.meant.place.empty() || date.place.empty() || date.place == claim.meant.place);
}

bool inside(const Interval<Day>& inner, const Interval<Day>& outer) {
  return outer.least <= inner.least && inner.most <= outer.most;
}

/// A time that goes over from one version of a law to the next is covered by both together.
bool covered(const Interval<Day>& time, const std::vector<const LawDate*>& dates) {
  Day next = time.least;
  std::vector<const LawDate*> sorted = dates;
  std::sort(sorted.begin(), sorted.end(), [](const LawDate* a, const LawDate* b) {
    return a->period.days->least < b->period.days->least;
  });
  for (const LawDate* date : sorted) {
    if (next < date->period.days->least)
      break;
    if (!(date->period.days->most < next))
      next = date->period.days->most + 1;
    if (time.most < next)
      return true;
  }
  return false;
}

/// The days on which an event of a law may have happened.
Interval<Day> began(const LawDate& date) {
  return {date.period.days->least, date.open ? date.period.days->least : date.period.days->most};
}

bool happened_then(const Claim& claim, const LawDate& date) {
  return claim.meant.time.days && overlap(*claim.meant.time.days, began(date));
}

/// The claim may take one event of a law for another.
void add_other_events(const Claim& claim, const ClaimEvidence& evidence, ClaimAnswer& answer) {
  for (const LawDate& date : evidence.laws) {
    if (same_law(date, claim) && date.event != claim.event && happened_then(claim, date))
      add_drift(answer.drifts,
                {"event", {"that is when another thing happened: {0}", {date.event}}});
  }
}

/// An event of that law happened at that time, on whichever of its days.
ClaimAnswer check_event(const Claim& claim, const ClaimEvidence& evidence) {
  ClaimAnswer answer;
  const LawDate* when = nullptr;
  bool any = false;
  for (std::size_t i = 0; i < evidence.laws.size(); ++i) {
    const LawDate& date = evidence.laws[i];
    if (!same_law(date, claim))
      continue;
    answer.laws.push_back(i);
    if (date.event != claim.event)
      continue;
    const bool then = happened_then(claim, date);
    if (when == nullptr || then || !any)
      when = &date;
    any = any || then;
  }
  if (when == nullptr || !claim.meant.time.days) {
    answer.because = when == nullptr ? Sentence{"no day is known for this: {0}", {claim.event}}
                                     : Sentence{"the claim names no time", {}};
    return answer;
  }
  answer.answer = any == claim.holds ? Answer::supported : Answer::contradicted;
  answer.because = {"{0}: {1}", {when->event, in_words(began(*when))}};
  if (answer.answer == Answer::contradicted && !any)
    add_other_events(claim, evidence, answer);
  return answer;
}

}  // namespace

ClaimAnswer check_law(const Claim& claim, const ClaimEvidence& evidence) {
  if (claim.event != "in_force" && claim.event != "binds")
    return check_event(claim, evidence);
  ClaimAnswer answer;
  std::vector<const LawDate*> in_force;
  for (std::size_t i = 0; i < evidence.laws.size(); ++i) {
    if (same_law(evidence.laws[i], claim) && evidence.laws[i].event == claim.event) {
      in_force.push_back(&evidence.laws[i]);
      answer.laws.push_back(i);
    }
  }
  if (in_force.empty() || !claim.meant.time.days) {
    answer.because = in_force.empty() ? Sentence{"no day is known for this: {0}", {claim.law}}
                                      : Sentence{"the claim names no time", {}};
    return answer;
  }
  const Interval<Day>& time = *claim.meant.time.days;
  const bool whole = covered(time, in_force);
  const bool partly = std::any_of(in_force.begin(), in_force.end(), [&](const LawDate* date) {
    return overlap(time, *date->period.days);
  });
  const LawDate* first =
      *std::min_element(in_force.begin(), in_force.end(), [](const LawDate* a, const LawDate* b) {
        return a->period.days->least < b->period.days->least;
      });
  answer.because = {"in force since {1}: {0}", {claim.law, to_iso(first->period.days->least)}};
  if (whole)
    answer.answer = claim.holds ? Answer::supported : Answer::contradicted;
  else if (!partly)
    answer.answer = claim.holds ? Answer::contradicted : Answer::supported;
  else
    answer.answer = Answer::not_shown;
  return answer;
}

ClaimAnswer check_steps(const Claim& claim, const ClaimEvidence& evidence) {
  ClaimAnswer answer;
  if (evidence.steps.empty()) {
    answer.because = {"no steps of an authority are given", {}};
    return answer;
  }
  double counted = 0;
  double of_any_time = 0;
  for (std::size_t i = 0; i < evidence.steps.size(); ++i) {
    const Step& step = evidence.steps[i];
    if (step.kind != claim.step)
      continue;
    ++of_any_time;
    if (claim.meant.time.days &&
        !(step.date.days && inside(*step.date.days, *claim.meant.time.days)))
      continue;
    ++counted;
    answer.steps.push_back(i);
  }
  answer.found = counted;
  answer.because = {"{0} are documented in that time, and {1} in all",
                    {plain(counted), plain(of_any_time)}};
  const double value = *claim.value;
  if (claim.bound == Bound::at_least)
    answer.answer = counted >= value ? Answer::supported : Answer::not_shown;
  else if (claim.bound == Bound::at_most)
    answer.answer = counted > value ? Answer::contradicted : Answer::supported;
  else
    // That a paper is missing does not say that the step was.
    answer.answer = counted == value  ? Answer::supported
                    : counted > value ? Answer::contradicted
                                      : Answer::not_shown;
  return answer;
}

}  // namespace manumit::gap
