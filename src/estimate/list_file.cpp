// SPDX-License-Identifier: Apache-2.0
#include "list_file.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "list_faults.h"
#include "list_roles.h"

namespace manumit::estimate {
namespace {

// What all tables of one file may hold together: 128 megabytes of counts. More groups than a
// thousand are no groups: somebody has split people by a number or a name of their own.
constexpr std::size_t kMostCells = std::size_t{1} << 24;
constexpr std::size_t kMostTables = 1000;

/// A draw of the linkage: whole numbers by their size, other words by their letters.
using DrawKey = std::tuple<bool, std::uint64_t, std::string>;
using Values = std::vector<std::string>;

DrawKey draw_key(std::string_view cell) {
  const auto number = whole_number(cell);
  return {!number, number.value_or(0), std::string(cell)};
}

/// People by history, for each draw and each stratum of it.
class Counts {
 public:
  explicit Counts(std::size_t lists) : cells_(std::size_t{1} << lists) {}

  /// What went wrong, or null.
  [[nodiscard]] const ListFault* add(const DrawKey& draw, const Values& values, History history,
                                     std::uint64_t people) {
    std::uint64_t& in_draw = people_[draw];
    if (people > kMostPeople - in_draw)
      return &kTooManyPeople;
    const auto [table, is_new] = tables_[draw].try_emplace(values);
    if (is_new) {
      ++tables_made_;
      if (tables_made_ > kMostTables || tables_made_ * cells_ > kMostCells)
        return &kTooManyGroups;
      table->second.assign(cells_, 0);
    }
    in_draw += people;
    table->second[history] += people;
    return nullptr;
  }

  [[nodiscard]] bool empty() const { return tables_.empty(); }
  [[nodiscard]] const auto& draws() const { return tables_; }

 private:
  std::size_t cells_;
  std::size_t tables_made_ = 0;
  std::map<DrawKey, std::uint64_t> people_;
  std::map<DrawKey, std::map<Values, std::vector<std::uint64_t>>> tables_;
};

Result<ListTable> table_of(const std::vector<std::string>& names,
                           std::span<const std::vector<std::uint64_t>* const> counts) {
  std::vector<ListTable::Row> rows;
  for (const std::vector<std::uint64_t>* const part : counts) {
    for (History history = 1; history < part->size(); ++history) {
      if ((*part)[history] > 0)
        rows.push_back({history, (*part)[history]});
    }
  }
  return ListTable::of(names, rows);
}

/// Reads one row after the other into the counts; what cannot be read becomes a fault.
class RowReader {
 public:
  RowReader(const ListRoles& roles, const std::string& file)
      : roles_(roles), faults_(file), counts_(roles.names.size()), values_(roles.strata.size()) {}

  void read(const CsvRow& row) {
    if (row.cells.size() != roles_.headings.size()) {
      faults_.add(row.line, {}, kWrongCells);
      return;
    }
    const bool fine = read_lists_of(row);
    const bool counted = read_count(row);
    if (!read_groups(row) || !fine || !counted || people_ == 0)
      return;
    if (!on_any_) {
      std::string_view column;
      if (roles_.count)
        column = roles_.headings[*roles_.count];
      faults_.add(row.line, column, kOnNoList);
      return;
    }
    // Whoever is only on lists that are left out is gone with them.
    if (history_ == 0)
      return;
    if (const ListFault* wrong = counts_.add(draw_, values_, history_, people_))
      faults_.add(row.line, {}, *wrong);
  }

  [[nodiscard]] const ListFaults& faults() const { return faults_; }
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  bool wrong(const CsvRow& row, std::size_t column, const ListFault& fault) {
    faults_.add(row.line, roles_.headings[column], fault);
    return false;
  }

  bool read_lists_of(const CsvRow& row) {
    history_ = 0;
    on_any_ = false;
    bool fine = true;
    for (const ListRoles::ListAt& list : roles_.lists) {
      const std::string_view cell = trimmed(row.cells[list.column]);
      if (cell.empty())
        fine = wrong(row, list.column, kEmptyMark);
      else if (cell != "0" && cell != "1")
        fine = wrong(row, list.column, kNoMark);
      else if (cell == "1") {
        on_any_ = true;
        history_ |= list.bit ? History{1} << *list.bit : 0;
      }
    }
    return fine;
  }

  bool read_count(const CsvRow& row) {
    people_ = 1;
    if (!roles_.count)
      return true;
    const std::string_view cell = trimmed(row.cells[*roles_.count]);
    const auto people = whole_number(cell);
    people_ = people.value_or(0);
    if (people)
      return true;
    const bool digits = !cell.empty() && cell.find_first_not_of("0123456789") == std::string::npos;
    return wrong(row, *roles_.count, digits ? kTooManyPeople : kNoCount);
  }

  bool read_groups(const CsvRow& row) {
    for (std::size_t i = 0; i < roles_.strata.size(); ++i) {
      values_[i] = trimmed(row.cells[roles_.strata[i]]);
      if (!can_be_a_name(values_[i]))
        return wrong(row, roles_.strata[i], kNoName);
    }
    if (!roles_.draw)
      return true;
    const std::string_view cell = trimmed(row.cells[*roles_.draw]);
    if (cell.empty() || !can_be_a_name(cell))
      return wrong(row, *roles_.draw, cell.empty() ? kNoDraw : kNoName);
    draw_ = draw_key(cell);
    return true;
  }

  const ListRoles& roles_;
  ListFaults faults_;
  Counts counts_;
  // Of the row that is being read.
  History history_ = 0;
  bool on_any_ = false;
  std::uint64_t people_ = 0;
  Values values_;
  DrawKey draw_;
};

Result<Lists> lists_of(const Counts& counts, const ListRoles& roles,
                       const ListFileOptions& options) {
  std::vector<ListTable> draws;
  for (const auto& [key, strata] : counts.draws()) {
    std::vector<const std::vector<std::uint64_t>*> parts;
    for (const auto& [values, cells] : strata)
      parts.push_back(&cells);
    draws.push_back(TRY(table_of(roles.names, parts)));
  }
  Lists lists{.table = draws.front(), .columns = options.strata, .strata = {}, .draws = {}};
  if (!options.strata.empty()) {
    for (const auto& [values, cells] : counts.draws().begin()->second) {
      const std::vector<const std::vector<std::uint64_t>*> part = {&cells};
      ListTable table = TRY(table_of(roles.names, part));
      lists.strata.push_back({.values = values, .table = std::move(table)});
    }
  }
  if (roles.draw)
    lists.draws = std::move(draws);
  return lists;
}

}  // namespace

Result<Lists> read_lists(ByteSource source, const ListFileOptions& options) {
  CsvReader reader(std::move(source), {.name = options.name});
  CsvRow row;
  if (!TRY(reader.next(row)))
    return fail(Error::Kind::bad_input, "the file is empty", options.name);
  const ListRoles roles = TRY(roles_of(row, options));
  // Says what is wrong with the number of lists and their names before a million rows are read.
  const auto names = ListTable::of(roles.names, {});
  if (!names) {
    Error error = names.error();
    error.where = cell_place(options.name, row.line, {});
    return fail(std::move(error));
  }
  RowReader rows(roles, options.name);
  while (!rows.faults().enough() && TRY(reader.next(row)))
    rows.read(row);
  if (rows.faults().any())
    return fail(rows.faults().error());
  if (rows.counts().empty())
    return fail(Error::Kind::bad_input, "nobody is on any of the lists", options.name);
  return lists_of(rows.counts(), roles, options);
}

}  // namespace manumit::estimate
