// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "forms.h"
#include "records.h"

namespace manumit::link {

/// What is compared or blocked by: a column, or several joined, in one form.
struct FieldWanted {
  std::vector<std::size_t> columns;
  Form form = Form::words;
  friend bool operator==(const FieldWanted&, const FieldWanted&) = default;
};

/// Where the values of a record stand: found once, asked often.
struct RecordRow {
  const std::uint32_t* values = nullptr;
  std::uint32_t record = 0;
};

/// The records once more, in the forms in which they are compared: for each field the number of a
/// value, 0 where it is missing.
///
/// Nothing is copied but what is joined: a field looks through the numbers of its column, and where
/// every value stands in its form already, which is so for the lists of most registries, straight
/// at them.
class Fields {
 public:
  Fields() = default;
  Fields(Fields&&) = default;
  Fields& operator=(Fields&&) = default;

  /// The table must live as long as the fields. O(records · fields).
  /// Those that are `open` can take records in later, and copy what they would else look at.
  [[nodiscard]] static Fields of(const RecordTable& table, std::vector<FieldWanted> wanted,
                                 unsigned threads, bool open = false);
  /// Takes in the last record of the table, which has just been added. How many records have each
  /// value stays as it was: what was not met before counts as nobody's. The fields must be open.
  void take_in_last();
  [[nodiscard]] bool is_open() const { return open_; }

  [[nodiscard]] std::size_t count() const { return fields_.size(); }
  [[nodiscard]] std::size_t records() const { return table_->size(); }
  [[nodiscard]] const RecordTable& table() const { return *table_; }
  [[nodiscard]] const FieldWanted& wanted(std::size_t field) const { return fields_[field].wanted; }
  /// The place of a field that was wanted; `count()` if it was not.
  [[nodiscard]] std::size_t number_of(const FieldWanted& wanted) const;

  [[nodiscard]] RecordRow row(std::size_t record) const {
    return {table_->row(record).data(), static_cast<std::uint32_t>(record)};
  }
  /// Has the row of a record brought near, for whoever will ask for it soon.
  [[gnu::always_inline]] void fetch(std::size_t record) const {
    const std::span<const std::uint32_t> values = table_->row(record);
    __builtin_prefetch(values.data());
    __builtin_prefetch(&values.back());
  }
  [[nodiscard]] std::uint32_t id(const RecordRow& row, std::size_t field) const {
    const Way& way = ways_[field];
    if (way.joined != nullptr)
      return way.joined[row.record];
    const std::uint32_t value = row.values[way.column];
    return way.of_value == nullptr ? value : way.of_value[value];
  }
  [[nodiscard]] std::uint32_t id(std::size_t record, std::size_t field) const {
    return id(row(record), field);
  }

  /// A number that depends on what a record says alone, not on its place.
  [[nodiscard]] std::uint64_t hash(std::size_t record) const;

  [[nodiscard]] const Values& values(std::size_t field) const {
    return fields_[field].is_column ? table_->columns()[fields_[field].wanted.columns[0]].values
                                    : fields_[field].values;
  }
  /// How many records have each value.
  [[nodiscard]] const std::vector<std::uint32_t>& counts(std::size_t field) const {
    return fields_[field].counts;
  }
  /// How many have one at all.
  [[nodiscard]] std::uint64_t present(std::size_t field) const { return fields_[field].present; }
  /// Different values of its column of which nothing is left in this form.
  [[nodiscard]] std::uint32_t unusable(std::size_t field) const { return fields_[field].unusable; }

 private:
  struct Field {
    FieldWanted wanted;
    bool is_column = false;  ///< Its values are those of its only column.
    Values values;
    std::vector<std::uint32_t> of_value;  ///< One column: the number of each value in its form.
    std::vector<std::uint32_t> joined;    ///< Several columns, or hands: of each record.
    std::vector<std::uint32_t> counts;
    std::uint64_t present = 0;
    std::uint32_t unusable = 0;
    DateOrder order = DateOrder::day_first;  ///< Of dates, for records that come later.
  };

  /// How the number of a field is found in a row.
  struct Way {
    const std::uint32_t* joined = nullptr;
    const std::uint32_t* of_value = nullptr;
    std::size_t column = 0;
  };

  void put_in_form(Field& field) const;
  void read_list_by_list(Field& field, const std::vector<DateOrder>& orders) const;
  void join(Field& field) const;
  void count_values(std::size_t field);
  void take_in_value(Field& field, std::size_t record);
  [[nodiscard]] Way way_of(const Field& field) const;

  const RecordTable* table_ = nullptr;
  bool open_ = false;
  std::vector<Field> fields_;
  std::vector<Way> ways_;  ///< Into `fields_`, whose parts do not move when the whole does.
};

}  // namespace manumit::link
