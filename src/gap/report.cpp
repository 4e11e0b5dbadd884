// SPDX-License-Identifier: Apache-2.0
#include "report.h"

#include <algorithm>
#include <set>

#include "make_funnel.h"
#include "make_series.h"
#include "measures.h"

namespace manumit::gap {
namespace {

// More than there are countries: with more, names of places are no countries to be compared.
constexpr std::size_t kMostPlaces = 300;

std::vector<std::string> places_of(const FigureTable& table) {
  std::set<std::string> places;
  for (const Figure& figure : table.figures) {
    if (!figure.place.empty())
      places.insert(figure.place);
  }
  return {places.begin(), places.end()};
}

std::vector<GapMeasure> measures_for(const Shelf& shelf, const GapQuestion& question,
                                     std::span<const Series> series, bool with_steps) {
  const Funnel funnel = make_funnel(shelf, question.year, false);
  const Funnel labour = make_funnel(shelf, question.year, true);
  return all_measures(
      {.shelf = shelf,
       .funnel = funnel,
       .labour = labour,
       .series = series,
       .steps = with_steps ? std::span<const Step>(question.steps) : std::span<const Step>(),
       .charges_known = question.charges_known,
       .fits = question.fits});
}

/// Everything that a reader may look for and not find.
std::vector<Sentence> unknowns(const GapReport& report) {
  std::vector<Sentence> all;
  for (const Stage& stage : report.funnel.stages) {
    if (stage.value || stage.interval)
      continue;
    if (stage.said_absent)
      all.push_back(
          {"{0}, {1}: a source says that nothing was published", {stage.name, stage.period}});
    else
      all.push_back(
          {"{0}, {1}: no figure is in the file; that is no zero", {stage.name, stage.period}});
  }
  for (const GapMeasure& measure : report.measures) {
    if (!measure.not_computable.text.empty())
      all.push_back(measure.not_computable);
  }
  return all;
}

}  // namespace

Result<GapReport> measure_gap(FigureTable table, const Definitions& definitions,
                              const GapQuestion& question) {
  complete(table, definitions);
  GapReport report;
  report.place = question.place;
  report.places = places_of(table);
  if (report.places.empty())
    return fail(Error{.kind = Error::Kind::refused,
                      .what = "no figure in the file can be used",
                      .where = table.file});
  if (!std::binary_search(report.places.begin(), report.places.end(), question.place))
    return fail(Error::Kind::not_found, "the file has no figures for {0}", table.file,
                "choose another place with --country", {question.place});
  report.table = std::move(table);
  const auto all = find_conflicts(report.table, definitions);
  const bool compares = report.places.size() <= kMostPlaces;
  for (const std::string& place : report.places) {
    if (!compares && place != question.place)
      continue;
    const Shelf shelf(report.table, definitions, all, place);
    const bool is_asked = place == question.place;
    const std::vector<Series> series = make_series(shelf, question.laws);
    auto measures = measures_for(shelf, question, series, is_asked);
    Scorecard card = make_scorecard(place, measures, definitions);
    report.others.push_back(card);
    if (!is_asked)
      continue;
    for (const Unlike& unlike : shelf.unlike())
      report.unknown.push_back(unlike.what);
    report.years = funnel_years(shelf);
    report.funnel = make_funnel(shelf, question.year, false);
    report.labour = make_funnel(shelf, question.year, true);
    report.measures = std::move(measures);
    report.series = series;
  }
  rank_scorecards(report.others);
  for (const Scorecard& card : report.others) {
    if (card.place == question.place)
      report.scorecard = card;
  }
  for (const Conflict& conflict : all) {
    if (report.table.figures[conflict.figures.front()].place == question.place)
      report.conflicts.push_back(conflict);
  }
  const std::vector<Sentence> missing = unknowns(report);
  report.unknown.insert(report.unknown.end(), missing.begin(), missing.end());
  return report;
}

}  // namespace manumit::gap
