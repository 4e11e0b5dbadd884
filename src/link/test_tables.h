// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "hashing.h"
#include "record_builder.h"

/// Tables of invented people for tests.
namespace manumit::link::testing {

using TestColumns = std::vector<std::pair<std::string, Role>>;
using TestRows = std::vector<std::vector<std::string>>;

struct TestList {
  std::string name;
  TestRows rows;
  bool deduplicated = false;
};

inline RecordTable table_of(const TestColumns& columns, const std::vector<TestList>& lists,
                            NameKind kind = NameKind::person) {
  RecordTableBuilder builder(kind);
  for (const auto& [name, role] : columns)
    builder.add_column(name, role);
  for (const TestList& list : lists) {
    builder.begin_source(list.name, list.deduplicated);
    for (const auto& row : list.rows)
      builder.add_texts(row);
  }
  return builder.take();
}

inline RecordTable list_of(const TestColumns& columns, const TestRows& rows) {
  return table_of(columns, {{.name = "a.csv", .rows = rows}});
}

/// A row of an invented list, and who it is.
struct InventedRow {
  std::vector<std::string> cells;  ///< given_name, family_name, birth_date, sex, place.
  std::uint32_t person = 0;
};

inline const TestColumns& invented_columns() {
  static const TestColumns kColumns = {{"given_name", Role::given_name},
                                       {"family_name", Role::family_name},
                                       {"birth_date", Role::birth_date},
                                       {"sex", Role::sex},
                                       {"place", Role::place}};
  return kColumns;
}

/// Invented people, each on from one to three rows with slips of the pen and holes, in an order
/// that the seed decides. Rows of one person differ in about one cell of five.
class InventedPeople {
 public:
  explicit InventedPeople(std::uint64_t seed) : random_(seed) {}

  std::vector<InventedRow> rows(std::uint32_t people) {
    std::vector<InventedRow> rows;
    for (std::uint32_t person = 1; person <= people; ++person) {
      const std::vector<std::string> cells = somebody();
      for (std::size_t copies = 1 + below(3); copies > 0; --copies)
        rows.push_back({written(cells), person});
    }
    std::shuffle(rows.begin(), rows.end(), random_);
    return rows;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string word(std::size_t syllables) {
    static constexpr const char* kSyllables[] = {"ka",  "ri", "mo", "va", "sul", "ta", "no",
                                                 "ber", "di", "ze", "ju", "lan", "pe", "tro"};
    std::string text;
    for (std::size_t i = 0; i < syllables; ++i)
      text += kSyllables[below(14)];
    return text;
  }
  std::string two(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

  std::vector<std::string> somebody() {
    // A given name and a place are shared by many, a family name by few.
    static constexpr const char* kPlaces[] = {"osh", "nukus", "khujand", "shymkent", "ganja"};
    return {"name" + word(1), word(2) + word(1),
            std::to_string(1960 + below(40)) + "-" + two(1 + below(12)) + "-" + two(1 + below(28)),
            below(2) == 0 ? "f" : "m", kPlaces[below(5)]};
  }

  /// With a letter exchanged for its neighbour now and then, or nothing at all.
  std::vector<std::string> written(std::vector<std::string> cells) {
    for (std::string& cell : cells) {
      const std::size_t luck = below(20);
      if (luck == 0)
        cell.clear();
      else if (luck < 3 && cell.size() > 4)
        std::swap(cell[cell.size() - 1], cell[cell.size() - 2]);
    }
    return cells;
  }

  std::mt19937_64 random_;
};

inline TestRows cells_of(const std::vector<InventedRow>& rows) {
  TestRows cells;
  for (const InventedRow& row : rows)
    cells.push_back(row.cells);
  return cells;
}

}  // namespace manumit::link::testing
