// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "records.h"

namespace manumit::link {

/// Puts a table of records together, list by list and row by row.
class RecordTableBuilder {
 public:
  explicit RecordTableBuilder(NameKind kind) { table_.kind_ = kind; }
  /// Goes on with a table that was made; its columns stay as they are.
  explicit RecordTableBuilder(RecordTable&& table);

  /// Before the first record.
  void add_column(std::string name, Role role) {
    table_.columns_.push_back({.name = std::move(name), .role = role, .values = {}});
  }
  [[nodiscard]] Values& values(std::size_t column) { return table_.columns_[column].values; }
  [[nodiscard]] std::size_t columns() const { return table_.columns_.size(); }

  void begin_source(std::string name, bool deduplicated) {
    table_.sources_.push_back(
        {.name = std::move(name), .deduplicated = deduplicated, .first = table_.size_, .count = 0});
  }
  /// Where the next record stands in its file, if empty lines may stand before it.
  void row_of_next(std::uint64_t row);
  /// The next record of the list: the number of its value in each column, to be filled in.
  [[nodiscard]] std::span<std::uint32_t> add_record();
  /// Ids are given to all records or to none, in their order.
  void add_id(std::string_view id) { table_.ids_.add(id); }
  [[nodiscard]] bool has_room_for_ids(std::size_t bytes) const {
    return table_.ids_.has_room(bytes);
  }
  void add_truth(std::uint32_t who) { table_.truth_.push_back(who); }

  /// Text by text, for tables that are made in tests.
  void add_texts(const std::vector<std::string>& texts);

  [[nodiscard]] const RecordTable& so_far() const { return table_; }
  [[nodiscard]] RecordTable take();

 private:
  RecordTable table_;
};

}  // namespace manumit::link
