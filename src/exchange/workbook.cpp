// SPDX-License-Identifier: Apache-2.0
#include "exchange/workbook.h"

#include <algorithm>
#include <optional>

#include "base/csv.h"
#include "base/encoding.h"
#include "file_hash.h"
#include "xlsx_package.h"
#include "xlsx_sheet.h"
#include "xml_reader.h"

namespace manumit::exchange {

std::string cell_name(std::size_t row, std::size_t column) {
  std::string letters;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters + std::to_string(row + 1);
}

const Cell& Sheet::at(std::size_t row, std::size_t column) const {
  static const Cell kNothing;
  return row < rows.size() && column < rows[row].size() ? rows[row][column] : kNothing;
}

namespace {

std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Names inside an old Office file stand in UTF-16.
bool holds_wide(std::string_view file, std::string_view name) {
  std::string wide;
  for (const char letter : name)
    wide += std::string{letter, '\0'};
  return file.find(wide) != std::string_view::npos;
}

// Both a locked .xlsx and the old .xls begin with the same eight bytes.
tl::unexpected<Error> refuse_old_office(std::string_view file) {
  if (holds_wide(file, "EncryptedPackage"))
    return fail(Error::Kind::not_allowed, "the table file is locked with a password", {},
                "open it in the program it came from and save it without the password");
  return fail(Error::Kind::bad_input, "this is a file of the old Excel format (.xls)", {},
              "open it in a spreadsheet program and save it as .xlsx or CSV");
}

struct SheetPart {
  std::string name;
  std::string relation;
};
struct Overview {
  std::vector<SheetPart> sheets;
  bool from_1904 = false;
};

bool says_yes(const std::optional<std::string>& value) {
  return value == "1" || value == "true";
}

Result<Overview> read_overview(const Package& package, const std::string& part) {
  XmlReader xml(TRY(package.read_xml(part)), part);
  Overview out;
  for (auto event = TRY(xml.next()); event != XmlReader::Event::end; event = TRY(xml.next())) {
    if (event != XmlReader::Event::open)
      continue;
    if (xml.name() == "workbookPr")
      out.from_1904 = says_yes(TRY(xml.attribute("date1904")));
    if (xml.name() == "sheet") {
      const std::optional<std::string> name = TRY(xml.attribute("name"));
      const std::optional<std::string> id = TRY(xml.attribute("id"));
      out.sheets.push_back({name.value_or(""), id.value_or("")});
    }
  }
  return out;
}

Result<std::string> main_part(const Package& package) {
  for (const Relation& relation : TRY(relations_of(package, ""))) {
    if (relation.type == "officeDocument")
      return relation.target;
  }
  if (package.has("content.xml") && package.has("mimetype"))
    return fail(Error::Kind::bad_input, "this is an OpenDocument file", {},
                "open it in a spreadsheet program and save it as .xlsx or CSV");
  return fail(Error::Kind::bad_input, "this is a zip file but no table", {},
              "choose the .xlsx or CSV file itself");
}

Result<SheetContext> read_context(const Package& package, const std::vector<Relation>& relations,
                                  const WorkbookLimits& limits) {
  SheetContext context;
  context.limits = limits;
  context.cells_left = limits.cells;
  context.text_left = limits.text_bytes;
  for (const Relation& relation : relations) {
    if (relation.type == "sharedStrings")
      context.shared_strings = TRY(read_shared_strings(package, relation.target, limits));
    else if (relation.type == "styles")
      context.styles = TRY(read_styles(package, relation.target));
  }
  return context;
}

Result<Workbook> read_xlsx(ByteView file, const WorkbookLimits& limits) {
  const Package package = TRY(Package::open(file, limits));
  const std::string main = TRY(main_part(package));
  if (main.ends_with(".bin"))
    return fail(Error::Kind::bad_input, "this is a binary Excel file (.xlsb)", {},
                "open it in a spreadsheet program and save it as .xlsx or CSV");
  const Overview overview = TRY(read_overview(package, main));
  const std::vector<Relation> relations = TRY(relations_of(package, main));
  SheetContext context = TRY(read_context(package, relations, limits));
  context.from_1904 = overview.from_1904;
  Workbook book;
  if (overview.from_1904)
    book.notes.push_back(Error{Error::Kind::bad_input, "dates count from 1904", {}, {}, {}});
  for (const SheetPart& sheet : overview.sheets) {
    const auto found = std::find_if(relations.begin(), relations.end(),
                                    [&](const Relation& one) { return one.id == sheet.relation; });
    if (found == relations.end() || found->type != "worksheet")
      continue;  // A chart on a page of its own holds no cells.
    book.sheets.push_back(TRY(read_sheet(package, found->target, sheet.name, context)));
  }
  if (book.sheets.empty())
    return fail(Error::Kind::bad_input, "the table file has no sheet with cells");
  return book;
}

Cell csv_cell(std::string text, const WorkbookLimits& limits) {
  if (text.empty())
    return {};
  if (text.size() <= limits.cell_bytes)
    return {.text = std::move(text), .kind = Cell::Kind::text, .value = Cell::Kind::text};
  cut_to_beginning(text);
  return {.text = std::move(text), .kind = Cell::Kind::too_long, .value = Cell::Kind::too_long};
}

Result<std::string> decoded(std::string_view file, Workbook& book) {
  const EncodingGuess guess = guess_encoding(file.substr(0, std::size_t{1} << 16));
  if (guess.encoding != Encoding::utf8)
    book.notes.push_back(Error{Error::Kind::bad_input,
                               "decoded from {0}",
                               {},
                               {},
                               {std::string(encoding_name(guess.encoding))}});
  return to_utf8(file, guess.encoding);
}

Result<Workbook> read_csv_book(std::string_view file, const WorkbookLimits& limits) {
  if (file.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return fail(Error::Kind::bad_input, "the file is empty");
  Workbook book;
  const std::string text = TRY(decoded(file, book));
  if (text.find('\0') != std::string::npos)
    return fail(Error::Kind::bad_input, "this is neither an Excel file nor a CSV file", {},
                "choose an .xlsx or CSV file");
  CsvOptions options;
  options.limits.cell_bytes = limits.file_bytes;
  options.limits.row_bytes = limits.file_bytes;
  options.limits.columns = limits.columns;
  CsvReader reader(source_of(text), options);
  Sheet sheet;
  CsvRow row;
  std::size_t cells = 0;
  while (TRY(reader.next(row))) {
    cells += row.cells.size();
    if (sheet.rows.size() >= limits.rows || cells > limits.cells)
      return fail(Error::Kind::bad_input, "the file has more rows than can be read at once", {},
                  "split it into several files");
    std::vector<Cell>& out = sheet.rows.emplace_back();
    for (std::string& cell : row.cells)
      out.push_back(csv_cell(std::move(cell), limits));
    while (!out.empty() && out.back().kind == Cell::Kind::empty)
      out.pop_back();
  }
  book.sheets.push_back(std::move(sheet));
  return book;
}

}  // namespace

Result<Workbook> read_workbook(ByteView file, const WorkbookLimits& limits) {
  if (file.size() > limits.file_bytes)
    return fail(Error::Kind::bad_input, "the file is larger than a table that can be read at once",
                {}, "split it into several files");
  const std::string_view text = as_text(file);
  if (text.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
    return refuse_old_office(text);
  const bool is_zip = text.starts_with("PK\x03\x04") || text.starts_with("PK\x05\x06");
  Workbook book = TRY(is_zip ? read_xlsx(file, limits) : read_csv_book(text, limits));
  book.file_hash = file_hash(file);
  return book;
}

}  // namespace manumit::exchange
