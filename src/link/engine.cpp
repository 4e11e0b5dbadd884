// SPDX-License-Identifier: Apache-2.0
#include "engine.h"

#include <algorithm>

#include "base/check.h"
#include "base/parallel.h"

namespace manumit::link {
namespace {

std::size_t column_named(const RecordTable& table, const std::string& name) {
  const auto found = std::find_if(table.columns().begin(), table.columns().end(),
                                  [&](const Column& column) { return column.name == name; });
  return static_cast<std::size_t>(found - table.columns().begin());
}

Result<void> check_columns(const RecordTable& table, const std::vector<std::string>& names,
                           const std::string& what) {
  for (const std::string& name : names) {
    if (column_named(table, name) == table.columns().size()) {
      return fail(Error::Kind::bad_input,
                  "the settings name the column {0}, which the lists do not have", what,
                  "look at the headings in the first row, and at what is ignored", {name});
    }
  }
  return {};
}

Result<void> check_rule(const RecordTable& table, const RuleSetting& rule) {
  std::size_t many = 0;
  for (const KeyPart& part : rule.parts) {
    TRY(check_columns(table, part.columns, written(rule)));
    many += has_many_keys(part) ? 1 : 0;
  }
  if (many > 1) {
    return fail(Error::Kind::bad_input,
                "a rule can have one key only of which a record has several", written(rule),
                "sounds, pieces, words and names are such; make two rules of it");
  }
  return {};
}

/// A rule that asks for nothing would look at every pair: a million records have 500,000 million.
Result<void> check_every_pair(const RecordTable& table, const std::vector<RuleSetting>& rules) {
  constexpr std::size_t kMostRecords = 5000;
  for (const RuleSetting& rule : rules) {
    if (rule.parts.empty() && table.size() > kMostRecords) {
      return fail(Error::Kind::bad_input,
                  "a rule without keys takes every pair of records, and there are more than {0} "
                  "records",
                  {}, "give the rule a key", {std::to_string(kMostRecords)});
    }
  }
  return {};
}

/// In which form the columns of a comparison are compared.
FieldWanted field_of(const RecordTable& table, const ComparisonSetting& comparison) {
  FieldWanted wanted;
  for (const std::string& name : comparison.columns)
    wanted.columns.push_back(column_named(table, name));
  wanted.form = form_of(table.columns()[wanted.columns.front()].role);
  if (comparison.how == How::date)
    wanted.form = Form::date;
  if (comparison.how == How::number)
    wanted.form = Form::number;
  if (comparison.how == How::words || comparison.columns.size() > 1)
    wanted.form = Form::words;
  if (comparison.how == How::name)
    wanted.form = Form::written;
  return wanted;
}

void want(std::vector<FieldWanted>& fields, FieldWanted wanted) {
  if (std::find(fields.begin(), fields.end(), wanted) == fields.end())
    fields.push_back(std::move(wanted));
}

std::vector<FieldWanted> fields_of(const RecordTable& table, const Settings& settings) {
  std::vector<FieldWanted> fields;
  for (const ComparisonSetting& comparison : settings.comparisons)
    want(fields, field_of(table, comparison));
  for (const auto* rules : {&settings.rules, &settings.prior.rules, &settings.training.rules}) {
    for (const RuleSetting& rule : *rules) {
      for (const KeyPart& part : rule.parts)
        want(fields, field_of(part, table));
    }
  }
  return fields;
}

}  // namespace

namespace {

// One name in four is another one altogether: after a marriage, or because somebody else gave it.
constexpr double kMostDifferentNames = 0.25;

bool is_name(const Engine& engine, const Comparator& comparator) {
  const auto& columns = engine.fields.wanted(comparator.field()).columns;
  return std::any_of(columns.begin(), columns.end(), [&](std::size_t column) {
    const Role role = engine.fields.table().columns()[column].role;
    return role <= Role::full_name || role == Role::organisation;
  });
}

}  // namespace

void Engine::take_in_last() {
  fields.take_in_last();
  for (Comparator& comparator : comparators)
    comparator.take_in_values();
  for (RuleKeys& rule : rules)
    rule.take_in_values(fields);
}

std::vector<Learned> Engine::learned() const {
  std::vector<Learned> all;
  for (const Comparator& comparator : comparators) {
    all.push_back({.levels = comparator.levels(),
                   .by_rarity = comparator.weighs_by_bits(),
                   .ordered = !comparator.weighs_by_bits(),
                   .most_different = is_name(*this, comparator) ? kMostDifferentNames : 1});
  }
  return all;
}

Result<void> check_settings(const RecordTable& table, const Settings& settings) {
  if (settings.comparisons.empty() || settings.rules.empty()) {
    return fail(Error::Kind::bad_input, "nothing is compared, or no rule finds pairs", {},
                "say in the settings what the columns hold: a name, a date of birth, a telephone");
  }
  for (const ComparisonSetting& comparison : settings.comparisons) {
    TRY(check_columns(table, comparison.columns, comparison.name));
    const bool of_one =
        comparison.how == How::date || comparison.how == How::number || comparison.how == How::code;
    if (of_one && comparison.columns.size() > 1)
      return fail(Error::Kind::bad_input, "dates, numbers and codes are compared column by column",
                  comparison.name, "make a comparison of each column");
  }
  for (const auto* rules : {&settings.rules, &settings.prior.rules, &settings.training.rules}) {
    for (const RuleSetting& rule : *rules)
      TRY(check_rule(table, rule));
  }
  for (const auto* rules : {&settings.prior.rules, &settings.training.rules})
    TRY(check_every_pair(table, *rules));
  for (const std::string& name : settings.deduplicated) {
    if (std::none_of(table.sources().begin(), table.sources().end(),
                     [&](const Source& source) { return source.name == name; })) {
      return fail(Error::Kind::bad_input, "the settings name the list {0}, which was not given", {},
                  "name the lists as they are called in the results", {name});
    }
  }
  return {};
}

Engine make_engine(const RecordTable& table, const Settings& settings, bool open) {
  Engine engine{.fields = Fields::of(table, fields_of(table, settings), settings.threads, open),
                .comparators = {},
                .rules = {}};
  engine.comparators.resize(settings.comparisons.size());
  engine.rules.resize(settings.rules.size());
  const std::size_t pieces = engine.comparators.size() + engine.rules.size();
  const auto done = parallel_for(pieces, settings.threads, [&](std::size_t i) -> Result<void> {
    if (i < engine.comparators.size()) {
      const ComparisonSetting& comparison = settings.comparisons[i];
      engine.comparators[i] =
          Comparator::of(engine.fields, engine.fields.number_of(field_of(table, comparison)),
                         comparison, table.kind());
    } else {
      const std::size_t rule = i - engine.comparators.size();
      engine.rules[rule] = RuleKeys::of(engine.fields, settings.rules[rule], KeysBy::number);
    }
    return {};
  });
  MANUMIT_CHECK(done.has_value());
  return engine;
}

Result<Engine> engine_that_knows(const RecordTable& table, const Settings& settings,
                                 const Model& model, bool open) {
  TRY(check_settings(table, settings));
  Engine engine = make_engine(table, settings, open);
  bool fits = model.comparisons.size() == engine.comparators.size();
  for (std::size_t i = 0; fits && i < engine.comparators.size(); ++i) {
    const ComparisonModel& known = model.comparisons[i];
    Comparator& comparator = engine.comparators[i];
    fits = known.levels.size() == comparator.levels();
    comparator.learn_nearness({.slip = known.slip_bits,
                               .common_slip = known.common_slip_bits,
                               .alike = known.alike_bits,
                               .common_alike = known.common_alike_bits});
    comparator.learn_own_records(model.own_records);
  }
  if (!fits)
    return fail(Error::Kind::bad_input, "the weights were learned with other settings");
  return engine;
}

}  // namespace manumit::link
