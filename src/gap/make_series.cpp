// SPDX-License-Identifier: Apache-2.0
#include "make_series.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace manumit::gap {
namespace {

constexpr double kSmall = 100;          // Notes 4.3: exact intervals for counts below it.
constexpr std::size_t kLeastYears = 3;  // A third of fewer years is none.
constexpr double kMostCounted = 9e15;

bool is_count(double value) {
  return value >= 0 && value < kMostCounted && value == std::floor(value);
}

bool is_one_year(const Figure& figure) {
  return figure.period.days && figure.period.years == 1;
}

/// Why two neighbours cannot be joined.
std::optional<Sentence> break_between(const Figure& before, const Figure& after,
                                      const MeasureMeaning* meaning) {
  if (meaning != nullptr && meaning->editions)
    return Sentence{"each edition has a method of its own", {}};
  if (before.unit != after.unit)
    return Sentence{"the unit changes from {0} to {1}", {before.unit, after.unit}};
  if (before.population != after.population)
    return Sentence{"from here on others are counted: {0}", {after.population}};
  if (before.kind != after.kind)
    return Sentence{"counted as {1} from here on, and as {0} before",
                    {std::string(name_of(before.kind)), std::string(name_of(after.kind))}};
  if (before.kind == Kind::stock && after.kind == Kind::stock && before.vintage != after.vintage)
    return Sentence{"an estimate of another edition: {0}", {after.vintage}};
  if (calendar_date(after.period.days->least).year > last_year(before.period) + 1)
    return Sentence{"no figure for the years between", {}};
  if (meaning == nullptr)
    return std::nullopt;
  for (const Break& each : meaning->breaks) {
    if (before.period.days->least < each.from && !(after.period.days->least < each.from))
      return Sentence{"counted in another way from here on: {0}", {each.why}};
  }
  return std::nullopt;
}

Day middle(const Interval<Day>& days) {
  return days.least + (days.most - days.least) / 2;
}

/// A change of the law that is counted under is a change of what is counted: from the year on in
/// which most days had the new text.
std::optional<Sentence> change_of_law(const Figure& before, const Figure& after,
                                      const std::string& law, std::span<const LawDate> laws) {
  for (const LawDate& date : laws) {
    if (law.empty() || date.law != law || date.event != "in_force")
      continue;
    const Day from = date.period.days->least;
    if (middle(*before.period.days) < from && !(middle(*after.period.days) < from))
      return Sentence{"the law that is counted under was changed on {0}", {to_iso(from)}};
  }
  return std::nullopt;
}

/// The years of the last stretch without a break that a rate may not cross. A change of the law is
/// marked, and does not end the stretch: the court counts under the article whatever it says.
std::vector<const SeriesPoint*> last_stretch(const Series& series, const FigureTable& table) {
  std::vector<const SeriesPoint*> stretch;
  for (const SeriesPoint& point : series.points) {
    if (point.break_before || (!stretch.empty() && point.year > stretch.back()->year + 1))
      stretch.clear();
    if (is_one_year(table.figures[point.figure]) && is_count(point.value))
      stretch.push_back(&point);
  }
  return stretch;
}

std::optional<Trend> trend_of(const Series& series, const FigureTable& table,
                              const Definitions& definitions) {
  if (series.kind != Kind::flow || series.editions ||
      definitions.counted(series.unit) == Counted::other)
    return std::nullopt;
  const auto stretch = last_stretch(series, table);
  if (stretch.size() < kLeastYears)
    return std::nullopt;
  const std::size_t third = std::max<std::size_t>(1, stretch.size() / 3);
  Trend trend;
  trend.earlier_from = stretch.front()->year;
  trend.earlier_to = stretch[third - 1]->year;
  trend.later_from = stretch[stretch.size() - third]->year;
  trend.later_to = stretch.back()->year;
  for (std::size_t i = 0; i < third; ++i) {
    const SeriesPoint* early = stretch[i];
    const SeriesPoint* late = stretch[stretch.size() - third + i];
    trend.earlier += static_cast<std::uint64_t>(early->value);
    trend.later += static_cast<std::uint64_t>(late->value);
    trend.figures.push_back(early->figure);
    trend.figures.push_back(late->figure);
  }
  std::sort(trend.figures.begin(), trend.figures.end());
  const auto years = static_cast<double>(third);
  trend.ratio = rate_ratio(trend.later, years, trend.earlier, years);
  return trend;
}

Series series_of(const Shelf& shelf, const std::string& measure, std::span<const LawDate> laws) {
  const FigureTable& table = shelf.table();
  const MeasureMeaning* meaning = shelf.definitions().find(measure);
  Series series;
  series.measure = measure;
  series.editions = meaning != nullptr && meaning->editions;
  series.law = meaning == nullptr ? "" : meaning->law;
  const Figure* before = nullptr;
  for (const std::size_t i : shelf.numbers_of(measure)) {
    const Figure& figure = table.figures[i];
    SeriesPoint point{.figure = i,
                      .year = last_year(figure.period),
                      .value = *figure.value,
                      .interval = {},
                      .break_before = {}};
    if (figure.low && figure.high)
      point.interval = Interval<double>{*figure.low, *figure.high};
    else if (figure.kind == Kind::flow &&
             shelf.definitions().counted(figure.unit) != Counted::other)
      point.interval = small_count_interval(*figure.value);
    if (before != nullptr)
      point.break_before = break_between(*before, figure, meaning);
    series.unit = figure.unit;
    series.population = figure.population;
    series.kind = figure.kind;
    series.points.push_back(std::move(point));
    before = &figure;
  }
  series.trend = trend_of(series, table, shelf.definitions());
  for (std::size_t i = 1; i < series.points.size(); ++i) {
    SeriesPoint& point = series.points[i];
    if (!point.break_before)
      point.break_before = change_of_law(table.figures[series.points[i - 1].figure],
                                         table.figures[point.figure], series.law, laws);
  }
  return series;
}

}  // namespace

std::optional<Interval<double>> small_count_interval(double value) {
  if (value >= kSmall || !is_count(value))
    return std::nullopt;
  return poisson_interval(static_cast<std::uint64_t>(value));
}

std::vector<Series> make_series(const Shelf& shelf, std::span<const LawDate> laws) {
  std::vector<std::string> names;
  for (const MeasureMeaning& meaning : shelf.definitions().measures)
    names.push_back(meaning.name);
  std::set<std::string> others;
  for (const Figure& figure : shelf.table().figures) {
    if (figure.place == shelf.place() && shelf.definitions().find(figure.measure) == nullptr)
      others.insert(figure.measure);
  }
  names.insert(names.end(), others.begin(), others.end());
  std::vector<Series> all;
  for (const std::string& name : names) {
    if (shelf.numbers_of(name).size() < 2)
      continue;
    all.push_back(series_of(shelf, name, laws));
  }
  return all;
}

}  // namespace manumit::gap
