// SPDX-License-Identifier: Apache-2.0
#include "definitions.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "built_in.h"
#include "toml_reading.h"

namespace manumit::gap {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

class Reading {
 public:
  explicit Reading(const std::string& file) : read_(file) {}

  Result<Definitions> all(const toml::table& root) {
    TRY(read_.only(
        root, {"format", "prefer", "units", "published", "score", "measure", "indicator", "word"}));
    Definitions of;
    const toml::table& prefer = *TRY(read_.table(root, "prefer"));
    of.prefer = {.source_kinds = TRY(read_.texts(prefer, "source_kind")),
                 .confidences = TRY(read_.texts(prefer, "confidence")),
                 .revision_words = TRY(read_.texts(prefer, "revision_words"))};
    const toml::table& units = *TRY(read_.table(root, "units"));
    of.persons = TRY(read_.texts(units, "persons"));
    of.cases = TRY(read_.texts(units, "cases"));
    of.either = TRY(read_.texts(units, "either"));
    of.published_stages = TRY(read_.texts(*TRY(read_.table(root, "published")), "stages"));
    const toml::table& score = *TRY(read_.table(root, "score"));
    of.least_indicators =
        static_cast<std::size_t>(TRY(read_.number_if(score, "at_least")).value_or(5));
    for (const toml::table* table : TRY(read_.tables(root, "measure")))
      of.measures.push_back(TRY(measure(*table)));
    for (const toml::table* table : TRY(read_.tables(root, "indicator")))
      of.indicators.push_back(TRY(indicator(*table)));
    for (const toml::table* table : TRY(read_.tables(root, "word")))
      of.words.push_back({TRY(read_.texts(*table, "words")), TRY(read_.text(*table, "means"))});
    return of;
  }

 private:
  Result<MeasureMeaning> measure(const toml::table& table) {
    TRY(read_.only(table, {"name", "population", "population_ru", "kind", "roles", "group", "law",
                           "editions", "break"}));
    MeasureMeaning of;
    of.name = TRY(read_.text(table, "name"));
    of.population = TRY(read_.text_or(table, "population", ""));
    of.population_ru = TRY(read_.text_or(table, "population_ru", ""));
    const std::string kind = TRY(read_.text_or(table, "kind", ""));
    if (kind != "stock" && kind != "flow" && !kind.empty())
      return read_.refuse(table, "the kind is stock or flow");
    of.kind = kind == "stock" ? Kind::stock : kind == "flow" ? Kind::flow : Kind::not_recorded;
    of.roles = TRY(read_.texts(table, "roles"));
    of.group = TRY(read_.text_or(table, "group", of.name));
    of.law = TRY(read_.text_or(table, "law", ""));
    of.editions = TRY(read_.yes_if(table, "editions")).value_or(false);
    for (const toml::table* each : TRY(read_.tables(table, "break"))) {
      const Period from = TRY(read_period(TRY(read_.time_or_none(*each, "from")), ""));
      if (!from.days)
        return read_.refuse(*each, "the key {0} is missing", {}, {"from"});
      of.breaks.push_back({from.days->least, TRY(read_.text(*each, "why")),
                           TRY(read_.text_or(*each, "why_ru", ""))});
    }
    return of;
  }

  Result<Indicator> indicator(const toml::table& table) {
    TRY(read_.only(table, {"id", "best", "worst", "by_ratio", "weight"}));
    Indicator of;
    of.id = TRY(read_.text(table, "id"));
    of.best = TRY(read_.number_if(table, "best")).value_or(1);
    of.worst = TRY(read_.number_if(table, "worst")).value_or(0);
    of.by_ratio = TRY(read_.yes_if(table, "by_ratio")).value_or(false);
    of.weight = TRY(read_.number_if(table, "weight")).value_or(1);
    if (of.best == of.worst || (of.by_ratio && (of.best <= 0 || of.worst <= 0)))
      return read_.refuse(table, "the two ends of an indicator must differ");
    return of;
  }

  TomlReading read_;
};

}  // namespace

std::string_view name_of(Counted counted) {
  constexpr std::array<std::string_view, 4> kNames{"other", "persons", "cases", "cases or persons"};
  return kNames.at(static_cast<std::size_t>(counted));
}

const MeasureMeaning* Definitions::find(std::string_view measure) const {
  const auto found = std::find_if(measures.begin(), measures.end(),
                                  [&](const MeasureMeaning& one) { return one.name == measure; });
  return found == measures.end() ? nullptr : &*found;
}

std::string Definitions::in_russian(const std::string& english) const {
  for (const MeasureMeaning& meaning : measures) {
    if (meaning.population == english && !meaning.population_ru.empty())
      return meaning.population_ru;
    for (const Break& each : meaning.breaks) {
      if (each.why == english && !each.why_ru.empty())
        return each.why_ru;
    }
  }
  return english;
}

Counted Definitions::counted(std::string_view unit) const {
  if (holds(persons, unit))
    return Counted::persons;
  if (holds(cases, unit))
    return Counted::cases;
  return holds(either, unit) ? Counted::either : Counted::other;
}

Result<Definitions> read_definitions(std::string_view text, const std::string& file) {
  const toml::table root = TRY(toml_of(text, file));
  return Reading(file).all(root);
}

const Definitions& built_in_definitions() {
  static const Definitions kAll = [] {
    const auto files = built_in_files();
    MANUMIT_CHECK(files.size() == 1);
    auto read = read_definitions(files.front().text, std::string(files.front().name));
    MANUMIT_CHECK(read.has_value());
    return std::move(*read);
  }();
  return kAll;
}

void complete(FigureTable& table, const Definitions& by) {
  for (Figure& figure : table.figures) {
    const MeasureMeaning* meaning = by.find(figure.measure);
    if (meaning == nullptr)
      continue;
    if (figure.population.empty() && !meaning->population.empty()) {
      figure.population = meaning->population;
      figure.population_ours = true;
    }
    if (figure.kind == Kind::not_recorded)
      figure.kind = meaning->kind;
  }
}

}  // namespace manumit::gap
