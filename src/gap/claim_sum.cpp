// SPDX-License-Identifier: Apache-2.0
#include "claim_sum.h"

#include <algorithm>
#include <map>
#include <set>

#include "claim_parts.h"
#include "conflicts.h"

namespace manumit::gap {
namespace {

using Places = std::vector<std::size_t>;

const Figure& at(const ClaimEvidence& evidence, std::size_t i) {
  return evidence.table.figures[i];
}

std::string period_of(const Figure& figure) {
  return figure.period.days ? in_words(*figure.period.days) : figure.period.words;
}

bool inside(const Interval<Day>& inner, const Interval<Day>& outer) {
  return outer.least <= inner.least && inner.most <= outer.most;
}

/// One after the other, without a gap, and none twice.
bool follow_each_other(const std::set<std::pair<Day, Day>>& periods) {
  const auto apart = [](const auto& a, const auto& b) { return b.first != a.second + 1; };
  return std::adjacent_find(periods.begin(), periods.end(), apart) == periods.end();
}

bool fill(const Places& figures, const Interval<Day>& time, const ClaimEvidence& evidence) {
  std::set<std::pair<Day, Day>> periods;
  for (const std::size_t i : figures)
    periods.emplace(at(evidence, i).period.days->least, at(evidence, i).period.days->most);
  return !periods.empty() && follow_each_other(periods) && periods.begin()->first == time.least &&
         periods.rbegin()->second == time.most;
}

template <typename Keep>
Places those(const Places& figures, Keep keep) {
  Places found;
  std::copy_if(figures.begin(), figures.end(), std::back_inserter(found), keep);
  return found;
}

/// The figures of one measure; nothing when they are only partly of that time.
Places one_measure(const Places& figures, const Interval<Day>& time,
                   const ClaimEvidence& evidence) {
  const auto days = [&](std::size_t i) { return at(evidence, i).period.days; };
  Places exact = those(figures, [&](std::size_t i) { return days(i) == time; });
  if (!exact.empty())
    return exact;
  const bool is_flow = std::all_of(figures.begin(), figures.end(), [&](std::size_t i) {
    return adds_up(at(evidence, i), evidence);
  });
  Places within = those(figures, [&](std::size_t i) {
    return days(i) && (inside(*days(i), time) || (!is_flow && inside(time, *days(i))));
  });
  return is_flow && !fill(within, time, evidence) ? Places{} : within;
}

std::map<std::string, Places> by_measure(const Places& figures, const ClaimEvidence& evidence) {
  std::map<std::string, Places> all;
  for (const std::size_t i : figures)
    all[at(evidence, i).measure].push_back(i);
  return all;
}

std::set<std::string> periods_named(const Places& figures, const ClaimEvidence& evidence) {
  std::set<std::string> periods;
  for (const std::size_t i : figures)
    periods.insert(period_of(at(evidence, i)));
  return periods;
}

std::optional<Drift> several_places(const Places& figures, const ClaimEvidence& evidence) {
  const auto other = other_place(figures, evidence);
  if (!other)
    return std::nullopt;
  return Drift{"place",
               {"no place is named, and the figures are of several: {0}, {1}",
                {at(evidence, figures.front()).place, *other}}};
}

std::optional<Drift> missing_measure(const Meant& meant, const Places& figures,
                                     const ClaimEvidence& evidence) {
  for (const std::string& measure : measures_meant(meant, evidence)) {
    if (!by_measure(figures, evidence).contains(measure))
      return Drift{"measure", {"no figure is there for a part of it: {0}", {measure}}};
  }
  return std::nullopt;
}

/// Those that a conflict leaves. Only figures that are meant stand against each other: another
/// edition than the one that is asked for does not.
std::optional<Drift> settle(Places& figures, const ClaimEvidence& evidence) {
  FigureTable meant;
  for (const std::size_t i : figures)
    meant.figures.push_back(at(evidence, i));
  std::set<std::size_t> passed_over;
  for (const Conflict& conflict : find_conflicts(meant, evidence.definitions)) {
    if (!conflict.preferred)
      return Drift{"conflict", {"the sources disagree", {}}};
    for (const std::size_t i : conflict.figures) {
      if (i != *conflict.preferred)
        passed_over.insert(figures[i]);
    }
  }
  figures = those(figures, [&](std::size_t i) { return !passed_over.contains(i); });
  return std::nullopt;
}

std::optional<Drift> unlike(const Figure& one, const Figure& other) {
  if (one.unit != other.unit)
    return Drift{"unit", {"one counts {0}, the other {1}", {one.unit, other.unit}}};
  if (one.population == other.population || one.measure != other.measure)
    return std::nullopt;
  return Drift{"population",
               {"one is about {0}, the other about {1}", {one.population, other.population}}};
}

/// One figure for each measure and period: the same number told by two sources is one number.
std::optional<Drift> keep_one_each(Places& figures, const ClaimEvidence& evidence) {
  std::map<std::pair<std::string, std::string>, std::size_t> kept;
  const Figure& first = at(evidence, figures.front());
  for (const std::size_t i : figures) {
    const Figure& one = at(evidence, i);
    if (auto drift = unlike(first, one))
      return drift;
    const auto [same, is_new] = kept.emplace(std::pair{one.measure, period_of(one)}, i);
    if (auto drift = is_new ? std::nullopt : unlike(at(evidence, same->second), one))
      return drift;
  }
  figures.clear();
  for (const auto& [key, i] : kept)
    figures.push_back(i);
  std::sort(figures.begin(), figures.end());
  return std::nullopt;
}

/// Why one period cannot be added to the next.
std::optional<Drift> not_addable(const Places& figures, const ClaimEvidence& evidence) {
  const std::set<std::string> periods = periods_named(figures, evidence);
  std::set<std::pair<Day, Day>> days;
  for (const auto& [measure, own] : by_measure(figures, evidence)) {
    if (periods_named(own, evidence) != periods)
      return Drift{"time", {"the measures are not of the same times", {}}};
  }
  if (periods.size() < 2)
    return std::nullopt;
  for (const std::size_t i : figures) {
    const Figure& one = at(evidence, i);
    if (!adds_up(one, evidence) || !one.period.days)
      return Drift{"time",
                   {"several days or editions are not added up: a time has to be named", {}}};
    days.emplace(one.period.days->least, one.period.days->most);
  }
  return follow_each_other(days)
             ? std::nullopt
             : std::optional(Drift{"time", {"the times of the figures overlap or leave gaps", {}}});
}

/// Counts each period once, however many measures there are.
void add_times(Sum& sum, const ClaimEvidence& evidence) {
  std::map<std::string, double> years;
  std::optional<Interval<Day>> all;
  for (const std::size_t i : sum.figures) {
    const Period& period = at(evidence, i).period;
    years[period_of(at(evidence, i))] = period.years > 0 ? period.years : 1;
    if (!period.days)
      continue;
    all = all ? Interval<Day>{std::min(all->least, period.days->least),
                              std::max(all->most, period.days->most)}
              : *period.days;
  }
  sum.years = 0;
  for (const auto& [period, length] : years)
    sum.years += length;
  if (all)
    sum.days = *all;
}

Sum sum_of(const Places& figures, const ClaimEvidence& evidence) {
  Sum sum;
  sum.figures = figures;
  sum.kind = at(evidence, figures.front()).kind;
  sum.counted = evidence.definitions.counted(at(evidence, figures.front()).unit);
  double low = 0;
  double high = 0;
  bool has_range = true;
  for (const std::size_t i : figures) {
    const Figure& one = at(evidence, i);
    sum.value += *one.value;
    has_range = has_range && one.low && one.high;
    low += one.low.value_or(0);
    high += one.high.value_or(0);
  }
  if (has_range) {
    sum.low = low;
    sum.high = high;
  }
  add_times(sum, evidence);
  return sum;
}

}  // namespace

std::optional<std::string> other_place(const std::vector<std::size_t>& figures,
                                       const ClaimEvidence& evidence) {
  for (const std::size_t i : figures) {
    if (at(evidence, i).place != at(evidence, figures.front()).place)
      return at(evidence, i).place;
  }
  return std::nullopt;
}

bool adds_up(const Figure& figure, const ClaimEvidence& evidence) {
  const MeasureMeaning* meaning = evidence.definitions.find(figure.measure);
  if (meaning != nullptr && meaning->editions)
    return false;
  return figure.kind == Kind::flow || (figure.kind == Kind::not_recorded &&
                                       evidence.definitions.counted(figure.unit) != Counted::other);
}

std::size_t periods_in(const std::vector<std::size_t>& figures, const ClaimEvidence& evidence) {
  return periods_named(figures, evidence).size();
}

OfThatTime of_that_time(const std::vector<std::size_t>& figures, const Period& time,
                        const ClaimEvidence& evidence) {
  OfThatTime of;
  if (!time.days) {
    of.figures = figures;
    return of;
  }
  for (const auto& [measure, own] : by_measure(figures, evidence)) {
    const Places found = one_measure(own, *time.days, evidence);
    of.only_partly = of.only_partly || found.empty();
    of.figures.insert(of.figures.end(), found.begin(), found.end());
  }
  std::sort(of.figures.begin(), of.figures.end());
  return of;
}

Added add_up(const Meant& meant, const std::string& by, const ClaimEvidence& evidence) {
  Added added;
  added.meant = figures_meant(meant, by, evidence);
  if (added.meant.empty())
    return added;
  OfThatTime timed = of_that_time(added.meant, meant.time, evidence);
  if (timed.only_partly) {
    added.open =
        Drift{"time", {"the figures are only partly of that time: {0}", {meant.time.words}}};
    return added;
  }
  Places& figures = timed.figures;
  added.open = several_places(figures, evidence);
  if (!added.open)
    added.open = missing_measure(meant, figures, evidence);
  if (!added.open)
    added.open = settle(figures, evidence);
  if (!added.open)
    added.open = keep_one_each(figures, evidence);
  if (!added.open)
    added.open = not_addable(figures, evidence);
  if (!added.open)
    added.sum = sum_of(figures, evidence);
  return added;
}

Figure as_figure(const Sum& sum, const ClaimEvidence& evidence) {
  Figure of = at(evidence, sum.figures.front());
  const auto any = [&](auto has) {
    return std::any_of(sum.figures.begin(), sum.figures.end(),
                       [&](std::size_t i) { return has(at(evidence, i)); });
  };
  of.value = sum.value;
  of.low = sum.low;
  of.high = sum.high;
  if (any([](const Figure& one) { return one.is_at_least(); })) {
    of.low = sum.value;
    of.high.reset();
  }
  if (of.period.days)
    of.period.days = sum.days;
  return of;
}

}  // namespace manumit::gap
