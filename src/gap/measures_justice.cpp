// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "exact.h"
#include "measures.h"
#include "plain.h"

namespace manumit::gap {
namespace {

bool has_role(const Shelf& shelf, const Figure& figure, std::string_view role) {
  const MeasureMeaning* meaning = shelf.definitions().find(figure.measure);
  return meaning != nullptr &&
         std::find(meaning->roles.begin(), meaning->roles.end(), role) != meaning->roles.end();
}

/// The figures of a role whatever their period, as "15 years" has no first day: without those
/// that others are preferred to.
std::vector<std::size_t> all_of(const Shelf& shelf, std::string_view role) {
  const auto& figures = shelf.table().figures;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (figures[i].place == shelf.place() && !figures[i].is_absence() && !shelf.is_passed_over(i) &&
        has_role(shelf, figures[i], role))
      found.push_back(i);
  }
  return found;
}

std::string group_of(const Shelf& shelf, const Figure& figure) {
  const MeasureMeaning* meaning = shelf.definitions().find(figure.measure);
  return meaning == nullptr ? "" : meaning->group;
}

/// Of one study and one time, so that one is a part of what both are together.
bool belong_together(const Shelf& shelf, const Figure& a, const Figure& b) {
  return a.value && b.value && a.source == b.source && a.unit == b.unit &&
         a.period.words == b.period.words && group_of(shelf, a) == group_of(shelf, b);
}

struct Pair {
  std::size_t lesser = 0;
  std::size_t named = 0;
};

/// The pairs of the latest time.
std::vector<Pair> last_pairs(const Shelf& shelf, std::span<const std::size_t> lesser,
                             std::span<const std::size_t> named) {
  const auto& figures = shelf.table().figures;
  std::vector<Pair> found;
  for (const std::size_t a : lesser) {
    for (const std::size_t b : named) {
      if (!belong_together(shelf, figures[a], figures[b]))
        continue;
      const int year = last_year(figures[a].period);
      const int best = found.empty() ? year : last_year(figures[found.front().lesser].period);
      if (year > best)
        found.clear();
      if (year >= best)
        found.push_back({a, b});
    }
  }
  return found;
}

/// x lesser for each named one are x / (x + 1) of both.
void add_factors(GapMeasure& of, const Shelf& shelf) {
  const auto share = [](double lesser_each) { return lesser_each / (lesser_each + 1); };
  for (const std::size_t i : all_of(shelf, "lesser_for_each_named")) {
    const Figure& factor = shelf.table().figures[i];
    if (!factor.low || !factor.high)
      continue;
    const Interval<double> shares{share(*factor.low), share(*factor.high)};
    of.parts.push_back({.of = "lesser_for_each_named",
                        .period = factor.period.words,
                        .value = (shares.least + shares.most) / 2,
                        .interval = shares,
                        .part = {},
                        .whole = {},
                        .figures = {i}});
  }
}

constexpr const char* kNoStudy =
    "no study says how many cases with these features were charged as something lesser";
constexpr const char* kSeveralStudies =
    "several studies say it for the same time, and nothing decides between them";
constexpr const char* kNotOneStudy = "the two counts are not of one study and one time";

Sentence why_no_pair(bool has_both, bool has_several) {
  if (has_several)
    return {kSeveralStudies, {}};
  return {has_both ? kNotOneStudy : kNoStudy, {}};
}

/// "2009–2012", or "2019" alone.
std::string years(int from, int to) {
  return from == to ? std::to_string(from) : std::to_string(from) + "–" + std::to_string(to);
}

struct Total {
  double value = 0;
  std::vector<std::size_t> figures;
  std::vector<Interval<Day>> periods;
};

}  // namespace

GapMeasure recharged(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G4";
  const auto& figures = in.shelf.table().figures;
  const auto lesser = all_of(in.shelf, "charged_as_lesser");
  const auto named = all_of(in.shelf, "charged_as_named");
  add_factors(of, in.shelf);
  of.coverage = (lesser.empty() ? 0 : 0.5) + (named.empty() ? 0 : 0.5);
  const auto pairs = last_pairs(in.shelf, lesser, named);
  if (pairs.size() != 1) {
    of.not_computable = why_no_pair(!lesser.empty() && !named.empty(), pairs.size() > 1);
    return of;
  }
  const auto [under_lesser, under_named] = pairs.front();
  const double charged_less = *figures[under_lesser].value;
  Part main =
      share_part("charged_as_lesser", figures[under_lesser].period.words, charged_less,
                 charged_less + *figures[under_named].value,
                 {std::min(under_lesser, under_named), std::max(under_lesser, under_named)});
  of.value = main.value;
  of.interval = main.interval;
  of.period = main.period;
  of.figures = main.figures;
  of.says = {"of {0} cases with such features, {1} were charged under other articles: {2}",
             {plain(*main.whole), plain(*main.part), plain(main.value, 3)}};
  of.parts.insert(of.parts.begin(), std::move(main));
  of.cautions.push_back(
      {"it rests on the reading of verdicts: how far two readers agreed is not recorded", {}});
  return of;
}

GapMeasure neighbours_of_the_charge(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G5";
  Total near;
  Total named;
  for (const Interval<Day>& days : in.shelf.periods_of("neighbour_articles")) {
    const auto a = in.shelf.sum("neighbour_articles", days);
    const auto b = in.shelf.sum("named_articles", days);
    if (!a || !b)
      continue;
    near.value += a->value;
    named.value += b->value;
    add_figures(near.figures, a->figures);
    add_figures(near.figures, b->figures);
    near.periods.push_back(days);
  }
  of.coverage = near.periods.empty() ? 0 : 1;
  if (named.value <= 0) {
    of.not_computable = {"no year has convictions both under these and under neighbouring articles",
                         {}};
    return of;
  }
  of.period = span_of_years(near.periods);
  of.figures = near.figures;
  of.value = near.value / named.value;
  // Both are of the same years, so these cancel out.
  of.interval = rate_ratio(static_cast<std::uint64_t>(std::llround(near.value)), 1,
                           static_cast<std::uint64_t>(std::llround(named.value)), 1)
                    .exact;
  of.parts.push_back({.of = "neighbour_articles",
                      .period = of.period,
                      .value = *of.value,
                      .interval = of.interval,
                      .part = near.value,
                      .whole = named.value,
                      .figures = near.figures});
  of.says = {
      "for each person convicted under the articles on trafficking, {0} were convicted under "
      "their neighbours ({1} and {2})",
      {plain_short(*of.value), plain(named.value), plain(near.value)}};
  of.cautions.push_back(
      {"this is context and no proof: most of these convictions may be what they say", {}});
  return of;
}

GapMeasure softness(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G6";
  const auto& figures = in.shelf.table().figures;
  double suspended_all = 0;
  double convicted_all = 0;
  std::vector<Interval<Day>> periods_all;
  for (const MeasureMeaning* suspended : in.shelf.measures_with("suspended")) {
    for (const MeasureMeaning* convicted : in.shelf.measures_with("convicted")) {
      if (convicted->law.empty() || convicted->law != suspended->law)
        continue;
      Total a;
      double whole = 0;
      for (const std::size_t i : in.shelf.numbers_of(suspended->name)) {
        const auto same = in.shelf.at(convicted->name, *figures[i].period.days);
        if (!same)
          continue;
        a.value += *figures[i].value;
        whole += *figures[*same].value;
        add_figures(a.figures, std::vector<std::size_t>{i, *same});
        a.periods.push_back(*figures[i].period.days);
      }
      if (whole <= 0)
        continue;
      suspended_all += a.value;
      convicted_all += whole;
      add_figures(of.figures, a.figures);
      periods_all.insert(periods_all.end(), a.periods.begin(), a.periods.end());
      of.parts.push_back(
          share_part(suspended->law, span_of_years(a.periods), a.value, whole, a.figures));
    }
  }
  of.coverage = of.parts.empty() ? 0 : 1;
  if (of.parts.empty()) {
    of.not_computable = {"no figures say how many sentences were suspended", {}};
    return of;
  }
  const Part all =
      share_part("all", span_of_years(periods_all), suspended_all, convicted_all, of.figures);
  of.value = all.value;
  of.interval = all.interval;
  of.period = all.period;
  of.says = {"{0} of {1} convicted in {2} had their sentence suspended: {3} %",
             {plain(suspended_all), plain(convicted_all), of.period, plain(100 * all.value, 1)}};
  of.cautions.push_back({"the parts of an article differ in weight, and are not told apart", {}});
  return of;
}

GapMeasure trend(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G9";
  for (const char* role : {"convicted", "prosecuted", "investigated", "identified"}) {
    for (const MeasureMeaning* meaning : in.shelf.measures_with(role)) {
      for (const Series& series : in.series) {
        if (series.measure != meaning->name || !series.trend)
          continue;
        const Trend& found = *series.trend;
        of.parts.push_back({.of = series.measure,
                            .period = years(found.earlier_from, found.earlier_to) + " / " +
                                      years(found.later_from, found.later_to),
                            .value = found.ratio.ratio,
                            .interval = found.ratio.exact,
                            .part = static_cast<double>(found.later),
                            .whole = static_cast<double>(found.earlier),
                            .figures = found.figures});
        if (of.value)
          continue;
        of.value = found.ratio.ratio;
        of.interval = found.ratio.exact;
        of.figures = found.figures;
        of.period = of.parts.back().period;
        of.says = {"from {1} to {2}, a ratio of {3}, two-sided p {4}: {0}",
                   {series.measure, plain(static_cast<double>(found.earlier)),
                    plain(static_cast<double>(found.later)), plain(found.ratio.ratio, 2),
                    plain_chance(found.ratio.p)}};
        of.cautions.push_back(
            {"the first third of the years is held against the last: what lies between is not "
             "looked at",
             {}});
        for (const SeriesPoint& point : series.points) {
          if (point.break_before)
            of.cautions.push_back(*point.break_before);
        }
      }
    }
  }
  of.coverage = of.value ? 1 : 0;
  if (!of.value)
    of.not_computable = {"no count goes on for three years without a break", {}};
  return of;
}

}  // namespace manumit::gap
