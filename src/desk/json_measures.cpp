// SPDX-License-Identifier: Apache-2.0
#include "json_measures.h"

#include <set>

#include "exchange/countries.h"
#include "exchange/gap_json.h"
#include "exchange/gap_lead.h"
#include "exchange/gap_sources.h"
#include "exchange/gap_words.h"

namespace manumit::desk {
namespace {

using gap::GapReport;

void write_number(JsonWriter& json, std::string_view name, const std::optional<double>& value) {
  json.key(name);
  value ? json.real(*value) : json.nothing();
}

/// Every figure that something of the report rests on, by its place in the table.
std::set<std::size_t> figures_behind(const GapReport& report) {
  std::set<std::size_t> all;
  const auto add = [&](const std::vector<std::size_t>& some) {
    all.insert(some.begin(), some.end());
  };
  for (const gap::Funnel* funnel : {&report.funnel, &report.labour}) {
    for (const gap::Stage& stage : funnel->stages)
      add(stage.figures);
  }
  for (const gap::Series& series : report.series) {
    for (const gap::SeriesPoint& point : series.points)
      all.insert(point.figure);
  }
  for (const gap::GapMeasure& measure : report.measures) {
    add(measure.figures);
    for (const gap::Part& part : measure.parts)
      add(part.figures);
  }
  for (const gap::Conflict& conflict : report.conflicts)
    add(conflict.figures);
  return all;
}

void write_lead(JsonWriter& json, const GapReport& report, const exchange::EstimateWords& words) {
  json.objects("lead", exchange::gap_lead(report, words), [&](const exchange::GapSaid& said) {
    json.field("says", exchange::told(said.says, words));
    json.list("rows", said.figures,
              [&](std::size_t i) { json.whole(report.table.figures[i].row); });
  });
}

void write_behind(JsonWriter& json, const GapReport& report, const exchange::EstimateWords& words) {
  const exchange::GapSources sources(report, words);
  json.objects("figures", figures_behind(report), [&](std::size_t i) {
    write_figure(json, report.table.figures[i], words);
    const auto numbers = sources.numbers_of(std::span(&i, 1));
    if (!numbers.empty())
      json.field("source_number", numbers.front());
  });
  json.field("sources", sources.in_order());
}

}  // namespace

void write_figure(JsonWriter& json, const gap::Figure& figure,
                  const exchange::EstimateWords& words) {
  json.field("row", figure.row);
  json.field("measure", figure.measure);
  write_number(json, "value", figure.value);
  write_number(json, "low", figure.low);
  write_number(json, "high", figure.high);
  json.field("at_least", figure.is_at_least());
  json.field_if("words", figure.words);
  json.field("unit", exchange::gap_name(figure.unit, words));
  json.field_if("population", words.sentence(figure.population));
  json.field("population_ours", figure.population_ours);
  json.field_if("place", figure.place);
  json.field_if("period", figure.period.words);
  json.field_if("kind", gap::name_of(figure.kind));
  json.field_if("source", figure.source);
  json.field_if("source_kind", figure.source_kind);
  json.field_if("vintage", figure.vintage);
  json.field_if("retrieved", figure.retrieved);
  json.field_if("confidence", figure.confidence);
  json.field_if("note", figure.note);
}

void write_places(JsonWriter& json, std::span<const PlaceFigures> places) {
  json.objects("places", places, [&](const PlaceFigures& one) {
    json.field("place", one.place);
    if (const auto code = exchange::country_code(one.place))
      json.field("country", *code);
    json.field("figures", one.figures);
  });
}

void write_measures(JsonWriter& json, std::size_t figures, std::span<const PlaceFigures> places,
                    const std::optional<GapReport>& report, const exchange::EstimateWords& words) {
  json.open();
  json.field("in_vault", figures);
  write_places(json, places);
  json.key("place");
  report ? json.text(report->place) : json.nothing();
  if (report) {
    json.list("years", report->years, [&](int year) { json.whole(year); });
    write_lead(json, *report, words);
    json.key("gap");
    json.open();
    exchange::write_gap(json, *report, &words);
    json.close();
    write_behind(json, *report, words);
  }
  json.close();
}

}  // namespace manumit::desk
