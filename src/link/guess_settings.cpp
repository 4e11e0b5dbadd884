// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "guess_rules.h"
#include "settings.h"
#include "text/fold.h"

namespace manumit::link {
namespace {

/// The first column of a role.
const Column* column_of(const RecordTable& table, Role role) {
  const auto found = std::find_if(table.columns().begin(), table.columns().end(),
                                  [&](const Column& column) { return column.role == role; });
  return found == table.columns().end() ? nullptr : &*found;
}

/// The column of full names that says most: the one with the most words a value.
const Column* fullest_name(const RecordTable& table) {
  const Column* best = nullptr;
  double most = 0;
  for (const Column& column : table.columns()) {
    if (column.role != Role::full_name && column.role != Role::organisation)
      continue;
    double words = 0;
    const std::uint32_t looked_at = std::min(column.values.count(), 1000U);
    for (std::uint32_t id = 1; id <= looked_at; ++id)
      words += static_cast<double>(text::folded_words(text::fold(column.values[id])).size());
    words /= std::max(1U, looked_at);
    if (best == nullptr || words > most) {
      best = &column;
      most = words;
    }
  }
  return best;
}

class Guessing {
 public:
  explicit Guessing(const RecordTable& table) : table_(table) { settings_.kind = table.kind(); }

  Settings guess() {
    for (const Column& column : table_.columns())
      settings_.columns.push_back({column.name, column.role});
    for (const Source& source : table_.sources()) {
      if (source.deduplicated)
        settings_.deduplicated.push_back(source.name);
    }
    add_names();
    for (const Column& column : table_.columns())
      add_by_role(column);
    join_addresses();
    GuessedRules rules = guess_rules(table_, 1);
    settings_.rules = std::move(rules.rules);
    settings_.training.rules = std::move(rules.training);
    return std::move(settings_);
  }

 private:
  void add(std::string name, std::vector<std::string> columns, How how,
           std::vector<double> levels = {}) {
    if (settings_.comparisons.size() < kMostComparisons)
      settings_.comparisons.push_back({.name = std::move(name),
                                       .columns = std::move(columns),
                                       .how = how,
                                       .levels = std::move(levels)});
  }

  /// One comparison for the whole name. A column of full names says all that parts of it say; parts
  /// are compared together, so that names written the other way round still meet.
  void add_names() {
    if (const Column* full = fullest_name(table_)) {
      add("name", {full->name}, How::words);
      return;
    }
    std::vector<std::string> parts;
    for (const Role role : {Role::given_name, Role::patronymic, Role::family_name}) {
      if (const Column* column = column_of(table_, role))
        parts.push_back(column->name);
    }
    if (!parts.empty())
      add("name", std::move(parts), How::words);
  }

  void add_by_role(const Column& column) {
    switch (column.role) {
      case Role::birth_date:
        return add(column.name, {column.name}, How::date);
      case Role::age:
        return add(column.name, {column.name}, How::number);
      case Role::place:
        return add(column.name, {column.name}, How::jaro_winkler, {0.88});
      case Role::postcode:
      case Role::document:
      case Role::tax_number:
      case Role::phone:
        return add(column.name, {column.name}, How::code);
      case Role::email:
        return add(column.name, {column.name}, How::jaro_winkler, {0.92});
      case Role::sex:
      case Role::country:
      case Role::occupation:
        return add(column.name, {column.name}, How::exact);
      default:
        return;
    }
  }

  /// Street, house and building are one address, in whichever columns they stand.
  void join_addresses() {
    std::vector<std::string> parts;
    for (const Column& column : table_.columns()) {
      if (column.role == Role::street_address)
        parts.push_back(column.name);
    }
    if (!parts.empty())
      add("address", std::move(parts), How::words);
  }

  const RecordTable& table_;
  Settings settings_;
};

}  // namespace

Settings guess_settings(const RecordTable& table) {
  return Guessing(table).guess();
}

}  // namespace manumit::link
