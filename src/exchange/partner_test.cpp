// SPDX-License-Identifier: Apache-2.0
// Whole partner files: the invented workbook of examples/partner, and the official sample where
// MANUMIT_HTCDS_DIR names the folder that holds it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "exchange/export.h"
#include "exchange/import.h"
#include "made_casebook.h"

namespace manumit::exchange {

namespace {

Bytes bytes_of_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// What make_workbook.py writes, made anew.
Bytes partner_workbook() {
  const auto path = std::filesystem::temp_directory_path() /
                    ("manumit-partner-" + std::to_string(std::rand()) + ".xlsx");
  const std::string command = std::string("python3 '") + MANUMIT_SOURCE_DIR +
                              "/examples/partner/make_workbook.py' '" + path.string() + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  Bytes out = bytes_of_file(path);
  std::filesystem::remove(path);
  return out;
}

ImportPlan plan_of(const Bytes& file, made::TestCasebook& casebook,
                   AddressHeadings headings = AddressHeadings::by_label) {
  const auto book = read_workbook(file);
  REQUIRE_MESSAGE(book.has_value(), (book ? "" : in_english(book.error())));
  auto plan = plan_import(*book, "partner.xlsx", headings, *casebook);
  REQUIRE_MESSAGE(plan.has_value(), (plan ? "" : in_english(plan.error())));
  return std::move(*plan);
}

void check_remark(const ImportPlan& plan, const std::string& cell, const std::string& begins) {
  CAPTURE(cell);
  CHECK(std::any_of(plan.problems.begin(), plan.problems.end(), [&](const CellProblem& problem) {
    return problem.cell == cell && in_english(problem.problem).starts_with(begins);
  }));
}

bool finds(made::TestCasebook& casebook, std::string_view words, std::string_view title) {
  const auto hits = casebook->search(words, 20);
  return std::any_of(hits.begin(), hits.end(), [title](const casework::Hit& hit) {
    return hit.title.find(title) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("the partner's workbook: the same bytes each time it is made") {
  CHECK(partner_workbook() == partner_workbook());
}

TEST_CASE("the partner's workbook: goes in whole once the addresses are settled, each trap named") {
  made::TestCasebook casebook;
  const Bytes file = partner_workbook();
  CHECK(plan_of(file, casebook, AddressHeadings::not_asked).asks_address);
  ImportPlan plan = plan_of(file, casebook);
  CHECK(plan.artefact == Artefact::htcds_excel);
  CHECK(plan.rows.size() == 28);
  CHECK(plan.bad_rows() == 0);
  check_remark(plan, "AJ2", "this column has a visible heading but no name");
  check_remark(plan, "H4", "blanks stand before or behind the text");
  check_remark(plan, "E5", "blanks stand before or behind the text");
  check_remark(plan, "H6", "a label stands where this file's list has a code");
  check_remark(plan, "X12", "a code stands where this file's list has a label");
  check_remark(plan, "G9", "this date is typed as text");
  check_remark(plan, "AD13", "this date could also be read month first");
  check_remark(plan, "I9", "a country's code stands where its name belongs");
  check_remark(plan, "M8", "this cell holds invisible letters");
  check_remark(plan, "AK15", "a formula stands here");
  check_remark(plan, "W20", "this is in none of the standard's lists");
  check_remark(plan, "I28", "no country of this name is known");
  check_remark(plan, "D21", "this is likely the same person as in row 8");
  REQUIRE(store(std::move(plan), Rows::all_or_nothing, *casebook).has_value());
  CHECK(casebook->case_count() == 28);
  CHECK(finds(casebook, "karimowa", "Каримова"));
  CHECK(finds(casebook, "Йўлдошев", "Yoldoshev"));
  CHECK(plan_of(file, casebook).imported_before.has_value());
}

TEST_CASE("the partner's workbook: scripts and formulas in it are harmless in every export") {
  made::TestCasebook casebook;
  REQUIRE(
      store(plan_of(partner_workbook(), casebook), Rows::all_or_nothing, *casebook).has_value());
  for (const Format format : {Format::htcds_csv, Format::htcds_excel, Format::dump}) {
    Bytes out;
    REQUIRE(write_export({.format = format, .cases = {}}, *casebook, [&](ByteView piece) {
              out.insert(out.end(), piece.begin(), piece.end());
              return Result<void>{};
            }).has_value());
    if (format != Format::htcds_excel)
      continue;
    const auto book = read_workbook(out);
    REQUIRE(book.has_value());
    for (const auto& row : book->sheets[0].rows)
      for (const Cell& cell : row)
        CHECK(cell.kind != Cell::Kind::formula);
  }
}

TEST_CASE("the official sample of 25 rows goes in, and its traps are named by cell") {
  const char* folder = std::getenv("MANUMIT_HTCDS_DIR");
  if (folder == nullptr) {
    MESSAGE("not run: set MANUMIT_HTCDS_DIR to the folder that holds sample-25-rows.xlsx");
    return;
  }
  made::TestCasebook casebook;
  const Bytes file = bytes_of_file(std::filesystem::path(folder) / "sample-25-rows.xlsx");
  CHECK(plan_of(file, casebook, AddressHeadings::not_asked).asks_address);
  ImportPlan plan = plan_of(file, casebook);
  CHECK(plan.rows.size() == 25);
  CHECK(plan.bad_rows() == 0);
  check_remark(plan, "H4", "blanks");
  check_remark(plan, "E5", "blanks");
  check_remark(plan, "H6", "a label stands where this file's list has a code");
  check_remark(plan, "X12", "a code stands where this file's list has a label");
  check_remark(plan, "G15", "this date is typed as text");
  check_remark(plan, "AD19", "this date is typed as text");
  check_remark(plan, "I17", "a country's code stands where its name belongs");
  check_remark(plan, "W15", "blanks");
  check_remark(plan, "D21", "this is likely the same person as in row 7");
  REQUIRE(store(std::move(plan), Rows::all_or_nothing, *casebook).has_value());
  CHECK(casebook->case_count() == 25);
}

TEST_CASE("the official empty workbooks have headings and nobody in them") {
  const char* folder = std::getenv("MANUMIT_HTCDS_DIR");
  if (folder == nullptr) {
    MESSAGE("not run: set MANUMIT_HTCDS_DIR to the folder that holds the official workbooks");
    return;
  }
  for (const char* name : {"HTCDS Excel Spreadsheet v2.0.xlsx",
                           "HTCDS Excel Spreadsheet single select with validation v2.0.xlsx"}) {
    made::TestCasebook casebook;
    const auto book = read_workbook(bytes_of_file(std::filesystem::path(folder) / name));
    REQUIRE_MESSAGE(book.has_value(), (book ? "" : in_english(book.error())));
    const auto plan = plan_import(*book, name, AddressHeadings::not_asked, *casebook);
    REQUIRE_FALSE(plan.has_value());
    CHECK(plan.error().what == "the table has headings but no filled row");
  }
}

}  // namespace manumit::exchange
