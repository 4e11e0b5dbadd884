// SPDX-License-Identifier: Apache-2.0
#include "json_figures.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/csv.h"
#include "base/encoding.h"
#include "exchange/countries.h"
#include "gap/definitions.h"
#include "json_read.h"
#include "text/fold.h"

namespace manumit::desk {
namespace {

constexpr std::size_t kMostIds = 50'000;
constexpr std::size_t kRowsShown = 50;
constexpr std::size_t kSampleRows = 8;
constexpr std::size_t kFaultsShown = 200;
constexpr std::size_t kGuessedFrom = std::size_t{1} << 16;

constexpr std::array kFields{"measure",     "value",   "low",       "high",       "unit",
                             "population",  "place",   "period",    "kind",       "source",
                             "source_kind", "vintage", "retrieved", "confidence", "note"};

void write_number(JsonWriter& json, std::string_view name, const std::optional<double>& value) {
  if (value)
    json.field(name, *value);
}

/// `as_kept`: before the definitions filled in what the file does not say.
void write_figure(JsonWriter& json, const gap::Figure& of, const gap::Figure& as_kept) {
  json.field("row", of.row);
  json.field("measure", of.measure);
  write_number(json, "value", of.value);
  write_number(json, "low", of.low);
  write_number(json, "high", of.high);
  json.field_if("words", of.words);
  json.field("unit", of.unit);
  json.field("population", of.population);
  json.field("population_ours", of.population_ours);
  json.field("place", of.place);
  json.field("period", of.period.words);
  json.field("kind", gap::name_of(of.kind));
  json.field("kind_ours", of.kind != as_kept.kind);
  json.field("source", of.source);
  json.field("source_kind", of.source_kind);
  json.field("vintage", of.vintage);
  json.field("retrieved", of.retrieved);
  json.field("confidence", of.confidence);
  json.field("note", of.note);
}

void write_origin(JsonWriter& json, const casework::FigureOrigin& of,
                  const casework::Casebook& book) {
  json.field("ids", of.ids);
  json.field("title", of.title);
  json.field("by", book.vault().member_of(of.author));
  json.field("at_ms", of.recorded_ms);
}

void write_sentence(JsonWriter& json, const Sentence& of) {
  json.field("what", of.text);
  json.field("fills", of.fills);
}

/// How one figure stands to those that say something else of the same.
void write_conflict(JsonWriter& json, const KeptFigures& of, const gap::Conflict& conflict,
                    std::size_t figure) {
  json.key("conflict");
  json.open();
  json.field("rule", gap::name_of(conflict.rule));
  json.field("apart", conflict.apart);
  json.field("preferred", conflict.preferred == figure);
  std::vector<std::size_t> others = conflict.figures;
  others.resize(std::min(others.size(), kRowsShown));
  json.list("rows", others, [&](std::size_t i) { json.whole(of.table.figures[i].row); });
  json.close();
}

bool holds(const std::string& text, const std::string& folded) {
  return text::fold(text).find(folded) != std::string::npos;
}

bool is_wanted(const gap::Figure& one, const FigureQuery& query, const std::string& words) {
  if (!query.place.empty() && one.place != query.place)
    return false;
  return words.empty() || holds(one.measure, words) || holds(one.population, words) ||
         holds(one.source, words) || holds(one.note, words);
}

/// By place in the table; a figure stands in one conflict at most.
std::map<std::size_t, const gap::Conflict*> by_figure(const std::vector<gap::Conflict>& all) {
  std::map<std::size_t, const gap::Conflict*> out;
  for (const gap::Conflict& one : all) {
    for (const std::size_t figure : one.figures)
      out.emplace(figure, &one);
  }
  return out;
}

using Counts = std::map<std::string, std::size_t>;

Counts counted_by(std::string gap::Figure::*name, const gap::FigureTable& table) {
  Counts counts;
  for (const gap::Figure& one : table.figures)
    ++counts[one.*name];
  return counts;
}

void write_measures_named(JsonWriter& json, const gap::FigureTable& table) {
  json.objects("measures", counted_by(&gap::Figure::measure, table), [&](const auto& one) {
    json.field("name", one.first);
    json.field("figures", one.second);
  });
}

void write_places_named(JsonWriter& json, const gap::FigureTable& table) {
  json.objects("places", counted_by(&gap::Figure::place, table), [&](const auto& one) {
    json.field("name", one.first);
    if (const auto country = exchange::country_code(one.first))
      json.field("country", *country);
    json.field("figures", one.second);
  });
}

void write_facets(JsonWriter& json, const gap::FigureTable& table) {
  write_places_named(json, table);
  write_measures_named(json, table);
}

Result<std::string> text_of(const std::string& content) {
  const Bytes bytes = TRY(from_base64(content));
  const std::string_view file(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return to_utf8(file, guess_encoding(file.substr(0, kGuessedFrom)).encoding);
}

tl::unexpected<Error> refused_for(const gap::Fault& fault) {
  return fail(Error::Kind::bad_input, fault.what.text, fault.where, {}, fault.what.fills);
}

/// What could not be kept is named before anybody says that it should be.
void name_unfit(gap::FigureTable& table) {
  std::vector<gap::Figure> fit;
  for (gap::Figure& one : table.figures) {
    const auto checked = casework::check_figure(one);
    if (checked)
      fit.push_back(std::move(one));
    else
      table.faults.push_back({"unfit",
                              {checked.error().what, checked.error().fills},
                              cell_place(table.file, one.row, checked.error().where)});
  }
  table.figures = std::move(fit);
}

/// What was typed goes the way of a file, so that both are held to one rule.
Result<gap::FigureTable> typed_in(const nlohmann::json& json) {
  Members members = TRY(Members::of(json, "figure"));
  std::vector<std::string> names, cells;
  for (const char* name : kFields) {
    names.emplace_back(name);
    cells.push_back(guarded(TRY(members.text_or_empty(name))));
  }
  TRY(members.nothing_else());
  gap::FigureTable table = TRY(gap::read_figures(csv_line(names) + csv_line(cells), "figure"));
  if (table.faults.empty())
    return table;
  return refused_for(table.faults.front());
}

Result<std::vector<std::string>> names_in(const nlohmann::json& list, const char* path) {
  if (!list.is_array() || list.size() > kMostIds)
    return bad_shape(path);
  std::set<std::string> names;
  for (const nlohmann::json& one : list) {
    if (!one.is_string())
      return bad_shape(path);
    names.insert(one.get_ref<const std::string&>());
  }
  return std::vector<std::string>(names.begin(), names.end());
}

}  // namespace

KeptFigures figures_of(const casework::Casebook& book) {
  KeptFigures out;
  out.kept = book.figures();
  out.table = out.kept->table;
  gap::complete(out.table, gap::built_in_definitions());
  out.conflicts = gap::find_conflicts(out.table, gap::built_in_definitions());
  return out;
}

void write_figures(JsonWriter& json, const KeptFigures& of, const FigureQuery& query,
                   const casework::Casebook& book) {
  const auto conflicts = by_figure(of.conflicts);
  const std::string words = text::fold(query.words);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < of.table.figures.size(); ++i) {
    if ((!query.only_conflicts || conflicts.contains(i)) &&
        is_wanted(of.table.figures[i], query, words))
      found.push_back(i);
  }
  json.field("all", of.table.figures.size());
  json.field("found", found.size());
  json.field("conflicts", of.conflicts.size());
  write_facets(json, of.table);
  found.erase(found.begin(),
              found.begin() + static_cast<std::ptrdiff_t>(std::min(query.offset, found.size())));
  found.resize(std::min(query.limit, found.size()));
  json.objects("figures", found, [&](std::size_t i) {
    write_figure(json, of.table.figures[i], of.kept->table.figures[i]);
    write_origin(json, of.kept->origins[i], book);
    if (const auto at = conflicts.find(i); at != conflicts.end())
      write_conflict(json, of, *at->second, i);
  });
  json.field("taken_out_all", of.kept->taken_out.figures.size());
  std::vector<std::size_t> gone(std::min(query.limit, of.kept->taken_out.figures.size()));
  for (std::size_t i = 0; i < gone.size(); ++i)
    gone[i] = i;
  json.objects("taken_out", gone, [&](std::size_t i) {
    const gap::Figure& one = of.kept->taken_out.figures[i];
    write_figure(json, one, one);
    write_origin(json, of.kept->taken_out_origins[i], book);
  });
}

void write_look(JsonWriter& json, const gap::FigureTable& file, const KeptFigures& known) {
  const std::size_t fresh = casework::not_kept_yet(file.figures, *known.kept).size();
  gap::FigureTable completed = file;
  gap::complete(completed, gap::built_in_definitions());
  json.field("figures", file.figures.size());
  json.field("kept_before", file.figures.size() - fresh);
  json.field("conflicts", gap::find_conflicts(completed, gap::built_in_definitions()).size());
  write_facets(json, file);
  std::vector<gap::Figure> sample(
      completed.figures.begin(),
      completed.figures.begin() +
          static_cast<std::ptrdiff_t>(std::min(kSampleRows, completed.figures.size())));
  json.objects("sample", sample, [&](const gap::Figure& one) { write_figure(json, one, one); });
  json.field("faulty", file.faults.size());
  const std::vector<gap::Fault> faults(
      file.faults.begin(), file.faults.begin() + static_cast<std::ptrdiff_t>(
                                                     std::min(kFaultsShown, file.faults.size())));
  json.objects("faults", faults, [&](const gap::Fault& one) {
    json.field("code", one.code);
    json.field("where", one.where);
    write_sentence(json, one.what);
  });
  json.objects("notes", file.notes, [&](const Sentence& one) { write_sentence(json, one); });
}

Result<FigureWish> read_figure_wish(std::string_view json) {
  const nlohmann::json tree = TRY(parse_json(json));
  Members members = TRY(Members::of(tree, ""));
  FigureWish wish;
  wish.title = TRY(members.text_or_empty("file_name"));
  const std::string content = TRY(members.text_or_empty("content"));
  const nlohmann::json* figure = members.find("figure");
  wish.replaces = TRY(names_in(*TRY(members.list("replaces")), "replaces"));
  TRY(members.nothing_else());
  if ((figure == nullptr) == content.empty())
    return bad_shape(figure == nullptr ? "content" : "figure");
  if (figure != nullptr && !wish.title.empty())
    return bad_shape("file_name");
  if (figure == nullptr && !wish.replaces.empty())
    return bad_shape("replaces");  // One is put right, never a whole file.
  wish.table = figure != nullptr ? TRY(typed_in(*figure))
                                 : TRY(gap::read_figures(TRY(text_of(content)), wish.title));
  name_unfit(wish.table);
  if (figure != nullptr && !wish.table.faults.empty())
    return refused_for(wish.table.faults.front());
  return wish;
}

Result<casework::FigureSheet> read_figure_change(std::string_view json) {
  const nlohmann::json tree = TRY(parse_json(json));
  Members members = TRY(Members::of(tree, ""));
  casework::FigureSheet sheet;
  sheet.takes_out = TRY(names_in(*TRY(members.list("takes_out")), "takes_out"));
  sheet.puts_back = TRY(names_in(*TRY(members.list("puts_back")), "puts_back"));
  TRY(members.nothing_else());
  return sheet;
}

}  // namespace manumit::desk
