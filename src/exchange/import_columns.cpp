// SPDX-License-Identifier: Apache-2.0
#include "import_columns.h"

#include <algorithm>
#include <set>

namespace manumit::exchange {

std::string_view without_outer_blanks(std::string_view text) {
  // No-break, narrow no-break and ideographic spaces stand beside the blanks that a keyboard has.
  constexpr std::string_view kBlanks[] = {" ",        "\t",           "\r",          "\n",
                                          "\xC2\xA0", "\xE2\x80\xAF", "\xE3\x80\x80"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        again = true;
      }
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        again = true;
      }
    }
  }
  return text;
}

namespace {

constexpr std::size_t kRowsToSearch = 10;
constexpr std::size_t kFewestHeadings = 2;

std::string_view heading_at(const Sheet& sheet, std::size_t row, std::size_t column) {
  return without_outer_blanks(sheet.at(row, column).text);
}

using Finder = const HtcdsField* (*)(std::string_view);

std::size_t count_headings(const Sheet& sheet, std::size_t row, Finder find) {
  std::set<const HtcdsField*> seen;
  for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
    if (const HtcdsField* field = find(heading_at(sheet, row, column)))
      seen.insert(field);
  }
  return seen.size();
}

struct Place {
  std::size_t sheet = 0;
  std::size_t row = 0;
  std::size_t headings = 0;
};

// The row with the most headings of one kind, in any sheet.
Place best_row(const Workbook& workbook, Finder find) {
  Place best;
  for (std::size_t number = 0; number < workbook.sheets.size(); ++number) {
    const Sheet& sheet = workbook.sheets[number];
    for (std::size_t row = 0; row < std::min(kRowsToSearch, sheet.rows.size()); ++row) {
      const std::size_t found = count_headings(sheet, row, find);
      if (found > best.headings)
        best = {number, row, found};
    }
  }
  return best;
}

bool is_address(const HtcdsField* field) {
  return field != nullptr && field->name.starts_with("prs_Mailing") &&
         !field->name.ends_with("tude");
}

// What survey programs write about themselves.
bool is_survey_column(std::string_view heading) {
  constexpr std::string_view kOwn[] = {"start",
                                       "end",
                                       "today",
                                       "deviceid",
                                       "subscriberid",
                                       "simserial",
                                       "phonenumber",
                                       "username",
                                       "instanceid",
                                       "instancename",
                                       "key",
                                       "submitterid",
                                       "submittername",
                                       "uuid",
                                       "id",
                                       "index",
                                       "version",
                                       "submissiondate",
                                       "submissiontime",
                                       "submittedby",
                                       "validationstatus",
                                       "formversion",
                                       "reviewstate",
                                       "edits",
                                       "deviceidentifier",
                                       "attachmentspresent",
                                       "attachmentsexpected",
                                       "status2"};
  const std::size_t slash = heading.find_last_of("/:");
  if (slash != std::string_view::npos)
    heading.remove_prefix(slash + 1);
  const bool own_mark = heading.starts_with('_') || heading.starts_with("meta");
  const std::string key = heading_key(heading);
  constexpr std::string_view kKoboOnly[] = {"notes", "status", "tags"};
  return std::find(std::begin(kOwn), std::end(kOwn), key) != std::end(kOwn) ||
         (own_mark &&
          std::find(std::begin(kKoboOnly), std::end(kKoboOnly), key) != std::end(kKoboOnly));
}

// "vic_Methods_of_Control/DebtBondage" is the choice DebtBondage of the field before the slash.
bool read_code_flag(std::string_view heading, ImportColumn& column) {
  const std::size_t slash = heading.find_last_of("/");
  if (slash == std::string_view::npos || field_by_name(heading.substr(slash + 1)) != nullptr)
    return false;
  const HtcdsField* field = field_by_name(heading.substr(0, slash));
  if (field == nullptr)
    return false;
  column.use = ImportColumn::Use::code_flag;
  column.field = field;
  column.code = std::string(heading.substr(slash + 1));
  return true;
}

// Column A of the workbook: no heading, nothing but numbers.
bool is_numbering(const Sheet& sheet, std::size_t first_row, std::size_t column) {
  bool any = false;
  for (std::size_t row = first_row; row < sheet.rows.size(); ++row) {
    const Cell& cell = sheet.at(row, column);
    const bool whole = cell.text.find_first_not_of("0123456789") == std::string::npos;
    if (cell.kind != Cell::Kind::empty && !whole)
      return false;
    any = any || cell.kind != Cell::Kind::empty;
  }
  return any;
}

class TableReader {
 public:
  TableReader(const Workbook& workbook, AddressHeadings headings)
      : workbook_(workbook), headings_(headings) {}

  Result<ImportTable> read() {
    const Place names = best_row(workbook_, field_by_name);
    const Place labels = best_row(workbook_, field_by_label);
    if (std::max(names.headings, labels.headings) < kFewestHeadings)
      return fail(
          Error::Kind::bad_input,
          "no column of this table has a heading of the Human Trafficking Case Data Standard", {},
          "use the standard's own workbook or survey form, or name the columns as it does");
    // The published workbook has 38 labels over 37 names: names come first where they are at all.
    names_first_ = 2 * names.headings >= labels.headings;
    const Place head = names_first_ ? names : labels;
    table_.sheet = head.sheet;
    head_row_ = head.row;
    has_labels_ = names_first_ && labels_follow();
    table_.first_row = head.row + (has_labels_ ? 2 : 1);
    for (std::size_t column = 0; column < width(); ++column)
      read_column(column);
    settle_doubles();
    settle_addresses();
    name_artefact();
    return std::move(table_);
  }

 private:
  [[nodiscard]] const Sheet& sheet() const { return workbook_.sheets[table_.sheet]; }

  [[nodiscard]] std::size_t width() const {
    std::size_t out = 0;
    for (const auto& row : sheet().rows)
      out = std::max(out, row.size());
    return out;
  }

  // The workbook has its visible labels below the names. In a translated copy no label is known,
  // but nearly every one of its many columns has text there, which no person's row has.
  [[nodiscard]] bool labels_follow() const {
    constexpr std::size_t kColumnsOfTheWorkbook = 30;
    const std::size_t row = head_row_ + 1;
    if (row >= sheet().rows.size())
      return false;
    if (count_headings(sheet(), row, field_by_label) >= kFewestHeadings)
      return true;
    std::size_t named = 0;
    std::size_t with_text = 0;
    for (std::size_t column = 0; column < sheet().rows[head_row_].size(); ++column) {
      if (field_by_name(heading_at(sheet(), head_row_, column)) == nullptr)
        continue;
      ++named;
      with_text += sheet().at(row, column).kind == Cell::Kind::text ? 1U : 0U;
    }
    return named >= kColumnsOfTheWorkbook && with_text + 1 >= named;
  }

  void read_column(std::size_t index) {
    ImportColumn column;
    column.index = index;
    const std::string_view head = heading_at(sheet(), head_row_, index);
    const std::string_view label =
        has_labels_ ? heading_at(sheet(), head_row_ + 1, index) : std::string_view();
    column.heading = std::string(label.empty() ? head : label);
    const HtcdsField* by_name = named(head);
    const HtcdsField* by_label = label.empty() ? nullptr : field_by_label(label);
    if (by_label == nullptr && !label.empty() && is_address(by_name))
      by_label = published_label(head);
    if (column.heading.empty())
      column.use = is_numbering(sheet(), table_.first_row, index) ? ImportColumn::Use::leave_out
                                                                  : ImportColumn::Use::words;
    else if (by_name != nullptr || by_label != nullptr)
      settle(column, by_name, by_label);
    else if (!read_code_flag(head, column) && is_survey_column(head))
      column.use = ImportColumn::Use::leave_out;
    table_.columns.push_back(std::move(column));
  }

  // A file without a row of labels may mix names and labels in its one row of headings.
  [[nodiscard]] const HtcdsField* named(std::string_view head) const {
    const Finder first = names_first_ ? field_by_name : field_by_label;
    const Finder second = names_first_ ? field_by_label : field_by_name;
    const HtcdsField* field = first(head);
    return field == nullptr && !has_labels_ ? second(head) : field;
  }

  // What the published workbook says below this name; a translated label says the same.
  static const HtcdsField* published_label(std::string_view name) {
    for (const LayoutColumn& column : excel_layout()) {
      if (column.published_name == name)
        return field_by_name(column.field);
    }
    return nullptr;
  }

  void settle(ImportColumn& column, const HtcdsField* by_name, const HtcdsField* by_label) {
    column.use = ImportColumn::Use::field;
    column.field = by_name != nullptr ? by_name : by_label;
    if (by_name != nullptr && by_label != nullptr && by_name != by_label) {
      if (is_address(by_name) && is_address(by_label)) {
        differs_ = true;
      } else {
        column.field = by_label;  // People fill in what they see.
        problem(column, CellProblem::Weight::note,
                "the hidden name and the visible heading of this column differ",
                "the visible heading was taken");
      }
    }
    if (is_address(by_name) || is_address(by_label)) {
      table_.address_by_hidden_name.emplace_back(column.index, by_name);
      table_.address_by_label.emplace_back(column.index, by_label);
    }
    if (by_name == nullptr && names_first_)
      problem(column, CellProblem::Weight::note, "this column has a visible heading but no name",
              "the visible heading was taken");
  }

  void problem(const ImportColumn& column, CellProblem::Weight weight, const char* what,
               const char* next) {
    const std::size_t row = head_row_ + (has_labels_ ? 1 : 0);
    table_.problems.push_back({weight, cell_name(row, column.index), column.heading,
                               sheet().at(row, column.index).text,
                               Error{Error::Kind::bad_input, what, {}, next, {}}});
  }

  // The survey form labels both the family name and the title "Second Name". In its order the
  // title comes second. Any other field with two columns keeps the first; the rest stay words.
  void settle_doubles() {
    std::set<const HtcdsField*> seen;
    for (ImportColumn& column : table_.columns) {
      if (column.use != ImportColumn::Use::field || seen.insert(column.field).second)
        continue;
      if (heading_key(column.heading) == "secondname") {
        column.field = field_by_name("prs_Title");
        problem(column, CellProblem::Weight::note,
                "the survey form labels the title \"Second Name\" as well",
                "the second of the two columns was read as the title");
        if (seen.insert(column.field).second)
          continue;
      }
      column.use = ImportColumn::Use::words;
      problem(column, CellProblem::Weight::unmapped, "an earlier column has the same heading",
              "its cells are kept as words");
    }
    // One column with all choices beside one for each: the first says it all.
    for (ImportColumn& column : table_.columns) {
      if (column.use == ImportColumn::Use::code_flag && seen.contains(column.field))
        column.use = ImportColumn::Use::leave_out;
    }
  }

  void settle_addresses() {
    if (!differs_) {
      table_.address_by_label.clear();
      table_.address_by_hidden_name.clear();
      return;
    }
    const auto& chosen = headings_ == AddressHeadings::by_label ? table_.address_by_label
                                                                : table_.address_by_hidden_name;
    for (ImportColumn& column : table_.columns) {
      const auto found = std::find_if(chosen.begin(), chosen.end(), [&column](const auto& one) {
        return one.first == column.index;
      });
      if (found == chosen.end())
        continue;
      if (headings_ == AddressHeadings::not_asked)
        column.use = ImportColumn::Use::leave_out;
      else if (found->second != nullptr)
        column.field = found->second;
    }
  }

  void name_artefact() {
    bool survey = false;
    bool salesforce = false;
    for (const ImportColumn& column : table_.columns) {
      const std::string_view head = heading_at(sheet(), head_row_, column.index);
      salesforce = salesforce || head.ends_with("__c");
      survey = survey || column.use == ImportColumn::Use::code_flag ||
               (column.field != nullptr && names_first_ && head.find('_') != head.rfind('_')) ||
               (!head.empty() && is_survey_column(head));
    }
    table_.artefact = salesforce               ? Artefact::htcds_salesforce
                      : survey && !has_labels_ ? Artefact::htcds_xlsform
                                               : Artefact::htcds_excel;
    if (std::any_of(table_.columns.begin(), table_.columns.end(), [](const ImportColumn& column) {
          return column.use == ImportColumn::Use::leave_out && !column.heading.empty() &&
                 column.field == nullptr;
        }))
      table_.notes.push_back(
          Error{Error::Kind::bad_input,
                "columns that the survey program wrote about itself were left out",
                {},
                {},
                {}});
  }

  const Workbook& workbook_;
  AddressHeadings headings_;
  ImportTable table_;
  std::size_t head_row_ = 0;
  bool names_first_ = true;
  bool has_labels_ = false;
  bool differs_ = false;
};

}  // namespace

Result<ImportTable> find_table(const Workbook& workbook, AddressHeadings headings) {
  return TableReader(workbook, headings).read();
}

}  // namespace manumit::exchange
