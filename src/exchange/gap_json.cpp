// SPDX-License-Identifier: Apache-2.0
#include "gap_json.h"

#include "gap_lead.h"
#include "gap_sources.h"
#include "gap_words.h"

namespace manumit::exchange {
namespace {

using gap::FigureTable;
using gap::GapReport;

void write_number(JsonWriter& json, std::string_view name, const std::optional<double>& value) {
  if (value)
    json.field(name, *value);
}

void write_range(JsonWriter& json, std::string_view name,
                 const std::optional<Interval<double>>& range) {
  if (!range)
    return;
  json.key(name);
  json.open_list();
  json.real(range->least);
  json.real(range->most);
  json.close_list();
}

/// The rows of the file, as a spreadsheet counts them.
void write_rows(JsonWriter& json, const FigureTable& table,
                const std::vector<std::size_t>& figures) {
  json.list("rows", figures, [&](std::size_t i) { json.whole(table.figures[i].row); });
}

/// In English, or in the reader's language where there are words of it.
std::string say(const Sentence& sentence, const EstimateWords* words) {
  if (words == nullptr || sentence.text.empty())
    return in_english(sentence);
  return told(sentence, *words);
}

void write_sentences(JsonWriter& json, std::string_view name, const std::vector<Sentence>& all,
                     const EstimateWords* words) {
  json.list(name, all, [&](const Sentence& one) { json.text(say(one, words)); });
}

/// What stands beside a name of the engine for a page.
void write_name(JsonWriter& json, std::string_view member, std::string_view name,
                const EstimateWords* words) {
  if (words != nullptr && !name.empty())
    json.field(member, gap_name(name, *words));
}

void write_measure(JsonWriter& json, const FigureTable& table, const gap::GapMeasure& of,
                   const EstimateWords* words) {
  json.field("id", of.id);
  write_number(json, "value", of.value);
  write_range(json, "interval_95", of.interval);
  json.field_if("period", of.period);
  json.field_if("says", say(of.says, words));
  json.field_if("not_computable", say(of.not_computable, words));
  json.field("coverage", of.coverage);
  json.objects("parts", of.parts, [&](const gap::Part& part) {
    json.field("of", part.of);
    write_name(json, "name", part.of, words);
    json.field_if("period", part.period);
    if (!part.is_range)
      json.field("value", part.value);
    write_range(json, "interval_95", part.interval);
    write_number(json, "part", part.part);
    write_number(json, "whole", part.whole);
    write_rows(json, table, part.figures);
  });
  write_sentences(json, "cautions", of.cautions, words);
  write_rows(json, table, of.figures);
}

void write_funnel(JsonWriter& json, const FigureTable& table, const gap::Funnel& funnel,
                  const EstimateWords* words) {
  json.field_if("period", funnel.period);
  json.objects("stages", funnel.stages, [&](const gap::Stage& stage) {
    json.field("stage", stage.name);
    write_number(json, "value", stage.value);
    write_range(json, "interval_95", stage.interval);
    json.field_if("counts", stage.unit);
    json.field_if("period", stage.period);
    json.field("state", stage.value || stage.interval ? "given"
                        : stage.said_absent           ? "said_not_published"
                                                      : "not_in_file");
    write_number(json, "per_100_identified", stage.per_hundred_identified);
    write_number(json, "estimated_for_each", stage.estimated_for_each);
    write_rows(json, table, stage.figures);
  });
  write_sentences(json, "cautions", funnel.cautions, words);
}

void write_ratio(JsonWriter& json, const gap::RateRatio& ratio) {
  json.field("ratio", ratio.ratio);
  write_range(json, "interval_95_exact", ratio.exact);
  if (ratio.has_approx)
    write_range(json, "interval_95_large_sample", ratio.approx);
  json.field("p_two_sided", ratio.p);
}

void write_point(JsonWriter& json, const FigureTable& table, const gap::SeriesPoint& point,
                 const EstimateWords* words) {
  json.field("year", point.year);
  json.field("value", point.value);
  write_range(json, "interval_95", point.interval);
  if (point.break_before)
    json.field("break_before", say(*point.break_before, words));
  json.field("row", table.figures[point.figure].row);
}

void write_trend(JsonWriter& json, const gap::Trend& trend, const EstimateWords* words) {
  json.key("trend");
  json.open();
  json.field("earlier_years",
             std::to_string(trend.earlier_from) + "/" + std::to_string(trend.earlier_to));
  json.field("later_years",
             std::to_string(trend.later_from) + "/" + std::to_string(trend.later_to));
  json.field("earlier", trend.earlier);
  json.field("later", trend.later);
  write_ratio(json, trend.ratio);
  if (words != nullptr)
    write_sentences(json, "says", trend_says(trend, *words), words);
  json.close();
}

void write_series(JsonWriter& json, const FigureTable& table, const gap::Series& series,
                  const EstimateWords* words) {
  json.field("measure", series.measure);
  json.field("unit", series.unit);
  json.field_if("population", series.population);
  json.field_if("kind", gap::name_of(series.kind));
  json.field_if("law", series.law);
  json.field("drawn_as", series.editions ? "points" : "line");
  if (words != nullptr) {
    json.field("title",
               series.population.empty() ? series.measure : told(series.population, *words));
    write_name(json, "unit_name", series.unit, words);
    json.field("drawn", is_drawn(series));
  }
  json.objects("points", series.points,
               [&](const gap::SeriesPoint& point) { write_point(json, table, point, words); });
  if (series.trend)
    write_trend(json, *series.trend, words);
}

void write_scorecard(JsonWriter& json, const gap::Scorecard& card, const EstimateWords* words) {
  json.field("place", card.place);
  json.field("known", card.known);
  json.field("needed", card.needed);
  if (words != nullptr)
    write_sentences(json, "says", scorecard_says(card, *words), words);
  write_number(json, "composite", card.composite);
  write_range(json, "under_other_weights", card.under_weights);
  if (card.rank) {
    json.field("rank_best", card.rank->least);
    json.field("rank_worst", card.rank->most);
  }
  json.objects("indicators", card.indicators, [&](const gap::Scored& one) {
    json.field("id", one.id);
    write_number(json, "value", one.value);
    write_number(json, "score", one.score);
    json.field("weight", one.weight);
    json.field("best", one.best);
    json.field("worst", one.worst);
  });
}

void write_conflict(JsonWriter& json, const FigureTable& table, const gap::Conflict& conflict) {
  const gap::Figure& first = table.figures[conflict.figures.front()];
  json.field("measure", first.measure);
  json.field_if("period", first.period.words);
  json.field("apart", conflict.apart);
  json.field("preferred_by", gap::name_of(conflict.rule));
  json.objects("figures", conflict.figures, [&](std::size_t i) {
    const gap::Figure& one = table.figures[i];
    write_number(json, "value", one.value);
    write_number(json, "low", one.low);
    write_number(json, "high", one.high);
    json.field("source", one.source);
    json.field_if("vintage", one.vintage);
    json.field("preferred", conflict.preferred == i);
    json.field("row", one.row);
  });
}

void write_faults(JsonWriter& json, const FigureTable& table, const EstimateWords* words) {
  json.objects("faults", table.faults, [&](const gap::Fault& fault) {
    json.field("code", fault.code);
    json.field("what", say(fault.what, words));
    json.field("where", fault.where);
  });
  write_sentences(json, "notes", table.notes, words);
}

}  // namespace

void write_gap(JsonWriter& json, const GapReport& report, const EstimateWords* words) {
  const FigureTable& table = report.table;
  json.field("format", "manumit-gap-1");
  json.field("file", table.file);
  json.field("place", report.place);
  json.objects("measures", report.measures,
               [&](const gap::GapMeasure& one) { write_measure(json, table, one, words); });
  for (const auto& [name, funnel] :
       {std::pair("funnel", &report.funnel), std::pair("funnel_labour", &report.labour)}) {
    json.key(name);
    json.open();
    write_funnel(json, table, *funnel, words);
    json.close();
  }
  json.objects("series", report.series,
               [&](const gap::Series& one) { write_series(json, table, one, words); });
  json.objects("conflicts", report.conflicts,
               [&](const gap::Conflict& one) { write_conflict(json, table, one); });
  json.key("scorecard");
  json.open();
  write_scorecard(json, report.scorecard, words);
  json.close();
  json.objects("other_places", report.others,
               [&](const gap::Scorecard& one) { write_scorecard(json, one, words); });
  write_sentences(json, "not_known", report.unknown, words);
  write_faults(json, table, words);
}

void write_claim(JsonWriter& json, const gap::Claim& claim, const gap::ClaimAnswer& answer,
                 const gap::ClaimEvidence& evidence, const EstimateWords* words) {
  json.field_if("id", claim.id);
  json.field_if("says", claim.says);
  json.field("kind", gap::name_of(claim.kind));
  write_number(json, "from", claim.from);
  write_number(json, "value", claim.value);
  json.field_if("unit", claim.unit);
  json.field("bound", gap::name_of(claim.bound));
  json.field_if("direction", gap::name_of(claim.direction));
  json.field_if("from_time", claim.from_time.words);
  json.field_if("time", claim.meant.time.words);
  json.field_if("place", claim.meant.place);
  json.field("measures", claim.meant.measures);
  json.field_if("role", claim.meant.role);
  json.field_if("law", claim.law);
  json.field_if("step", claim.step);
  if (claim.kind == gap::ClaimKind::in_force) {
    json.field("event", claim.event);
    json.field("holds", claim.holds);
  }
  json.field("not_understood", claim.not_understood);
  json.field("answer", gap::name_of(answer.answer));
  json.field("because", say(answer.because, words));
  write_number(json, "found", answer.found);
  write_range(json, "interval_95", answer.interval);
  if (answer.test) {
    json.key("test");
    json.open();
    write_ratio(json, *answer.test);
    json.close();
  }
  json.objects("differs", answer.drifts, [&](const gap::Drift& drift) {
    json.field("code", drift.code);
    json.field("what", say(drift.what, words));
  });
  write_rows(json, evidence.table, answer.figures);
  json.list("steps", answer.steps, [&](std::size_t i) { json.whole(evidence.steps[i].row); });
  json.list("laws", answer.laws, [&](std::size_t i) { json.text(evidence.laws[i].law); });
}

}  // namespace manumit::exchange
