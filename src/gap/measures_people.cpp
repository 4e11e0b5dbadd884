// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "exact.h"
#include "make_funnel.h"
#include "make_series.h"
#include "measures.h"
#include "plain.h"

namespace manumit::gap {
namespace {

constexpr int kDaysInYear = 366;

/// The estimate that is nearest in time: a range that somebody reckoned, or else a number.
struct Estimate {
  NearEstimate near;
  bool is_range = false;
};

std::optional<Estimate> estimate_for(const Shelf& shelf, const Interval<Day>& days) {
  const auto range = range_near(shelf, days);
  if (!range) {
    const auto number = estimate_near(shelf, days);
    return number ? std::optional(Estimate{*number, false}) : std::nullopt;
  }
  const Figure& figure = shelf.table().figures[range->figure];
  Sum people;
  people.value = *figure.high;
  people.low = figure.low;
  people.high = figure.high;
  people.days = *figure.period.days;
  people.years = figure.period.years > 0 ? figure.period.years : 1;
  people.kind = figure.kind;
  people.figures.push_back(range->figure);
  return Estimate{{people, range->days_apart}, true};
}

/// How many are estimated for each one of a stage in one period.
std::optional<Part> each_part(const Shelf& shelf, const char* role, const Interval<Day>& days) {
  const auto count = shelf.sum(role, days);
  const auto estimate = estimate_for(shelf, days);
  if (!count || !estimate)
    return std::nullopt;
  const Sum& people = estimate->near.sum;
  const auto ratio = for_each(people, *count);
  if (!ratio)
    return std::nullopt;
  Part part{.of = role,
            .period = in_words(days),
            .value = ratio->value,
            .interval = ratio->interval,
            .part = count->value,
            .whole = {},
            .figures = {}};
  part.is_range = estimate->is_range;
  if (!part.is_range)
    part.whole = people.value;
  add_figures(part.figures, count->figures);
  add_figures(part.figures, people.figures);
  return part;
}

void add_cautions(GapMeasure& of, const NearEstimate& estimate, const Sum& count) {
  if (estimate.sum.kind == Kind::stock && count.kind == Kind::flow)
    of.cautions.push_back(
        {"the estimate is a stock, of one day, and the count a flow, of a year: the ratio is no "
         "share of the same people",
         {}});
  if (!estimate.sum.low || !estimate.sum.high)
    of.cautions.push_back({"the estimate stands in the file without its interval", {}});
  if (estimate.days_apart > 0)
    of.cautions.push_back({"the estimate is of {0} and the count of {1}",
                           {in_words(estimate.sum.days), in_words(count.days)}});
  if (count.days.most - count.days.least > kDaysInYear)
    of.cautions.push_back(
        {"the count is of {0} years: its yearly mean is taken", {plain(count.years, 1)}});
}

}  // namespace

void add_figures(std::vector<std::size_t>& to, std::span<const std::size_t> more) {
  to.insert(to.end(), more.begin(), more.end());
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
}

std::string span_of_years(std::span<const Interval<Day>> periods) {
  if (periods.empty())
    return "";
  Interval<Day> all = periods.front();
  for (const Interval<Day>& days : periods)
    all = {std::min(all.least, days.least), std::max(all.most, days.most)};
  return in_words(all);
}

Part share_part(std::string of, std::string period, double part, double whole,
                std::vector<std::size_t> figures) {
  Part made{.of = std::move(of),
            .period = std::move(period),
            .value = whole > 0 ? part / whole : 0,
            .interval = {},
            .part = part,
            .whole = whole,
            .figures = std::move(figures)};
  if (part <= whole && part == std::floor(part) && whole == std::floor(whole))
    made.interval =
        share_interval(static_cast<std::uint64_t>(part), static_cast<std::uint64_t>(whole));
  return made;
}

/// The time for which somebody was identified that is nearest to an estimate; of several, the last.
static std::optional<Interval<Day>> nearest_identified(const Shelf& shelf) {
  std::optional<Interval<Day>> best;
  int best_apart = 0;
  for (const Interval<Day>& days : shelf.periods_of("identified")) {
    const auto estimate = estimate_for(shelf, days);
    if (!estimate || (best && estimate->near.days_apart > best_apart))
      continue;
    best = days;
    best_apart = estimate->near.days_apart;
  }
  return best;
}

static Sentence why_no_ratio(bool has_estimate, bool has_count) {
  if (!has_estimate)
    return {"no estimate of how many people there are is given", {}};
  return has_count ? Sentence{"nothing can be divided by a count of 0", {}}
                   : Sentence{"no figure says how many people were identified", {}};
}

/// Where several methods leave a range and no number, so does the ratio.
static void say_for_each(GapMeasure& of, const Part& main) {
  of.interval = main.interval;
  of.period = main.period;
  of.figures = main.figures;
  if (main.is_range) {
    of.says = {"for each person identified in {0}, {1} to {2} are estimated",
               {of.period, plain_short(of.interval->least), plain_short(of.interval->most)}};
    return;
  }
  of.value = main.value;
  of.says = {"for each person identified in {0}, {1} are estimated",
             {main.period, plain_short(main.value)}};
}

GapMeasure estimated_for_each_identified(const MeasureInputs& in) {
  const Shelf& shelf = in.shelf;
  GapMeasure of;
  of.id = "G1";
  for (const char* stage : {"identified", "investigated", "prosecuted", "convicted"}) {
    for (const Interval<Day>& days : shelf.periods_of(stage)) {
      if (auto part = each_part(shelf, stage, days))
        of.parts.push_back(std::move(*part));
    }
  }
  const bool has_estimate =
      !shelf.periods_of("estimated").empty() || !shelf.ranges_of("estimated").empty();
  const bool has_count = !shelf.periods_of("identified").empty();
  of.coverage = (has_estimate ? 0.5 : 0) + (has_count ? 0.5 : 0);
  const auto best = nearest_identified(shelf);
  const auto main = best ? each_part(shelf, "identified", *best) : std::nullopt;
  if (!main) {
    of.not_computable = why_no_ratio(has_estimate, has_count);
    return of;
  }
  say_for_each(of, *main);
  add_cautions(of, estimate_for(shelf, *best)->near, *shelf.sum("identified", *best));
  return of;
}

GapMeasure from_identified_to_convicted(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G2";
  int known = 0;
  for (const Funnel* funnel : {&in.funnel, &in.labour}) {
    for (const Stage& stage : funnel->stages) {
      const bool counts =
          stage.name == "identified" || stage.name == "prosecuted" || stage.name == "convicted";
      known += funnel == &in.funnel && counts && stage.value ? 1 : 0;
      if (!stage.per_hundred_identified)
        continue;
      of.parts.push_back({.of = funnel->of == "all" ? stage.name : stage.name + "_labour",
                          .period = funnel->period,
                          .value = *stage.per_hundred_identified,
                          .interval = {},
                          .part = stage.value,
                          .whole = {},
                          .figures = stage.figures});
    }
  }
  of.coverage = known / 3.0;
  of.period = in.funnel.period;
  const auto convicted = std::find_if(of.parts.begin(), of.parts.end(),
                                      [](const Part& one) { return one.of == "convicted"; });
  if (convicted == of.parts.end()) {
    of.not_computable = {"no year has both the people identified and the convictions", {}};
    return of;
  }
  of.value = convicted->value;
  for (const Stage& stage : in.funnel.stages)
    add_figures(of.figures, stage.figures);
  of.says = {"for every 100 people identified in {0} there were {1} convictions",
             {of.period, plain(*of.value, 1)}};
  of.cautions = in.funnel.cautions;
  return of;
}

GapMeasure labour_share(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G3";
  constexpr std::array<const char*, 3> kOf{"identified", "prosecuted", "convicted"};
  int known = 0;
  for (const char* stage : kOf) {
    const std::string labour = std::string(stage) + "_labour";
    std::vector<Part> parts;
    for (const Interval<Day>& days : in.shelf.periods_of(labour)) {
      const auto part = in.shelf.sum(labour, days);
      const auto whole = in.shelf.sum(stage, days);
      if (!part || !whole || whole->value <= 0)
        continue;
      std::vector<std::size_t> figures = part->figures;
      add_figures(figures, whole->figures);
      parts.push_back(
          share_part(stage, in_words(days), part->value, whole->value, std::move(figures)));
    }
    known += parts.empty() ? 0 : 1;
    of.parts.insert(of.parts.end(), parts.begin(), parts.end());
  }
  of.coverage = known / static_cast<double>(kOf.size());
  const auto last = std::find_if(of.parts.rbegin(), of.parts.rend(),
                                 [](const Part& one) { return one.of == "prosecuted"; });
  if (last == of.parts.rend()) {
    of.not_computable = {"no prosecutions for labour trafficking are given apart", {}};
    return of;
  }
  of.value = last->value;
  of.interval = last->interval;
  of.period = last->period;
  of.figures = last->figures;
  of.says = {"of the prosecutions in {0}, {1} % were for labour",
             {last->period, plain(100 * last->value, 1)}};
  of.cautions.push_back(
      {"a country that counts sexual exploitation alone has no labour share, which is not 0", {}});
  return of;
}

}  // namespace manumit::gap
