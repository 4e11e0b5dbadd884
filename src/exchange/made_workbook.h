// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/check.h"
#include "zip_bundle.h"

// For tests: small XLSX files written by hand, so that every hostile form can be made.
namespace manumit::exchange::made {

inline constexpr const char* kMain =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
inline constexpr const char* kRelations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

struct Parts {
  std::string sheet;  ///< What stands inside <sheetData>.
  std::string shared_strings = {};
  std::string styles = {};
  std::string workbook_properties = {};
  std::vector<BundledFile> more = {};
};

inline std::string relation(const std::string& id, const std::string& type,
                            const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kRelations + "/" + type + "\" Target=\"" +
         target + "\"/>";
}

inline Bytes xlsx(const Parts& parts) {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::string relations = relation("r1", "worksheet", "worksheets/sheet1.xml");
  std::vector<BundledFile> files;
  if (!parts.shared_strings.empty()) {
    relations += relation("r2", "sharedStrings", "sharedStrings.xml");
    files.push_back(
        {"xl/sharedStrings.xml", head + "<sst " + kMain + ">" + parts.shared_strings + "</sst>"});
  }
  if (!parts.styles.empty()) {
    relations += relation("r3", "styles", "/xl/styles.xml");
    files.push_back(
        {"xl/styles.xml", head + "<styleSheet " + kMain + ">" + parts.styles + "</styleSheet>"});
  }
  files.push_back({"_rels/.rels", head + "<Relationships>" +
                                      relation("r1", "officeDocument", "xl/workbook.xml") +
                                      "</Relationships>"});
  files.push_back(
      {"xl/_rels/workbook.xml.rels", head + "<Relationships>" + relations + "</Relationships>"});
  files.push_back({"xl/workbook.xml", head + "<workbook " + kMain + " xmlns:r=\"" + kRelations +
                                          "\"><workbookPr " + parts.workbook_properties +
                                          "/><sheets><sheet name=\"Case Sheet\" sheetId=\"1\" "
                                          "r:id=\"r1\"/></sheets></workbook>"});
  files.push_back({"xl/worksheets/sheet1.xml", head + "<worksheet " + kMain + "><sheetData>" +
                                                   parts.sheet + "</sheetData></worksheet>"});
  files.insert(files.end(), parts.more.begin(), parts.more.end());
  auto bytes = zip_bundle(files);
  MANUMIT_CHECK(bytes.has_value());
  return std::move(*bytes);
}

}  // namespace manumit::exchange::made
