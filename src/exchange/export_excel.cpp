// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "exchange/workbook.h"
#include "export_parts.h"
#include "xlsx_write.h"

namespace manumit::exchange {

using casework::RecordId;

namespace {

// Where the published workbook has its lists: from row 4 of a sheet of this name.
constexpr std::string_view kListSheet = "validation";
constexpr std::size_t kFirstListRow = 4;
constexpr std::size_t kFirstDataRow = 2;  // From 0: below the two rows of headings.

void write_headings(SheetWriter& sheet, bool as_published) {
  sheet.begin_row(true);
  sheet.skip();
  for (const LayoutColumn& column : excel_layout())
    sheet.text(as_published ? column.published_name : column.field);
  sheet.begin_row();
  sheet.skip();
  for (const LayoutColumn& column : excel_layout())
    sheet.text(column.label, SheetWriter::Look::heading);
  sheet.freeze(2, 1);
}

void write_person(SheetWriter& sheet, std::int64_t number, const RecordId& person,
                  CaseValues& values) {
  sheet.begin_row();
  sheet.number(number);
  for (const LayoutColumn& column : excel_layout()) {
    const FieldValue value = values.value(*field_by_name(column.field), person);
    if (value.day)
      sheet.date(*value.day);
    else
      sheet.text(value.text);
  }
}

/// The drop-down lists, and the sheet on which they stand.
class Lists {
 public:
  explicit Lists(const Meanings& meanings) {
    for (std::size_t column = 0; column < excel_layout().size(); ++column) {
      const LayoutColumn& layout = excel_layout()[column];
      const Meaning* meaning = meanings.of(layout.field);
      if (meaning == nullptr || meaning->codes == nullptr)
        continue;
      // Several codes in one cell are in no list: such columns have none to choose from.
      const bool one_only =
          meaning->fact != nullptr && meaning->fact->kind == casework::FactKind::code;
      std::vector<std::string> entries;
      for (const casework::Code& code : meaning->codes->codes) {
        if (!code.htcds.empty())
          entries.push_back(layout.field == "prs_Gender" ? code.htcds : code.label);
      }
      lists_.push_back({column + 1, std::string(layout.label), std::move(entries), one_only});
    }
  }

  void offer_in(SheetWriter& sheet) const {
    for (std::size_t number = 0; number < lists_.size(); ++number) {
      if (!lists_[number].offered)
        continue;
      std::string letters = cell_name(0, number + 1);
      letters.pop_back();
      sheet.offer(lists_[number].column, kFirstDataRow,
                  std::string(kListSheet) + "!$" + letters + "$" + std::to_string(kFirstListRow) +
                      ":$" + letters + "$" +
                      std::to_string(kFirstListRow + lists_[number].entries.size() - 1));
    }
  }

  [[nodiscard]] SheetWriter sheet() const {
    SheetWriter out{std::string(kListSheet)};
    out.begin_row();
    out.text("Validation Lookups");
    out.begin_row();
    out.begin_row();
    out.skip();
    std::size_t longest = 0;
    for (const List& list : lists_) {
      out.text(list.heading, SheetWriter::Look::heading);
      longest = std::max(longest, list.entries.size());
    }
    for (std::size_t row = 0; row < longest; ++row) {
      out.begin_row();
      out.skip();
      for (const List& list : lists_)
        out.text(row < list.entries.size() ? list.entries[row] : "");
    }
    return out;
  }

 private:
  struct List {
    std::size_t column;
    std::string heading;
    std::vector<std::string> entries;
    bool offered;
  };
  std::vector<List> lists_;
};

SheetWriter about_sheet(bool as_published) {
  SheetWriter out("about");
  const std::string_view lines[] = {
      "Human Trafficking Case Data Standard 2.0, Excel layout. Standard (c) IOM, CC BY 4.0, "
      "https://github.com/UNMigration/HTCDS",
      as_published
          ? "Headings as published: the hidden names of columns N to R do not fit their visible "
            "labels. The addresses follow the visible labels."
          : "Headings corrected: the hidden names of all columns fit their visible labels.",
      "A row is a person. Empty means not recorded, not no."};
  for (const std::string_view line : lines) {
    out.begin_row();
    out.text(line);
  }
  return out;
}

}  // namespace

Result<ExportReport> export_excel(const ExportRequest& request, const casework::Casebook& casebook,
                                  const Sink& sink, const Progress& progress) {
  const bool as_published = request.format == Format::htcds_excel_as_published;
  ExportReport report;
  SheetWriter people("Case Sheet");
  write_headings(people, as_published);
  std::int64_t number = 0;
  TRY(for_each_case(request, casebook, ValueStyle::labels, progress, report,
                    [&](const casework::Case& one, CaseValues& values) {
                      std::vector<RecordId> affected = values.persons("affected");
                      if (affected.empty())
                        affected.push_back(one.id);  // The case alone, without a person.
                      for (const RecordId& person : affected)
                        write_person(people, ++number, person, values);
                    }));
  const Lists lists{Meanings(casework::built_in_vocabulary())};
  lists.offer_in(people);
  std::vector<SheetWriter> sheets;
  sheets.push_back(std::move(people));
  sheets.push_back(about_sheet(as_published));
  sheets.push_back(lists.sheet());
  const Bytes bytes = TRY(write_xlsx(std::move(sheets)));
  TRY(sink(bytes));
  report.file_name += ".xlsx";
  report.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return report;
}

}  // namespace manumit::exchange
