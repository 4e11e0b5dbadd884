// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "link/names.h"
#include "link/values.h"

namespace manumit::link {

/// What a column says of a person or an organisation. The names are those of `link.toml`.
enum class Role : std::uint8_t {
  given_name,
  family_name,
  patronymic,
  full_name,
  birth_date,
  age,
  sex,
  country,
  place,
  street_address,
  postcode,
  phone,
  email,
  document,
  tax_number,
  organisation,
  occupation,
  other,    ///< Kept out of the comparison until somebody says what it is.
  id,       ///< The record's own number on its list: printed, never compared.
  truth,    ///< Who the person is, for judging: never compared, blocked on or printed.
  ignored,  ///< Left out by wish.
};
inline constexpr std::size_t kRoles = 21;
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

/// One list.
struct Source {
  std::string name;           ///< The file's.
  bool deduplicated = false;  ///< No person is on it twice.
  std::size_t first = 0;      ///< Its first record …
  std::size_t count = 0;      ///< … and how many there are.
  /// From a record on, the file has had so many empty lines; one entry each time there are more.
  struct Empty {
    std::size_t from = 0;
    std::uint64_t lines = 0;
  };
  std::vector<Empty> empty = {};
};

/// A column that is compared.
struct Column {
  std::string name;  ///< As the first file calls it.
  Role role = Role::other;
  Values values;
};

/// The records of all lists, one after the other, as numbers: each value of a column is kept once.
///
/// A record takes four bytes a column, and its id.
class RecordTable {
 public:
  /// The rows of so many records, from a multiple of them on, lie one behind the other in memory.
  static constexpr std::size_t kRowsTogether = std::size_t{1} << 15;

  [[nodiscard]] NameKind kind() const { return kind_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const std::vector<Source>& sources() const { return sources_; }
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }

  /// The number of the value in each column; 0 is missing.
  [[nodiscard]] std::span<const std::uint32_t> row(std::size_t record) const {
    return {chunks_[record / kChunkRows].data() + record % kChunkRows * columns_.size(),
            columns_.size()};
  }
  [[nodiscard]] std::uint32_t value(std::size_t record, std::size_t column) const {
    return row(record)[column];
  }
  [[nodiscard]] std::string_view text(std::size_t record, std::size_t column) const {
    return columns_[column].values[value(record, column)];
  }

  /// The list that a record stands on. O(log lists).
  [[nodiscard]] std::size_t source_of(std::size_t record) const;
  /// The row of its file, counted as a spreadsheet does: empty lines count, and the headings are
  /// row 1 if they stand on the first line. O(log lists + log empty lines).
  [[nodiscard]] std::uint64_t row_of(std::size_t record) const;
  /// The record of a row of a list; nothing if the row holds none. O(log of the list).
  [[nodiscard]] std::optional<std::size_t> record_at(std::size_t source, std::uint64_t row) const;
  /// Its own number on its list; empty if the list has none.
  [[nodiscard]] std::string_view id_of(std::size_t record) const;
  [[nodiscard]] bool has_ids() const { return ids_.size() > 0; }

  /// Who each record truly is, where a column of truth was named; 0: not said.
  [[nodiscard]] const std::vector<std::uint32_t>& truth() const { return truth_; }

 private:
  friend class RecordTableBuilder;
  static constexpr std::size_t kChunkRows = kRowsTogether;

  NameKind kind_ = NameKind::person;
  std::size_t size_ = 0;
  std::vector<Source> sources_;
  std::vector<Column> columns_;
  std::vector<std::vector<std::uint32_t>> chunks_;  ///< Row after row.
  Texts ids_;
  std::vector<std::uint32_t> truth_;
};

}  // namespace manumit::link
