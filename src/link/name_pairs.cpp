// SPDX-License-Identifier: Apache-2.0
#include "link/name_pairs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "base/encoding.h"

namespace manumit::link {
namespace {

constexpr std::size_t kMostFaults = 100;
// Names of so many rows before are still known: lists are often compared all against all.
constexpr std::size_t kMostKnown = 100'000;

struct Columns {
  std::size_t a = 0;
  std::size_t b = 0;
  std::optional<std::size_t> kind;
};

std::string trimmed(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of(" \t");
  if (first == std::string_view::npos)
    return {};
  return std::string(cell.substr(first, cell.find_last_not_of(" \t") - first + 1));
}

std::optional<std::size_t> column_called(const std::vector<std::string>& headings,
                                         std::string_view name) {
  const auto found = std::find(headings.begin(), headings.end(), name);
  if (found == headings.end())
    return std::nullopt;
  return static_cast<std::size_t>(found - headings.begin());
}

Result<Columns> columns_of(const std::vector<std::string>& headings, const std::string& file) {
  Columns columns;
  for (const auto& [name, place] : {std::pair{"a", &columns.a}, std::pair{"b", &columns.b}}) {
    const auto found = column_called(headings, name);
    if (!found)
      return fail(Error::Kind::bad_input, "a file of pairs of names has a column a and a column b",
                  cell_place(file, 1, ""), "name the columns of the two names a and b");
    *place = *found;
  }
  columns.kind = column_called(headings, "kind");
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (column_called(headings, headings[i]) != i)
      return fail(Error::Kind::bad_input, "two columns have the same name",
                  cell_place(file, 1, std::to_string(i + 1)));
  }
  return columns;
}

std::optional<NameKind> kind_in(const std::string& cell) {
  const std::string kind = trimmed(cell);
  if (kind.empty() || kind == "person")
    return NameKind::person;
  if (kind == "organisation" || kind == "organization")
    return NameKind::organisation;
  return std::nullopt;
}

/// Everything that is wrong with a file, as one error.
class Faults {
 public:
  explicit Faults(std::string file) : file_(std::move(file)) {}

  void look_at(const CsvRow& row, const std::vector<std::string>& headings,
               const Columns& columns) {
    if (row.cells.size() != headings.size()) {
      add("a row has as many cells as there are headings, and this has not",
          cell_place(file_, row.number, ""));
      return;
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (first_bad_utf8(row.cells[i]))
        add("this cell is no text in UTF-8", cell_place(file_, row.number, headings[i]));
    }
    if (columns.kind && !kind_in(row.cells[*columns.kind]))
      add("a kind is person or organisation", cell_place(file_, row.number, "kind"));
  }

  [[nodiscard]] Result<void> found() const {
    if (what_.empty())
      return {};
    return fail(Error{.kind = Error::Kind::bad_input, .what = what_, .where = where_});
  }
  [[nodiscard]] bool enough() const { return count_ >= kMostFaults; }

 private:
  void add(std::string_view what, const std::string& where) {
    if (what_.empty())
      what_ = what;
    // Faults of another kind come up when those of the first are mended.
    if (what != what_ || enough())
      return;
    where_ += (where_.empty() ? "" : "; ") + where;
    ++count_;
  }

  std::string file_;
  std::string what_;
  std::string where_;
  std::size_t count_ = 0;
};

class KnownNames {
 public:
  const Name& of(const std::string& written, NameKind kind) {
    auto& names = names_[static_cast<std::size_t>(kind)];
    const auto found = names.find(written);
    if (found != names.end())
      return found->second;
    return names.emplace(written, Name::of(written, kind)).first->second;
  }
  /// Between two rows, as it ends the names that were given.
  void forget_if_many() {
    for (auto& names : names_) {
      if (names.size() > kMostKnown)
        names.clear();
    }
  }

 private:
  std::array<std::unordered_map<std::string, Name>, 2> names_;
};

double probability_of(double prior, double bits) {
  const double odds = prior / (1 - prior) * std::exp2(bits);
  return odds / (1 + odds);
}

/// The rows of the file after its heading, one after the other.
class Rows {
 public:
  static Result<Rows> begin(const PairFile& file) {
    Rows rows(CsvReader(TRY(file.open()), {.name = file.name}));
    CsvRow heading;
    if (!TRY(rows.reader_.next(heading)))
      return fail(Error::Kind::bad_input, "the file is empty", file.name);
    for (const std::string& cell : heading.cells) {
      if (first_bad_utf8(cell))
        return fail(Error::Kind::bad_input, "this cell is no text in UTF-8",
                    cell_place(file.name, 1, std::to_string(rows.headings_.size() + 1)));
      rows.headings_.push_back(trimmed(cell));
    }
    rows.columns_ = TRY(columns_of(rows.headings_, file.name));
    return rows;
  }

  [[nodiscard]] Result<bool> next(CsvRow& row) { return reader_.next(row); }
  [[nodiscard]] const std::vector<std::string>& headings() const { return headings_; }
  [[nodiscard]] const Columns& columns() const { return columns_; }

 private:
  explicit Rows(CsvReader reader) : reader_(std::move(reader)) {}

  CsvReader reader_;
  std::vector<std::string> headings_;
  Columns columns_;
};

Result<void> check(const PairFile& file) {
  Rows rows = TRY(Rows::begin(file));
  Faults faults(file.name);
  CsvRow row;
  while (!faults.enough() && TRY(rows.next(row)))
    faults.look_at(row, rows.headings(), rows.columns());
  return faults.found();
}

}  // namespace

Result<void> judge_pairs(const PairFile& file, double prior, const PairUse& use) {
  TRY(check(file));
  Rows rows = TRY(Rows::begin(file));
  TRY(use.headings(rows.headings()));
  KnownNames names;
  CsvRow row;
  while (TRY(rows.next(row))) {
    const Columns& columns = rows.columns();
    // The file may have changed since it was checked.
    if (row.cells.size() != rows.headings().size())
      return fail(Error::Kind::bad_input,
                  "a row has as many cells as there are headings, and this has not",
                  cell_place(file.name, row.number, ""));
    JudgedPair pair{.row = row.number, .a = row.cells[columns.a], .b = row.cells[columns.b]};
    if (columns.kind)
      pair.kind = kind_in(row.cells[*columns.kind]).value_or(NameKind::person);
    const Name& a = names.of(pair.a, pair.kind);
    const Name& b = names.of(pair.b, pair.kind);
    pair.match = compare_names(a, b);
    pair.a_mixes_scripts = a.mixes_scripts();
    pair.b_mixes_scripts = b.mixes_scripts();
    pair.probability = pair.match ? probability_of(prior, pair.match->bits) : prior;
    pair.cells = std::move(row.cells);
    TRY(use.pair(pair));
    row = {};
    names.forget_if_many();
  }
  return {};
}

}  // namespace manumit::link
