// SPDX-License-Identifier: Apache-2.0
#include "xlsx_write.h"

#include <array>
#include <cstdio>

#include "exchange/workbook.h"
#include "zip_bundle.h"

namespace manumit::exchange {

namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";
constexpr std::string_view kType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

// Excel reads _x000D_ as one letter, so a text that holds such a mark has its first letter
// written that way.
bool looks_escaped(std::string_view text) {
  return text.size() >= 7 && text[1] == 'x' && text[6] == '_' &&
         text.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '&')
      out += "&amp;";
    else if (letter == '<')
      out += "&lt;";
    else if (letter == '>')
      out += "&gt;";
    else if (letter == '"')
      out += "&quot;";
    else if ((byte < 0x20 && letter != '\t' && letter != '\n') ||
             (letter == '_' && looks_escaped(text.substr(at)))) {
      std::array<char, 8> code{};
      std::snprintf(code.data(), code.size(), "_x%04X_", static_cast<unsigned>(byte));
      out += code.data();
    } else {
      out += letter;
    }
  }
  return out;
}

std::int64_t serial(Day day) {
  constexpr std::int32_t kDayZero = -25569;  // 1899-12-30
  return day.number - kDayZero;
}

// Before 1900-03-01 spreadsheets count one day wrong, and before 1900 not at all.
bool can_be_a_serial(Day day) {
  return serial(day) > 60;
}

std::string column_letters(std::size_t column) {
  std::string name = cell_name(0, column);
  name.pop_back();
  return name;
}

}  // namespace

SheetWriter::SheetWriter(std::string name) : name_(std::move(name)) {}

void SheetWriter::begin_row(bool hidden) {
  if (in_row_)
    rows_ += "</row>";
  ++row_;
  column_ = 0;
  in_row_ = true;
  rows_ += "<row r=\"" + std::to_string(row_) + (hidden ? "\" hidden=\"1\">" : "\">");
}

std::string SheetWriter::open_cell(Look look) {
  std::string out = "<c r=\"" + cell_name(row_ - 1, column_++) + "\"";
  if (look != Look::plain)
    out += " s=\"" + std::to_string(static_cast<int>(look)) + "\"";
  return out;
}

void SheetWriter::text(std::string_view text, Look look) {
  if (text.empty()) {
    skip();
    return;
  }
  rows_ += open_cell(look) + " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text) +
           "</t></is></c>";
}

void SheetWriter::number(std::int64_t number) {
  rows_ += open_cell(Look::plain) + "><v>" + std::to_string(number) + "</v></c>";
}

void SheetWriter::date(Day day) {
  if (!can_be_a_serial(day)) {
    text(to_iso(day));
    return;
  }
  rows_ += open_cell(Look::date) + "><v>" + std::to_string(serial(day)) + "</v></c>";
}

void SheetWriter::offer(std::size_t column, std::size_t from_row, std::string_view list) {
  const std::string letters = column_letters(column);
  offers_ +=
      "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" "
      "errorStyle=\"warning\" sqref=\"" +
      letters + std::to_string(from_row + 1) + ":" + letters + "1048576\"><formula1>" +
      escaped(list) + "</formula1></dataValidation>";
  ++offer_count_;
}

void SheetWriter::freeze(std::size_t rows, std::size_t columns) {
  view_ = "<sheetViews><sheetView workbookViewId=\"0\"><pane xSplit=\"" + std::to_string(columns) +
          "\" ySplit=\"" + std::to_string(rows) + "\" topLeftCell=\"" + cell_name(rows, columns) +
          "\" activePane=\"bottomRight\" state=\"frozen\"/></sheetView></sheetViews>";
}

std::string SheetWriter::finish() && {
  std::string out(kHead);
  out += "<worksheet ";
  out += kMain;
  out += ">" + view_ + "<sheetData>" + rows_ + (in_row_ ? "</row>" : "") + "</sheetData>";
  if (offer_count_ > 0)
    out += "<dataValidations count=\"" + std::to_string(offer_count_) + "\">" + offers_ +
           "</dataValidations>";
  return out + "</worksheet>";
}

namespace {

std::string relations(const std::vector<std::pair<std::string, std::string>>& kinds_and_targets) {
  std::string out(kHead);
  out += "<Relationships xmlns=\"" + std::string(kPackage) + "/relationships\">";
  for (std::size_t number = 0; number < kinds_and_targets.size(); ++number)
    out += "<Relationship Id=\"rId" + std::to_string(number + 1) + "\" Type=\"" +
           std::string(kOffice) + "/" + kinds_and_targets[number].first + "\" Target=\"" +
           kinds_and_targets[number].second + "\"/>";
  return out + "</Relationships>";
}

std::string content_types(std::size_t sheets) {
  const auto part = [](const std::string& name, const std::string& kind) {
    return "<Override PartName=\"" + name + "\" ContentType=\"" + std::string(kType) + kind +
           "+xml\"/>";
  };
  std::string out(kHead);
  out += "<Types xmlns=\"" + std::string(kPackage) +
         "/content-types\"><Default Extension=\"rels\" ContentType=\""
         "application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
         part("/xl/workbook.xml", "sheet.main") + part("/xl/styles.xml", "styles");
  for (std::size_t number = 1; number <= sheets; ++number)
    out += part("/xl/worksheets/sheet" + std::to_string(number) + ".xml", "worksheet");
  return out + "</Types>";
}

std::string styles() {
  return std::string(kHead) + "<styleSheet " + std::string(kMain) +
         "><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
         "<fonts count=\"2\"><font/><font><b/></font></fonts>"
         "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
         "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
         "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
         "<cellXfs count=\"3\"><xf/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/>"
         "<xf fontId=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment wrapText=\"1\"/></xf>"
         "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
         "</cellStyles></styleSheet>";
}

}  // namespace

Result<Bytes> write_xlsx(std::vector<SheetWriter> sheets) {
  std::string list;
  std::vector<std::pair<std::string, std::string>> targets;
  std::vector<BundledFile> files = {
      {"[Content_Types].xml", content_types(sheets.size())},
      {"_rels/.rels", relations({{"officeDocument", "xl/workbook.xml"}})}};
  for (SheetWriter& sheet : sheets) {
    const std::string number = std::to_string(targets.size() + 1);
    list += "<sheet name=\"" + escaped(sheet.name()) + "\" sheetId=\"" + number + "\" r:id=\"rId" +
            number + "\"/>";
    targets.emplace_back("worksheet", "worksheets/sheet" + number + ".xml");
    files.push_back({"xl/worksheets/sheet" + number + ".xml", std::move(sheet).finish()});
  }
  targets.emplace_back("styles", "styles.xml");
  files.push_back({"xl/styles.xml", styles()});
  files.push_back({"xl/_rels/workbook.xml.rels", relations(targets)});
  files.push_back({"xl/workbook.xml", std::string(kHead) + "<workbook " + std::string(kMain) +
                                          " xmlns:r=\"" + std::string(kOffice) + "\"><sheets>" +
                                          list + "</sheets></workbook>"});
  return zip_bundle(files);
}

}  // namespace manumit::exchange
