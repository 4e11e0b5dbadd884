// SPDX-License-Identifier: Apache-2.0
#include "exchange/workbook.h"

#include <doctest/doctest.h>

#include "made_workbook.h"

namespace manumit::exchange {

namespace {

using Kind = Cell::Kind;

Sheet only_sheet(const Bytes& file) {
  auto book = read_workbook(file);
  REQUIRE_MESSAGE(book.has_value(), (book ? "" : in_english(book.error())));
  REQUIRE(book->sheets.size() == 1);
  return std::move(book->sheets[0]);
}

Sheet only_sheet(std::string_view csv) {
  const ByteView bytes = bytes_of(csv);
  return only_sheet(Bytes(bytes.begin(), bytes.end()));
}

std::string refusal(const Bytes& file) {
  const auto book = read_workbook(file);
  REQUIRE_FALSE(book.has_value());
  return book.error().what;
}

std::string inline_cell(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

}  // namespace

TEST_CASE("cell_name: columns count A to Z, then AA; rows from 1") {
  CHECK(cell_name(0, 0) == "A1");
  CHECK(cell_name(3, 7) == "H4");
  CHECK(cell_name(18, 29) == "AD19");
  CHECK(cell_name(0, 25) == "Z1");
  CHECK(cell_name(0, 26) == "AA1");
  CHECK(cell_name(1048575, 16383) == "XFD1048576");  // Excel's last cell.
}

TEST_CASE("read_workbook: texts come from shared strings, in place, and as formula results") {
  const Sheet sheet = only_sheet(made::xlsx(
      {.sheet = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c>" + inline_cell("C1", "Гульнара") +
                "</row><row r=\"3\"><c r=\"B3\" t=\"str\"><f>A1</f><v>taken</v></c></row>",
       .shared_strings = "<si><t>zero</t></si><si><t xml:space=\"preserve\"> one </t></si>"}));
  CHECK(sheet.name == "Case Sheet");
  CHECK(sheet.at(0, 0).text == " one ");
  CHECK(sheet.at(0, 1).kind == Kind::empty);
  CHECK(sheet.at(0, 2).text == "Гульнара");
  CHECK(sheet.rows[1].empty());
  CHECK(sheet.at(2, 1).text == "taken");
  CHECK(sheet.at(2, 1).kind == Kind::formula);
  CHECK(sheet.at(2, 1).value == Kind::text);
  CHECK(sheet.at(99, 99).kind == Kind::empty);
}

TEST_CASE("read_workbook: rich text is joined and phonetic guides are left out") {
  const Sheet sheet = only_sheet(
      made::xlsx({.sheet = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
                  .shared_strings = "<si><r><t>王</t></r><r><rPr><b/></rPr><t>小明</t></r>"
                                    "<rPh sb=\"0\" eb=\"1\"><t>オウ</t></rPh></si>"}));
  CHECK(sheet.at(0, 0).text == "王小明");
}

TEST_CASE("read_workbook: the five entities of XML and numbered letters are read") {
  const Sheet sheet = only_sheet(made::xlsx(
      {.sheet = "<row>" + inline_cell("A1", "&lt;script&gt;&amp;&#x41;&#1042;") + "</row>"}));
  CHECK(sheet.at(0, 0).text == "<script>&AВ");
}

TEST_CASE("read_workbook: dates are known by their style alone") {
  // 33066 is 12 July 1990: 33066 - 25569 days after 1970-01-01.
  const std::string styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy;@\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"[Red]0.00&quot; days&quot;\"/>"
      "<numFmt numFmtId=\"166\" formatCode=\"000000\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
      "<xf numFmtId=\"165\"/><xf numFmtId=\"9\"/><xf numFmtId=\"166\"/><xf "
      "numFmtId=\"20\"/></cellXfs>";
  std::string cells;
  for (int style = 0; style < 4; ++style)
    cells += "<c s=\"" + std::to_string(style) + "\"><v>33066</v></c>";
  cells += "<c s=\"4\"><v>0.07</v></c><c s=\"5\"><v>4200</v></c><c s=\"6\"><v>0.3541666667</v></c>";
  const Sheet sheet =
      only_sheet(made::xlsx({.sheet = "<row>" + cells + "</row>", .styles = styles}));
  CHECK(sheet.at(0, 0).kind == Kind::number);
  CHECK(sheet.at(0, 0).text == "33066");
  for (const std::size_t column : {1, 2}) {
    CHECK(sheet.at(0, column).kind == Kind::date);
    CHECK(sheet.at(0, column).text == "1990-07-12");
    CHECK(to_iso(sheet.at(0, column).day) == "1990-07-12");
  }
  CHECK(sheet.at(0, 3).kind == Kind::number);
  CHECK(sheet.at(0, 4).text == "7%");
  CHECK(sheet.at(0, 5).text == "004200");
  CHECK(sheet.at(0, 6).text == "08:30");
}

TEST_CASE("read_workbook: a workbook that counts from 1904 gives the days that it shows") {
  // In that count 12 July 1990 is 1,462 days less: 31604.
  const auto book = read_workbook(made::xlsx({.sheet = "<row><c s=\"0\"><v>31604</v></c></row>",
                                              .styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>",
                                              .workbook_properties = "date1904=\"1\""}));
  REQUIRE(book.has_value());
  CHECK(book->sheets[0].at(0, 0).text == "1990-07-12");
  REQUIRE(book->notes.size() == 1);
  CHECK(book->notes[0].what == "dates count from 1904");
}

TEST_CASE("read_workbook: the day that spreadsheets made up, 29 February 1900, is a fault") {
  const std::string styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>";
  const Sheet sheet = only_sheet(made::xlsx(
      {.sheet = "<row><c s=\"0\"><v>59</v></c><c s=\"0\"><v>60</v></c><c s=\"0\"><v>61</v></c>"
                "<c s=\"0\"><v>-5</v></c><c s=\"0\"><v>1e300</v></c></row>",
       .styles = styles}));
  CHECK(sheet.at(0, 0).text == "1900-02-28");
  CHECK(sheet.at(0, 1).kind == Kind::fault);
  CHECK(sheet.at(0, 2).text == "1900-03-01");
  CHECK(sheet.at(0, 3).kind == Kind::fault);
  CHECK(sheet.at(0, 4).kind == Kind::fault);
}

TEST_CASE("read_workbook: numbers stand without exponents, faults and yes-no as written") {
  const Sheet sheet = only_sheet(made::xlsx(
      {.sheet = "<row><c><v>7.9001234567E10</v></c><c><v>0.10000000000000001</v></c>"
                "<c t=\"e\"><v>#REF!</v></c><c t=\"b\"><v>1</v></c><c t=\"d\"><v>2021-12-17</v></c>"
                "<c><f>1/0</f></c></row>"}));
  CHECK(sheet.at(0, 0).text == "79001234567");
  CHECK(sheet.at(0, 1).text == "0.1");
  CHECK(sheet.at(0, 2).kind == Kind::fault);
  CHECK(sheet.at(0, 2).text == "#REF!");
  CHECK(sheet.at(0, 3).kind == Kind::boolean);
  CHECK(sheet.at(0, 3).text == "TRUE");
  CHECK(to_iso(sheet.at(0, 4).day) == "2021-12-17");
  CHECK(sheet.at(0, 5).kind == Kind::formula);
  CHECK(sheet.at(0, 5).text.empty());
}

TEST_CASE("read_workbook: entities of its own and DOCTYPE are refused before they grow") {
  const std::string laughs =
      "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
  const Bytes file = made::xlsx({.sheet = "<row/>", .more = {}});
  CHECK(read_workbook(file).has_value());
  CHECK(refusal(made::xlsx({.sheet = laughs + "<row>" + inline_cell("A1", "&b;") + "</row>"})) ==
        "the file declares XML entities of its own, which table files never need and attacks use");
  CHECK(refusal(made::xlsx({.sheet = "<row>" + inline_cell("A1", "&b;") + "</row>"})) ==
        "a part of the table file is broken");
}

TEST_CASE("read_workbook: a zip bomb is refused by what its parts declare, before unpacking") {
  const std::string zeros(std::size_t{30} << 20, ' ');
  CHECK(refusal(made::xlsx({.sheet = "<row/>", .more = {{"xl/bomb.xml", zeros}}})) ==
        "the table file would unpack to far more than a table needs");
  WorkbookLimits small;
  small.unpacked_bytes = 500;
  const auto book = read_workbook(made::xlsx({.sheet = "<row/>"}), small);
  REQUIRE_FALSE(book.has_value());
  CHECK(book.error().what == "the table file would unpack to far more than a table needs");
}

TEST_CASE("read_workbook: a part whose name climbs out of the file is refused") {
  for (const char* name : {"../evil", "xl/../../evil", "/etc/passwd", "C:\\evil", "xl\\..\\evil"}) {
    CAPTURE(name);
    CHECK(refusal(made::xlsx({.sheet = "<row/>", .more = {{name, "x"}}})) ==
          "the table file holds a part whose name points outside of it");
  }
}

TEST_CASE("read_workbook: a missing part, a text beyond the list and broken XML are named") {
  CHECK(refusal(made::xlsx({.sheet = "<row><c t=\"s\"><v>7</v></c></row>",
                            .shared_strings = "<si><t>a</t></si>"})) ==
        "a cell names a text that the table file does not hold");
  CHECK(refusal(made::xlsx({.sheet = "<row><c></row>"})) == "a part of the table file is broken");
  CHECK(refusal(
            made::xlsx({.sheet = "<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"})) ==
        "the table file holds two values for one cell");
  Bytes cut = made::xlsx({.sheet = "<row/>"});
  cut.resize(cut.size() / 2);
  CHECK(refusal(cut) == "the table file is incomplete or damaged");
}

TEST_CASE(
    "read_workbook: a filled cell at the far end is refused by its place, a blank one is not") {
  CHECK(refusal(made::xlsx(
            {.sheet = "<row r=\"1048576\">" + inline_cell("A1048576", "x") + "</row>"})) ==
        "a cell far outside of the table holds something");
  CHECK(refusal(made::xlsx({.sheet = "<row r=\"1\">" + inline_cell("XFD1", "x") + "</row>"})) ==
        "a cell far outside of the table holds something");
  const Sheet sheet = only_sheet(
      made::xlsx({.sheet = "<row r=\"1\">" + inline_cell("A1", "x") + "</row><row r=\"1048576\">" +
                           inline_cell("XFD1048576", " ") + "<c r=\"B1048576\" s=\"0\"/></row>"}));
  CHECK(sheet.rows.size() == 1);
}

TEST_CASE("read_workbook: many rows with one far cell each do not take the memory of full rows") {
  WorkbookLimits limits;
  limits.cells = 10'000;
  std::string rows;
  for (int row = 1; row <= 100; ++row)
    rows += "<row>" + inline_cell("ALL" + std::to_string(row), "x") + "</row>";
  const auto book = read_workbook(made::xlsx({.sheet = rows}), limits);
  REQUIRE_FALSE(book.has_value());
  CHECK(book.error().what == "the table file holds more text and cells than can be read");
}

TEST_CASE("read_workbook: a cell of two megabytes is marked and its beginning kept") {
  std::string big;  // Counted up, so that it does not pack like a bomb.
  for (int number = 0; big.size() < 2'000'000; ++number)
    big += std::to_string(number) + " ";
  const Sheet sheet = only_sheet(
      made::xlsx({.sheet = "<row>" + inline_cell("A1", big) + inline_cell("B1", "y") + "</row>"}));
  CHECK(sheet.at(0, 0).kind == Kind::too_long);
  CHECK(sheet.at(0, 0).text == big.substr(0, 200));
  CHECK(sheet.at(0, 1).text == "y");
  CHECK(only_sheet("a,b\n" + big + ",y\n").at(1, 0).kind == Kind::too_long);
}

TEST_CASE(
    "read_workbook: a locked file, an old .xls and other formats have messages of their own") {
  const auto old_office = [](std::string_view name) {
    Bytes file = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    file.resize(512);
    for (const char letter : name) {
      file.push_back(static_cast<std::uint8_t>(letter));
      file.push_back(0);
    }
    return file;
  };
  CHECK(refusal(old_office("EncryptedPackage")) == "the table file is locked with a password");
  CHECK(refusal(old_office("Workbook")) == "this is a file of the old Excel format (.xls)");
  const auto zip = [](const char* name) {
    auto bytes = zip_bundle({{name, "x"}, {"content.xml", "<x/>"}});
    REQUIRE(bytes.has_value());
    return *bytes;
  };
  CHECK(refusal(zip("mimetype")) == "this is an OpenDocument file");
  CHECK(refusal(zip("photo.jpg")) == "this is a zip file but no table");
  CHECK(refusal({}) == "the file is empty");
  CHECK(refusal({0x89, 'P', 'N', 'G', '\r', '\n', 0, 0, 0, 13}) ==
        "this is neither an Excel file nor a CSV file");
}

TEST_CASE("read_workbook: CSV in UTF-8, UTF-16 and windows-1251 gives the same cells") {
  const Sheet utf8 = only_sheet("\xEF\xBB\xBFprs_FirstName,prs_Title\nЮлия,\"a,b\"\n");
  CHECK(utf8.at(0, 0).text == "prs_FirstName");
  CHECK(utf8.at(1, 0).text == "Юлия");
  CHECK(utf8.at(1, 1).text == "a,b");
  // "Имя;Город" and "Юлия;Пенза" in windows-1251.
  const Sheet cyrillic =
      only_sheet("\xC8\xEC\xFF;\xC3\xEE\xF0\xEE\xE4\n\xDE\xEB\xE8\xFF;\xCF\xE5\xED\xE7\xE0\n");
  CHECK(cyrillic.at(1, 0).text == "Юлия");
  CHECK(cyrillic.at(1, 1).text == "Пенза");
  const std::string wide(
      "\xFF\xFE"
      "a\0,\0b\0\n\0\x2E\x04,\0x\0",
      16);
  const Sheet utf16 = only_sheet(wide);
  CHECK(utf16.at(0, 1).text == "b");
  CHECK(utf16.at(1, 0).text == "Ю");
}

TEST_CASE("read_workbook: the hash names the file's bytes") {
  // BLAKE2b-256 of "a,b", reckoned with python's hashlib.
  const auto book = read_workbook(bytes_of("a,b"));
  REQUIRE(book.has_value());
  CHECK(book->file_hash == "243d52005ed75b6b6de2afc04407beab2c3c7a9d9bc8d7d96e535879cf96d9dd");
}

}  // namespace manumit::exchange
