// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "claim_parts.h"
#include "claim_sum.h"
#include "conflicts.h"
#include "make_series.h"
#include "plain.h"

namespace manumit::gap {
namespace {

constexpr std::size_t kMostNamed = 3;
// A round 3 or 10 stands under many measures and says nothing, unless unit and time are said.
constexpr double kTelling = 20;

std::string quoted(const Figure& figure) {
  std::string out = plain(*figure.value) + " " + figure.unit;
  if (figure.is_at_least())
    out = "≥ " + out;
  const std::string period =
      figure.period.days ? in_words(*figure.period.days) : figure.period.words;
  return period.empty() ? out : out + " (" + period + ")";
}

/// The very number, published for something else: another population, measure or place.
void look_for_the_number(const Claim& claim, const ClaimEvidence& evidence, ClaimAnswer& answer) {
  const bool is_narrow = claim.meant.time.days && !claim.unit.empty();
  if (!claim.value || (*claim.value < kTelling && !is_narrow))
    return;
  const auto own = measures_meant(claim.meant, evidence);
  std::size_t named = 0;
  for (std::size_t i = 0; i < evidence.table.figures.size() && named < kMostNamed; ++i) {
    const Figure& one = evidence.table.figures[i];
    if (one.value != claim.value || (!claim.by.empty() && one.source_kind == claim.by))
      continue;
    if (!claim.unit.empty() && one.unit != claim.unit)
      continue;
    const bool same_measure = std::find(own.begin(), own.end(), one.measure) != own.end();
    const bool same_place = claim.meant.place.empty() || one.place == claim.meant.place;
    // The same place within the time that is meant, or the same measure elsewhere.
    const bool in_time = !claim.meant.time.days || !one.period.days ||
                         overlap(*claim.meant.time.days, *one.period.days);
    if (same_measure && !same_place)
      add_drift(answer.drifts, {"place",
                                {"{0} is published for {1}, not for {2}: {3}",
                                 {plain(*one.value), one.place, claim.meant.place,
                                  one.population.empty() ? one.measure : one.population}}});
    else if (!same_measure && same_place && in_time)
      add_drift(answer.drifts,
                {"other_population",
                 {"{0} is published for something else: {1}",
                  {plain(*one.value), one.population.empty() ? one.measure : one.population}}});
    else
      continue;
    answer.figures.push_back(i);
    ++named;
  }
}

struct Held {
  std::vector<std::size_t> yes;
  std::vector<std::size_t> no;
  std::vector<std::size_t> open;
};

Held held_against(const Claim& claim, const std::vector<std::size_t>& figures,
                  const ClaimEvidence& evidence) {
  Held held;
  for (const std::size_t i : figures) {
    switch (fits(evidence.table.figures[i], *claim.value, claim.bound)) {
      case Fit::yes:
        held.yes.push_back(i);
        break;
      case Fit::no:
        held.no.push_back(i);
        break;
      case Fit::open:
        held.open.push_back(i);
        break;
    }
  }
  return held;
}

/// Other years are no other opinion: where the claim leaves the time open, the period for which it
/// holds is taken.
void keep_one_period(std::vector<std::size_t>& figures, Held& held, const Claim& claim,
                     const ClaimEvidence& evidence, ClaimAnswer& answer) {
  if (claim.meant.time.days || held.yes.empty() || held.yes.size() == figures.size())
    return;
  const auto& all = evidence.table.figures;
  const std::string period = all[held.yes.front()].period.words;
  const std::size_t before = figures.size();
  std::erase_if(figures, [&](std::size_t i) { return all[i].period.words != period; });
  if (figures.size() == before)
    return;
  held = held_against(claim, figures, evidence);
  answer.figures = figures;
  add_drift(answer.drifts,
            {"time", {"the claim leaves the time open: it is taken for {0}", {period}}});
}

/// What stands against it, where some figures say so and some do not.
void weigh(const std::vector<std::size_t>& figures, const Held& held, const ClaimEvidence& evidence,
           ClaimAnswer& answer) {
  const auto& table = evidence.table;
  std::optional<Conflict> between;
  for (const Conflict& conflict : find_conflicts(table, evidence.definitions)) {
    const bool is_ours = std::all_of(figures.begin(), figures.end(), [&](std::size_t i) {
      return std::find(conflict.figures.begin(), conflict.figures.end(), i) !=
             conflict.figures.end();
    });
    if (is_ours)
      between = conflict;
  }
  const Figure& against = table.figures[held.no.empty() ? held.open.front() : held.no.front()];
  if (between && between->preferred) {
    const std::size_t preferred = *between->preferred;
    const bool bears_out = std::find(held.yes.begin(), held.yes.end(), preferred) != held.yes.end();
    const Figure& taken = table.figures[preferred];
    answer.found = taken.value;
    answer.answer = bears_out ? Answer::supported : Answer::not_shown;
    answer.because =
        bears_out ? Sentence{"the preferred figure says so; another says {0}", {quoted(against)}}
                  : Sentence{"a figure that is preferred says {0}", {quoted(taken)}};
    add_drift(answer.drifts, {std::string(between->rule == Rule::vintage ? "vintage" : "conflict"),
                              {"several figures stand for the same: preferred by {0}, {1}",
                               {std::string(name_of(between->rule)), quoted(taken)}}});
    return;
  }
  answer.answer = Answer::not_shown;
  answer.because = {"the sources disagree and no rule decides between them: {0}",
                    {quoted(against)}};
  add_drift(answer.drifts, {"conflict", {"the sources disagree", {}}});
}

ClaimAnswer nothing_about_it(const Claim& claim, const ClaimEvidence& evidence) {
  ClaimAnswer answer;
  look_for_the_number(claim, evidence, answer);
  const bool by_claimant = !figures_meant(claim.meant, "", evidence).empty();
  answer.because = by_claimant ? Sentence{"only the claimant says so", {}}
                               : Sentence{"no figure in the file is about this", {}};
  return answer;
}

ClaimAnswer not_shown(ClaimAnswer answer, Drift why) {
  answer.answer = Answer::not_shown;
  answer.because = why.what;
  add_drift(answer.drifts, std::move(why));
  return answer;
}

std::optional<Interval<double>> interval_of(const Figure& figure, const ClaimEvidence& evidence) {
  if (figure.low && figure.high)
    return Interval<double>{*figure.low, *figure.high};
  if (figure.kind == Kind::flow && evidence.definitions.counted(figure.unit) != Counted::other)
    return small_count_interval(*figure.value);
  return std::nullopt;
}

/// Several measures, or the years that fill the time. Places that are not told apart are refused
/// there as well.
bool is_a_sum(const Claim& claim, const std::vector<std::size_t>& figures,
              const ClaimEvidence& evidence) {
  if (other_place(figures, evidence) || measures_meant(claim.meant, evidence).size() > 1)
    return true;
  return claim.meant.time.days && periods_in(figures, evidence) > 1 &&
         adds_up(evidence.table.figures[figures.front()], evidence);
}

ClaimAnswer hold_against_sum(const Claim& claim, const ClaimEvidence& evidence,
                             ClaimAnswer answer) {
  const Added added = add_up(claim.meant, claim.by, evidence);
  if (!added.sum)
    return not_shown(std::move(answer), *added.open);
  answer.figures = added.sum->figures;
  if (!claim.meant.time.days && periods_in(answer.figures, evidence) > 1)
    return not_shown(std::move(answer), {"time", {"the claim names no time", {}}});
  const Figure sum = as_figure(*added.sum, evidence);
  answer.found = sum.value;
  answer.interval = interval_of(sum, evidence);
  switch (fits(sum, *claim.value, claim.bound)) {
    case Fit::yes:
      answer.answer = Answer::supported;
      answer.because = {"the figures say so: {0}", {quoted(sum)}};
      break;
    case Fit::no:
      answer.answer = Answer::contradicted;
      answer.because = {"the figures say something else: {0}", {quoted(sum)}};
      break;
    case Fit::open:
      answer.answer = Answer::not_shown;
      answer.because = {"the figures do not reach so far: {0}", {quoted(sum)}};
      break;
  }
  return answer;
}

/// Figures that each say it, or do not.
ClaimAnswer hold_against_each(const Claim& claim, std::vector<std::size_t> figures,
                              const ClaimEvidence& evidence, ClaimAnswer answer) {
  Held held = held_against(claim, figures, evidence);
  keep_one_period(figures, held, claim, evidence, answer);
  const Figure& first = evidence.table.figures[figures.front()];
  answer.found = first.value;
  answer.interval = interval_of(first, evidence);
  if (held.yes.size() == figures.size()) {
    answer.answer = Answer::supported;
    answer.because = {"the figures say so: {0}", {quoted(first)}};
    return answer;
  }
  if (!held.yes.empty()) {
    weigh(figures, held, evidence, answer);
    return answer;
  }
  look_for_the_number(claim, evidence, answer);
  const bool belongs_elsewhere =
      std::any_of(answer.drifts.begin(), answer.drifts.end(),
                  [](const Drift& one) { return one.code == "other_population"; });
  const bool contradicted = held.open.empty() || belongs_elsewhere;
  answer.answer = contradicted ? Answer::contradicted : Answer::not_shown;
  answer.because = contradicted ? Sentence{"the figures say something else: {0}", {quoted(first)}}
                                : Sentence{"the figures do not reach so far: {0}", {quoted(first)}};
  return answer;
}

}  // namespace

ClaimAnswer check_value(const Claim& claim, const ClaimEvidence& evidence) {
  const std::vector<std::size_t> all = figures_meant(claim.meant, claim.by, evidence);
  if (all.empty())
    return nothing_about_it(claim, evidence);
  ClaimAnswer answer;
  const OfThatTime timed = of_that_time(all, claim.meant.time, evidence);
  answer.figures = timed.only_partly ? all : timed.figures;
  for (const std::size_t i : answer.figures)
    add_drifts(claim, evidence.table.figures[i], evidence, answer.drifts);
  const Figure& first = evidence.table.figures[answer.figures.front()];
  if (timed.only_partly)
    return not_shown(
        std::move(answer),
        {"time", {"the figures are only partly of that time: {0}", {claim.meant.time.words}}});
  if (std::any_of(answer.drifts.begin(), answer.drifts.end(),
                  [](const Drift& one) { return one.code == "unit"; })) {
    answer.found = first.value;
    answer.interval = interval_of(first, evidence);
    answer.answer = Answer::not_shown;
    answer.because = {"the figure is in another unit: {0}", {quoted(first)}};
    return answer;
  }
  return is_a_sum(claim, timed.figures, evidence)
             ? hold_against_sum(claim, evidence, std::move(answer))
             : hold_against_each(claim, timed.figures, evidence, std::move(answer));
}

}  // namespace manumit::gap
