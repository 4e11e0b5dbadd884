// SPDX-License-Identifier: Apache-2.0
#include "fields.h"

#include <algorithm>

#include "base/check.h"
#include "base/parallel.h"
#include "hashing.h"

namespace manumit::link {
namespace {

/// How many dates make sense in one order alone.
struct OrderSigns {
  std::uint64_t day_first = 0;
  std::uint64_t month_first = 0;

  void add(OrderSign sign) {
    day_first += sign == OrderSign::day_first ? 1 : 0;
    month_first += sign == OrderSign::month_first ? 1 : 0;
  }
  [[nodiscard]] bool any() const { return day_first + month_first > 0; }
  /// Day first, unless more of the dates ask for the other order.
  [[nodiscard]] DateOrder order() const {
    return month_first > day_first ? DateOrder::month_first : DateOrder::day_first;
  }
};

/// The order of the dates of each list, since each hand has its own, and at the end that of all
/// together. A list that does not tell has the latter.
std::vector<DateOrder> date_orders(const RecordTable& table, std::size_t column) {
  const Values& values = table.columns()[column].values;
  std::vector<OrderSign> signs(values.count() + 1, OrderSign::none);
  OrderSigns all;
  for (std::uint32_t id = 1; id <= values.count(); ++id)
    all.add(signs[id] = order_sign(values[id]));
  std::vector<DateOrder> orders(table.sources().size() + 1, all.order());
  if (all.day_first == 0 || all.month_first == 0)
    return orders;
  for (std::size_t list = 0; list < table.sources().size(); ++list) {
    const Source& source = table.sources()[list];
    OrderSigns told;
    for (std::size_t i = source.first; i < source.first + source.count; ++i)
      told.add(signs[table.value(i, column)]);
    if (told.any())
      orders[list] = told.order();
  }
  return orders;
}

bool all_in_form(const Values& values, Form form) {
  for (std::uint32_t id = 1; id <= values.count(); ++id) {
    if (!is_in_form(values[id], form))
      return false;
  }
  return true;
}

/// The number of the form of each value.
std::vector<std::uint32_t> numbers_of_forms(const Values& from, Form form, DateOrder order,
                                            Values& into) {
  std::vector<std::uint32_t> of_value(from.count() + 1);
  for (std::uint32_t id = 1; id <= from.count(); ++id)
    of_value[id] = into.id_of(in_form(from[id], form, order));
  return of_value;
}

}  // namespace

void Fields::put_in_form(Field& field) const {
  if (field.wanted.columns.size() > 1) {
    join(field);
    return;
  }
  const Values& values = table_->columns()[field.wanted.columns[0]].values;
  field.is_column = !open_ && all_in_form(values, field.wanted.form);
  if (field.is_column)
    return;
  std::vector<DateOrder> orders(1, DateOrder::day_first);
  if (field.wanted.form == Form::date)
    orders = date_orders(*table_, field.wanted.columns[0]);
  field.order = orders.back();
  if (orders.size() > 1)
    orders.pop_back();
  field.of_value = numbers_of_forms(values, field.wanted.form, orders.front(), field.values);
  field.unusable =
      static_cast<std::uint32_t>(std::count(field.of_value.begin() + 1, field.of_value.end(), 0U));
  if (std::find_if(orders.begin(), orders.end(),
                   [&](DateOrder order) { return order != orders.front(); }) != orders.end())
    read_list_by_list(field, orders);
}

/// Where lists write dates in different orders, the same cell is another day on another list.
void Fields::read_list_by_list(Field& field, const std::vector<DateOrder>& orders) const {
  const std::size_t column = field.wanted.columns[0];
  const Values& values = table_->columns()[column].values;
  const std::vector<std::uint32_t> of_first = std::move(field.of_value);
  const DateOrder other =
      orders.front() == DateOrder::day_first ? DateOrder::month_first : DateOrder::day_first;
  const std::vector<std::uint32_t> of_other =
      numbers_of_forms(values, field.wanted.form, other, field.values);
  field.of_value.clear();
  field.joined.resize(table_->size());
  for (std::size_t list = 0; list < orders.size(); ++list) {
    const Source& source = table_->sources()[list];
    const auto& of_value = orders[list] == orders.front() ? of_first : of_other;
    for (std::size_t i = source.first; i < source.first + source.count; ++i)
      field.joined[i] = of_value[table_->value(i, column)];
  }
}

/// The texts of several columns, with blanks between.
void Fields::join(Field& field) const {
  const std::vector<std::size_t>& columns = field.wanted.columns;
  std::vector<Values> texts(columns.size());
  std::vector<std::vector<std::uint32_t>> numbers;
  for (std::size_t part = 0; part < columns.size(); ++part) {
    numbers.push_back(numbers_of_forms(table_->columns()[columns[part]].values, field.wanted.form,
                                       DateOrder::day_first, texts[part]));
  }
  std::string joined;
  field.joined.resize(table_->size());
  for (std::size_t record = 0; record < table_->size(); ++record) {
    joined.clear();
    for (std::size_t part = 0; part < columns.size(); ++part) {
      const std::uint32_t value = table_->value(record, columns[part]);
      const std::string_view text = texts[part][numbers[part][value]];
      if (!text.empty())
        joined.append(joined.empty() ? "" : " ").append(text);
    }
    field.joined[record] = field.values.id_of(joined);
  }
}

void Fields::count_values(std::size_t number) {
  Field& field = fields_[number];
  field.counts.assign(values(number).count() + 1, 0);
  for (std::size_t record = 0; record < table_->size(); ++record)
    ++field.counts[id(record, number)];
  field.present = table_->size() - field.counts[0];
  field.counts[0] = 0;
}

Fields::Way Fields::way_of(const Field& field) const {
  return {.joined = field.joined.empty() ? nullptr : field.joined.data(),
          .of_value = field.of_value.empty() ? nullptr : field.of_value.data(),
          .column = field.wanted.columns[0]};
}

void Fields::take_in_value(Field& field, std::size_t record) {
  const Form form = field.wanted.form;
  if (field.joined.empty()) {
    const Values& from = table_->columns()[field.wanted.columns[0]].values;
    while (field.of_value.size() <= from.count()) {
      const auto id = static_cast<std::uint32_t>(field.of_value.size());
      field.of_value.push_back(field.values.id_of(in_form(from[id], form, field.order)));
    }
    return;
  }
  std::string joined;
  for (const std::size_t column : field.wanted.columns) {
    const std::string text = in_form(table_->text(record, column), form, field.order);
    if (!text.empty())
      joined.append(joined.empty() ? "" : " ").append(text);
  }
  field.joined.push_back(field.values.id_of(joined));
}

void Fields::take_in_last() {
  MANUMIT_CHECK(open_);
  for (std::size_t number = 0; number < fields_.size(); ++number) {
    Field& field = fields_[number];
    take_in_value(field, table_->size() - 1);
    field.counts.resize(field.values.count() + 1, 0);
    ways_[number] = way_of(field);
  }
}

Fields Fields::of(const RecordTable& table, std::vector<FieldWanted> wanted, unsigned threads,
                  bool open) {
  Fields fields;
  fields.table_ = &table;
  fields.open_ = open;
  for (FieldWanted& each : wanted) {
    MANUMIT_CHECK(!each.columns.empty());
    fields.fields_.emplace_back();
    fields.fields_.back().wanted = std::move(each);
  }
  fields.ways_.resize(fields.count());
  const auto done = parallel_for(fields.count(), threads, [&](std::size_t number) -> Result<void> {
    Field& field = fields.fields_[number];
    fields.put_in_form(field);
    if (!open)
      field.values.forget_index();
    fields.ways_[number] = fields.way_of(field);
    fields.count_values(number);
    return {};
  });
  MANUMIT_CHECK(done.has_value());
  return fields;
}

std::uint64_t Fields::hash(std::size_t record) const {
  std::uint64_t hash = 0;
  for (std::size_t field = 0; field < count(); ++field)
    hash = mixed(hash, hash_of(values(field)[id(record, field)]));
  return hash;
}

std::size_t Fields::number_of(const FieldWanted& wanted) const {
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    if (fields_[field].wanted == wanted)
      return field;
  }
  return fields_.size();
}

}  // namespace manumit::link
