// SPDX-License-Identifier: Apache-2.0
#include "exchange/import.h"

#include <algorithm>

#include "import_columns.h"
#include "import_rows.h"
#include "likely_same.h"

namespace manumit::exchange {

std::size_t ImportPlan::good_rows() const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const PreviewRow& row) { return row.good; }));
}

std::size_t ImportPlan::bad_rows() const {
  return rows.size() - good_rows();
}

namespace {

using Weight = CellProblem::Weight;

// "AD19" as a place in reading order: row 19, column 30.
std::pair<std::size_t, std::size_t> place_of(const std::string& cell) {
  std::size_t column = 0;
  std::size_t row = 0;
  for (const char letter : cell) {
    if (letter >= 'A' && letter <= 'Z')
      column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
    else if (letter >= '0' && letter <= '9')
      row = row * 10 + static_cast<std::size_t>(letter - '0');
    else
      break;
  }
  return {row, column};
}

tl::unexpected<Error> stopped() {
  return fail(Error::Kind::unavailable, "stopped at your wish", {},
              "choose the file again; nothing of it was stored");
}

class Planner {
 public:
  Planner(const Workbook& workbook, ImportTable table, casework::Casebook& casebook,
          ImportPlan& plan, const Progress& progress)
      : table_(std::move(table)),
        sheet_(workbook.sheets[table_.sheet]),
        casebook_(casebook),
        plan_(plan),
        progress_(progress) {}

  [[nodiscard]] Result<void> run(AddressHeadings headings) {
    for (std::size_t row = table_.first_row; row < sheet_.rows.size(); ++row) {
      if (holds_something(table_, sheet_, row))
        filled_.push_back(row);
    }
    ask_about_addresses(headings);
    TRY(read_rows());
    TRY(note_likenesses());
    list_unknown_columns();
    std::stable_sort(plan_.problems.begin(), plan_.problems.end(),
                     [](const CellProblem& a, const CellProblem& b) {
                       return place_of(a.cell) < place_of(b.cell);
                     });
    return {};
  }

 private:
  // Only the one who filled the sheet knows which row of headings was meant.
  void ask_about_addresses(AddressHeadings headings) {
    const auto holds_address = [this](std::size_t row) {
      return std::any_of(table_.address_by_label.begin(), table_.address_by_label.end(),
                         [&](const auto& column) {
                           return sheet_.at(row, column.first).kind != Cell::Kind::empty;
                         });
    };
    const auto first = std::find_if(filled_.begin(), filled_.end(), holds_address);
    if (headings != AddressHeadings::not_asked || first == filled_.end())
      return;
    plan_.asks_address = true;
    const auto pairs = [&](const auto& columns) {
      std::vector<std::pair<std::string, std::string>> out;
      for (const auto& [column, field] : columns)
        out.emplace_back(field == nullptr ? "" : field->label, sheet_.at(*first, column).text);
      return out;
    };
    plan_.address_by_label = pairs(table_.address_by_label);
    plan_.address_by_hidden_name = pairs(table_.address_by_hidden_name);
    const std::size_t column = table_.address_by_label.front().first;
    plan_.problems.push_back(
        {Weight::ask, cell_name(table_.first_row - 1, column),
         sheet_.at(table_.first_row - 1, column).text, sheet_.at(*first, column).text,
         Error{Error::Kind::bad_input,
               "the hidden names and the visible headings of the address columns disagree",
               {},
               "say which of the two the addresses follow; until then no address is taken",
               {}}});
  }

  [[nodiscard]] Result<void> read_rows() {
    const Meanings meanings(casework::built_in_vocabulary());
    const RowContext context{.vocabulary = casework::built_in_vocabulary(),
                             .meanings = meanings,
                             .artefact = table_.artefact,
                             .source = {.id = casebook_.new_id(),
                                        .kind = "file",
                                        .title = plan_.file_name,
                                        .author = {},
                                        .date = {},
                                        .file_hash = plan_.file_hash,
                                        .address = {}},
                             .new_id = [this] { return casebook_.new_id(); }};
    for (const std::size_t number : filled_) {
      if (progress_ && !progress_(plan_.rows.size(), filled_.size()))
        return stopped();
      ReadRow row = read_row(context, table_, sheet_, number);
      people_.push_back({number + 1, std::move(row.name), row.born, std::move(row.phone),
                         std::move(row.name_cell), std::move(row.name_heading)});
      std::move(row.problems.begin(), row.problems.end(), std::back_inserter(plan_.problems));
      if (row.preview.good)
        plan_.filings.push_back(std::move(row.filing));
      plan_.rows.push_back(std::move(row.preview));
    }
    return {};
  }

  [[nodiscard]] Result<void> note_likenesses() {
    const auto on_file = same_on_file(people_, casebook_, [this] {
      return !progress_ || progress_(filled_.size(), filled_.size());
    });
    if (!on_file)
      return stopped();
    for (auto found : {same_within_file(people_), *on_file})
      std::move(found.begin(), found.end(), std::back_inserter(plan_.problems));
    if (people_.size() > kMostRowsSearched && casebook_.case_count() > 0)
      plan_.notes.push_back(Error{Error::Kind::bad_input,
                                  "only the first 500 rows were compared with the people on file; "
                                  "those within the file all were",
                                  {},
                                  {},
                                  {}});
    return {};
  }

  void list_unknown_columns() {
    for (const ImportColumn& column : table_.columns) {
      if (column.use == ImportColumn::Use::words && !column.heading.empty())
        plan_.cannot_express.push_back(column.heading);
    }
  }

  ImportTable table_;
  const Sheet& sheet_;
  casework::Casebook& casebook_;
  ImportPlan& plan_;
  const Progress& progress_;
  std::vector<std::size_t> filled_;
  std::vector<RowPerson> people_;
};

}  // namespace

Result<ImportPlan> plan_import(const Workbook& workbook, std::string_view file_name,
                               AddressHeadings headings, casework::Casebook& casebook,
                               const Progress& progress) {
  ImportTable table = TRY(find_table(workbook, headings));
  ImportPlan plan;
  plan.artefact = table.artefact;
  plan.file_hash = workbook.file_hash;
  plan.file_name = file_name;
  plan.notes = workbook.notes;
  plan.notes.insert(plan.notes.end(), table.notes.begin(), table.notes.end());
  plan.problems = table.problems;
  plan.imported_before = casebook.source_of_file(workbook.file_hash);
  TRY(Planner(workbook, std::move(table), casebook, plan, progress).run(headings));
  if (plan.rows.empty())
    return fail(Error::Kind::bad_input, "the table has headings but no filled row");
  return plan;
}

Result<ImportReport> store(ImportPlan plan, Rows rows, casework::Casebook& casebook,
                           const Progress& progress) {
  if (plan.asks_address)
    return fail(Error::Kind::not_allowed, "a question about this file is still open", {},
                "say which headings the addresses follow, then import again");
  ImportReport report;
  report.rows_left_out = plan.bad_rows();
  if (report.rows_left_out > 0 && rows == Rows::all_or_nothing)
    return fail(Error::Kind::bad_input, "{0} rows cannot go in as they are, so nothing was stored",
                {}, "correct them in the file, or choose to take the good rows alone",
                {std::to_string(report.rows_left_out)});
  if (plan.filings.empty())
    return fail(Error::Kind::bad_input, "no row of this file can go in, so nothing was stored");
  report.cases = plan.filings.size();
  for (const casework::Filing& filing : plan.filings)
    report.statements += filing.statements.size();
  TRY(casebook.file(std::move(plan.filings), progress));
  return report;
}

}  // namespace manumit::exchange
