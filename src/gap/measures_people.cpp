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

/// How many are estimated for each one of a stage in one period.
std::optional<Part> each_part(const Shelf& shelf, const char* role, const Interval<Day>& days) {
  const auto count = shelf.sum(role, days);
  const auto estimate = estimate_near(shelf, days);
  if (!count || !estimate)
    return std::nullopt;
  const auto ratio = for_each(estimate->sum, *count);
  if (!ratio)
    return std::nullopt;
  Part part{.of = role,
            .period = in_words(days),
            .value = ratio->value,
            .interval = ratio->interval,
            .part = count->value,
            .whole = estimate->sum.value,
            .figures = {}};
  add_figures(part.figures, count->figures);
  add_figures(part.figures, estimate->sum.figures);
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

/// Where several methods leave a range and no number, so does the ratio.
static GapMeasure range_for_each_identified(const Shelf& shelf) {
  GapMeasure of;
  of.id = "G1";
  of.coverage = 0.5;
  const auto periods = shelf.periods_of("identified");
  if (periods.empty()) {
    of.not_computable = {"no figure says how many people were identified", {}};
    return of;
  }
  const Sum count = *shelf.sum("identified", periods.back());
  const std::size_t estimate = *range_near(shelf, periods.back());
  const Figure& range = shelf.table().figures[estimate];
  Sum people;
  people.value = *range.high;
  people.low = range.low;
  people.high = range.high;
  people.days = *range.period.days;
  people.kind = range.kind;
  const auto ratio = for_each(people, count);
  if (!ratio || !ratio->interval) {
    of.not_computable = {"nothing can be divided by a count of 0", {}};
    return of;
  }
  of.coverage = 1;
  of.interval = ratio->interval;
  of.period = in_words(periods.back());
  of.figures = count.figures;
  add_figures(of.figures, std::vector<std::size_t>{estimate});
  of.says = {"for each person identified in {0}, {1} to {2} are estimated",
             {of.period, plain_short(of.interval->least), plain_short(of.interval->most)}};
  add_cautions(of, {people, 0}, count);
  return of;
}

GapMeasure estimated_for_each_identified(const MeasureInputs& in) {
  const Shelf& shelf = in.shelf;
  if (!shelf.ranges_of("estimated").empty())
    return range_for_each_identified(shelf);
  GapMeasure of;
  of.id = "G1";
  std::optional<Interval<Day>> best;
  int best_apart = 0;
  for (const Interval<Day>& days : shelf.periods_of("identified")) {
    const auto estimate = estimate_near(shelf, days);
    if (estimate && (!best || estimate->days_apart <= best_apart)) {
      best = days;
      best_apart = estimate->days_apart;
    }
  }
  for (const char* stage : {"identified", "investigated", "prosecuted", "convicted"}) {
    for (const Interval<Day>& days : shelf.periods_of(stage)) {
      if (auto part = each_part(shelf, stage, days))
        of.parts.push_back(std::move(*part));
    }
  }
  const bool has_estimate = !shelf.periods_of("estimated").empty();
  of.coverage = (has_estimate ? 0.5 : 0) + (shelf.periods_of("identified").empty() ? 0 : 0.5);
  const auto main = best ? each_part(shelf, "identified", *best) : std::nullopt;
  if (!main) {
    of.not_computable = has_estimate
                            ? Sentence{"no figure says how many people were identified", {}}
                            : Sentence{"no estimate of how many people there are is given", {}};
    return of;
  }
  of.value = main->value;
  of.interval = main->interval;
  of.period = main->period;
  of.figures = main->figures;
  of.says = {"for each person identified in {0}, {1} are estimated",
             {main->period, plain_short(main->value)}};
  add_cautions(of, *estimate_near(shelf, *best), *shelf.sum("identified", *best));
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
