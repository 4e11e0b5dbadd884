// SPDX-License-Identifier: Apache-2.0
#include "tables.h"

#include <algorithm>
#include <initializer_list>
#include <map>

#include "base/csv.h"
#include "base/encoding.h"

namespace manumit::gap {
namespace {

constexpr CsvLimits kLimits{.cell_bytes = 1 << 16, .row_bytes = 1 << 18, .columns = 64};
constexpr std::size_t kMostRows = 50'000;

/// A small table whose columns are found by their headings.
class Table {
 public:
  static Result<Table> read(std::string_view text, const std::string& file,
                            std::initializer_list<const char*> needed) {
    if (const auto bad = first_bad_utf8(text))
      return fail(Error::Kind::bad_input, "the file is not text in UTF-8: byte {0} is none", file,
                  "save it as UTF-8", {std::to_string(*bad)});
    Table table;
    table.file_ = file;
    table.rows_ = TRY(read_csv(text, {.name = file, .limits = kLimits}));
    if (table.rows_.empty())
      return fail(Error::Kind::bad_input, "the file is empty", file);
    if (table.rows_.size() > kMostRows)
      return fail(Error::Kind::bad_input, "more than {0} rows are too many", file, {},
                  {std::to_string(kMostRows)});
    const std::vector<std::string>& headings = table.rows_.front().cells;
    for (std::size_t i = 0; i < headings.size(); ++i)
      table.columns_.emplace(headings[i], i);
    for (const char* name : needed) {
      if (!table.columns_.contains(name))
        return fail(Error::Kind::bad_input, "the column {0} is missing", file, {}, {name});
    }
    return table;
  }

  std::size_t size() const { return rows_.size(); }
  std::uint64_t number(std::size_t row) const { return rows_[row].number; }
  std::string cell(std::size_t row, const char* column) const {
    const auto found = columns_.find(column);
    const auto& cells = rows_[row].cells;
    return found == columns_.end() || found->second >= cells.size()
               ? std::string()
               : unguarded(cells[found->second]);
  }
  std::string place(std::size_t row, const char* column) const {
    return cell_place(file_, rows_[row].number, column);
  }

 private:
  std::string file_;
  std::vector<CsvRow> rows_;
  std::map<std::string, std::size_t, std::less<>> columns_;
};

}  // namespace

Result<std::vector<Step>> read_steps(std::string_view text, const std::string& file) {
  const Table table = TRY(Table::read(text, file, {"date", "authority", "kind"}));
  std::vector<Step> steps;
  for (std::size_t row = 1; row < table.size(); ++row) {
    Step step{.date = TRY(read_period(table.cell(row, "date"), table.place(row, "date"))),
              .authority = table.cell(row, "authority"),
              .kind = table.cell(row, "kind"),
              .about = table.cell(row, "about"),
              .source = table.cell(row, "source"),
              .confidence = table.cell(row, "confidence"),
              .matter = table.cell(row, "matter"),
              .row = table.number(row)};
    if (step.kind.empty())
      return fail(Error::Kind::bad_input, "the step has no kind", table.place(row, "kind"));
    steps.push_back(std::move(step));
  }
  return steps;
}

Result<std::vector<LawDate>> read_law_dates(std::string_view text, const std::string& file) {
  const Table table = TRY(Table::read(text, file, {"law", "event", "from"}));
  std::vector<LawDate> dates;
  for (std::size_t row = 1; row < table.size(); ++row) {
    LawDate date;
    date.law = table.cell(row, "law");
    date.place = table.cell(row, "place");
    date.event = table.cell(row, "event");
    date.source = table.cell(row, "source");
    date.period = TRY(read_period(table.cell(row, "from"), table.place(row, "from")));
    const std::string to = table.cell(row, "to");
    const Period end = TRY(read_period(to, table.place(row, "to")));
    if (!date.period.days || (!to.empty() && !end.days))
      return fail(Error::Kind::bad_input, "this is no period", table.place(row, "from"),
                  "write 2019, 2019-05, 2016/2020 or 2019-05-01/2019-05-31");
    date.open = to.empty() && (date.event == "in_force" || date.event == "binds");
    if (date.open)
      date.period.days->most = kLastDay;
    if (end.days && end.days->most < date.period.days->least)
      return fail(Error::Kind::bad_input, "the period ends before it starts",
                  table.place(row, "to"));
    if (end.days)
      date.period.days->most = end.days->most;
    dates.push_back(std::move(date));
  }
  return dates;
}

}  // namespace manumit::gap
