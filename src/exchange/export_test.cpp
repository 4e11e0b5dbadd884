// SPDX-License-Identifier: Apache-2.0
#include "exchange/export.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "base/csv.h"
#include "exchange/import.h"
#include "htcds_fields.h"
#include "made_casebook.h"
#include "xlsx_package.h"

namespace manumit::exchange {

namespace {

using made::Table;

void import(const Workbook& book, made::TestCasebook& into,
            AddressHeadings headings = AddressHeadings::by_label) {
  auto plan = plan_import(book, "table.xlsx", headings, *into);
  REQUIRE_MESSAGE(plan.has_value(), (plan ? "" : in_english(plan.error())));
  const auto stored = store(std::move(*plan), Rows::all_or_nothing, *into);
  REQUIRE_MESSAGE(stored.has_value(), (stored ? "" : in_english(stored.error())));
}

struct Written {
  ExportReport report;
  Bytes bytes;
};

Written exported(Format format, made::TestCasebook& casebook) {
  Written out;
  const auto report = write_export({.format = format, .cases = {}}, *casebook, [&](ByteView piece) {
    out.bytes.insert(out.bytes.end(), piece.begin(), piece.end());
    return Result<void>{};
  });
  REQUIRE_MESSAGE(report.has_value(), (report ? "" : in_english(report.error())));
  out.report = *report;
  return out;
}

/// The cells of one file of the CSV bundle, row by row, by heading.
using NamedRow = std::map<std::string, std::string>;
std::vector<NamedRow> section(const Written& bundle, const std::string& file) {
  const auto package = Package::open(bundle.bytes, {});
  REQUIRE(package.has_value());
  const auto text = package->read(file);
  REQUIRE_MESSAGE(text.has_value(), file);
  const auto rows = read_csv(*text);
  REQUIRE(rows.has_value());
  std::vector<NamedRow> out;
  for (std::size_t row = 1; row < rows->size(); ++row) {
    NamedRow& named = out.emplace_back();
    for (std::size_t column = 0; column < (*rows)[0].cells.size(); ++column)
      named[(*rows)[0].cells[column]] = (*rows)[row].cells[column];
  }
  return out;
}

std::size_t codes_of(const Meaning& meaning) {
  return static_cast<std::size_t>(
      std::count_if(meaning.codes->codes.begin(), meaning.codes->codes.end(),
                    [](const casework::Code& code) { return !code.htcds.empty(); }));
}

/// A table with a column for each field that has a list, such that every code stands in some row.
Table table_of_all_codes(std::size_t& codes) {
  const Meanings meanings(casework::built_in_vocabulary());
  Table table(1, {"prs_FirstName"});
  for (std::size_t row = 0; row < 21; ++row)  // The longest list, of industries, has 21.
    table.push_back({"Person " + std::to_string(row)});
  codes = 0;
  for (const HtcdsField& field : htcds_fields()) {
    const Meaning* meaning = meanings.of(field.name);
    if (meaning == nullptr || meaning->codes == nullptr)
      continue;
    codes += codes_of(*meaning);
    table[0].emplace_back(field.name);
    std::vector<std::string> all;
    for (const casework::Code& code : meaning->codes->codes) {
      if (!code.htcds.empty())
        all.push_back(code.htcds);
    }
    for (std::size_t row = 0; row < 21; ++row)
      table[row + 1].push_back(all[row % all.size()]);
  }
  return table;
}

/// What was said of the people of a casebook, case by case: fact and value, stubs by their name.
std::vector<std::multiset<std::string>> said_by_case(made::TestCasebook& casebook) {
  std::vector<std::multiset<std::string>> out;
  casework::CaseQuery all;
  all.sort = "number";
  all.descending = false;
  all.limit = 1000;
  for (const casework::CaseRow& row : casebook->cases(all).rows) {
    const auto one = casebook->open_case(row.id);
    REQUIRE(one.has_value());
    std::multiset<std::string>& said = out.emplace_back();
    for (const casework::Told& told : one->statements) {
      if (told.said.answer.state == casework::AnswerState::unclear ||
          told.said.fact == "case.number")
        continue;
      std::string value = casework::in_words(told.said.answer.value);
      if (const auto* record = std::get_if<casework::RecordId>(&told.said.answer.value)) {
        for (const char* name : {"organisation.name", "person.name"})
          for (const casework::Told* stub : one->told(*record, name))
            value += casework::in_words(stub->said.answer.value);
      }
      if (const auto* date = std::get_if<PartialDate>(&told.said.answer.value))
        value = to_iso(date->first) + "/" + to_iso(date->last);
      said.insert(told.said.fact + " " + std::string(casework::name_of(told.said.answer.state)) +
                  " " + value);
    }
  }
  return out;
}

Table people_of_many_kinds() {
  Table table(2, {""});
  for (const LayoutColumn& column : excel_layout()) {
    table[0].emplace_back(column.published_name);
    table[1].emplace_back(column.label);
  }
  const auto add = [&table](const std::map<std::string, std::string>& cells) {
    auto& row = table.emplace_back(1, std::to_string(table.size() - 1));
    for (const LayoutColumn& column : excel_layout()) {
      const auto found = cells.find(std::string(column.label));
      row.push_back(found == cells.end() ? "" : found->second);
    }
  };
  add({{"First Name", "Гульнара"},
       {"Second Name", "Каримова"},
       {"Consent", "Yes"},
       {"Birthdate", "8.3.1994"},
       {"Gender", "Feminine"},
       {"Citizenship", "Uzbekistan"},
       {"Mailing Street", "ул. Речная, 4"},
       {"Mailing City", "Самарканд"},
       {"Mailing Country", "Uzbekistan"},
       {"Mobile Phone", "+7 000 111-22-33"},
       {"Methods of Control", "Debt bondage ;Withholds documents"},
       {"Type of Exploitation", "Forced labour"},
       {"Forced Labour Industry",
        "Wholesale and retail trade; repair of motor vehicles and motorcycles"},
       {"Location of Exploitation", "магазин «Северный»"},
       {"Status", "Follow up"},
       {"Referring Organisation", "Фонд «Берег»"},
       {"Incoming Referral Date", "2024-02-05"}});
  add({{"First Name", "=cmd|' /C calc'!A0"},
       {"Second Name", "<script>alert(1)</script>"},
       {"Consent", "No"},
       {"Birthdate", "spring 1990"},
       {"Citizenship", "Nigeria;Ghana"},
       {"Mailing Country", "Kirgizia"},
       {"Mailing City", "Kano"},
       {"Status", "Closed Referred"},
       {"Reason for Outgoing Referral", "Other"},
       {"Reason for Case Closure", "contact\nlost"}});
  return table;
}

/// Decides by hand that the affected people of all cases are one.
void link_everybody(made::TestCasebook& casebook, const std::string& reason) {
  std::vector<casework::RecordRef> people;
  for (const casework::CaseRow& row : casebook->cases({}).rows) {
    const auto one = casebook->open_case(row.id);
    REQUIRE(one.has_value());
    for (const casework::Subject* person : one->of_kind(casework::SubjectKind::person))
      if (person->role == "affected")
        people.push_back({person->id, row.id});
  }
  REQUIRE(people.size() > 1);
  for (std::size_t i = 1; i < people.size(); ++i) {
    casework::NewDecision decision{.said = {}, .reason = reason};
    decision.said.a = people[0];
    decision.said.b = people[i];
    decision.said.verdict = casework::LinkVerdict::same;
    decision.said.by_hand = true;
    REQUIRE(casebook->decide({decision}).has_value());
  }
}

}  // namespace

TEST_CASE("write_export: all 182 codes of the standard come out as they went in") {
  std::size_t codes = 0;
  const Table table = table_of_all_codes(codes);
  REQUIRE(codes == 182);
  made::TestCasebook casebook;
  import(made::book(table), casebook);
  const Written bundle = exported(Format::htcds_csv, casebook);
  std::map<std::string, std::set<std::string>> out;
  for (const char* file : {"case.csv", "person.csv", "victim_context.csv",
                           "perpetrator_context.csv", "organisation.csv", "referral_details.csv",
                           "historic_trafficking_events.csv", "support_plan.csv"}) {
    for (const NamedRow& row : section(bundle, file)) {
      for (const auto& [heading, cell] : row)
        out[heading].insert(cell);
    }
  }
  std::size_t found = 0;
  for (std::size_t column = 1; column < table[0].size(); ++column) {
    std::set<std::string> in;
    for (std::size_t row = 1; row < table.size(); ++row)
      in.insert(table[row][column]);
    CAPTURE(table[0][column]);
    for (const std::string& code : in) {
      CAPTURE(code);
      CHECK(out[table[0][column]].contains(code));
      ++found;
    }
  }
  CHECK(found == 182);
}

TEST_CASE("write_export: our own Excel file imported again says the same of everybody") {
  for (const Format format : {Format::htcds_excel, Format::htcds_excel_as_published}) {
    made::TestCasebook first(1);
    import(made::book(people_of_many_kinds()), first);
    const Written excel = exported(format, first);
    const auto book = read_workbook(excel.bytes);
    REQUIRE_MESSAGE(book.has_value(), (book ? "" : in_english(book.error())));
    made::TestCasebook second(2);
    import(*book, second);
    CHECK(said_by_case(first) == said_by_case(second));
  }
}

TEST_CASE("write_export: only the layout as published asks about addresses when it comes back") {
  made::TestCasebook first(1);
  import(made::book(people_of_many_kinds()), first);
  for (const Format format : {Format::htcds_excel, Format::htcds_excel_as_published}) {
    const auto book = read_workbook(exported(format, first).bytes);
    REQUIRE(book.has_value());
    made::TestCasebook second(2);
    const auto plan = plan_import(*book, "again.xlsx", AddressHeadings::not_asked, *second);
    REQUIRE(plan.has_value());
    CHECK(plan->asks_address == (format == Format::htcds_excel_as_published));
  }
}

TEST_CASE("write_export: the same cases give the same bytes") {
  made::TestCasebook casebook;
  import(made::book(people_of_many_kinds()), casebook);
  for (const Format format :
       {Format::htcds_csv, Format::htcds_excel, Format::htcds_excel_as_published, Format::dump})
    CHECK(exported(format, casebook).bytes == exported(format, casebook).bytes);
}

TEST_CASE("write_export: a formula typed into a name cannot run from any file") {
  made::TestCasebook casebook;
  import(made::book(people_of_many_kinds()), casebook);
  const Written bundle = exported(Format::htcds_csv, casebook);
  const auto package = Package::open(bundle.bytes, {});
  REQUIRE(package.has_value());
  const auto people = package->read("person.csv");
  REQUIRE(people.has_value());
  CHECK(people->find("'=cmd|' /C calc'!A0") != std::string::npos);
  CHECK(people->find(",=cmd") == std::string::npos);
  const auto book = read_workbook(exported(Format::htcds_excel, casebook).bytes);
  REQUIRE(book.has_value());
  CHECK(book->sheets[0].at(3, 3).text == "=cmd|' /C calc'!A0");
  CHECK(book->sheets[0].at(3, 3).kind == Cell::Kind::text);
}

TEST_CASE("write_export: what a format cannot say is counted by fact, class 4 is held back") {
  made::TestCasebook casebook;
  casework::Filing filing;
  filing.case_id = casebook->new_id();
  filing.opens_case = true;
  const casework::RecordId person = casebook->new_id();
  filing.subjects.push_back({person, casework::SubjectKind::person, "affected", {}});
  const auto say = [&](const char* fact, casework::Answer answer) {
    casework::Statement statement;
    statement.subject = person;
    statement.fact = fact;
    statement.answer = std::move(answer);
    filing.statements.push_back(std::move(statement));
  };
  using casework::AnswerState;
  say("person.first_name", {AnswerState::yes, std::string("Joy")});
  say("control.locked_in", {AnswerState::yes, {}});
  say("control.physical_threats", {AnswerState::no, {}});
  say("safety.code_word", {AnswerState::yes, std::string("umbrella")});
  REQUIRE(casebook->file({filing}).has_value());
  for (const Format format : {Format::htcds_csv, Format::htcds_excel}) {
    const Written out = exported(format, casebook);
    CHECK(out.report.statements == 1);
    CHECK(out.report.held_back == 1);
    const std::map<std::string, std::size_t> unsaid(out.report.cannot_express.begin(),
                                                    out.report.cannot_express.end());
    CHECK(unsaid.at("control.locked_in") == 1);
    CHECK(unsaid.at("control.physical_threats") == 1);  // The standard cannot say no.
    CHECK_FALSE(unsaid.contains("safety.code_word"));
  }
  const Written dump = exported(Format::dump, casebook);
  CHECK(dump.report.held_back == 1);
  const std::string text(dump.bytes.begin(), dump.bytes.end());
  CHECK(text.find("umbrella") == std::string::npos);
  CHECK(text.find("\"held_back\":1") != std::string::npos);
}

TEST_CASE("write_export: what no cell can hold is cut for Excel and counted, and whole in CSV") {
  made::TestCasebook casebook;
  casework::Filing filing;
  filing.case_id = casebook->new_id();
  filing.opens_case = true;
  casework::Statement told;
  told.subject = filing.case_id;
  told.fact = "referral.to_details";
  // Three bytes and one unit a letter, but for one letter of two units at the place of the cut.
  std::string story;
  for (int letter = 0; letter < 40'000; ++letter)
    story += letter == 32'765 ? "\xF0\x9D\x84\x9E" : "王";
  told.answer = {casework::AnswerState::yes, story};
  filing.statements.push_back(told);
  REQUIRE(casebook->file({filing}).has_value());
  const Written excel = exported(Format::htcds_excel, casebook);
  const auto book = read_workbook(excel.bytes);
  REQUIRE(book.has_value());
  std::size_t longest = 0;
  for (const Cell& cell : book->sheets[0].rows[2])
    longest = std::max(longest, cell.text.size());
  // 32,765 letters and "…" are 32,766 units; the letter of two would make 32,768.
  CHECK(longest == (32'765 + 1) * 3);
  const std::map<std::string, std::size_t> unsaid(excel.report.cannot_express.begin(),
                                                  excel.report.cannot_express.end());
  CHECK(unsaid.contains("referral.to_details"));
  const Written csv = exported(Format::htcds_csv, casebook);
  CHECK(std::none_of(csv.report.cannot_express.begin(), csv.report.cannot_express.end(),
                     [](const auto& one) { return one.first == "referral.to_details"; }));
}

TEST_CASE("write_export: a case named twice goes out once, and one that is not there is said") {
  made::TestCasebook casebook;
  import(made::book(people_of_many_kinds()), casebook);
  const casework::RecordId known = casebook->cases({}).rows.at(0).id;
  for (const Format format : {Format::htcds_csv, Format::htcds_excel, Format::dump}) {
    const auto sink = [](ByteView) -> Result<void> { return {}; };
    const auto twice = write_export({.format = format, .cases = {known, known}}, *casebook, sink);
    REQUIRE(twice);
    CHECK(twice->cases == 1);
    const auto lost =
        write_export({.format = format, .cases = {known, casebook->new_id()}}, *casebook, sink);
    REQUIRE_FALSE(lost);
    CHECK(lost.error().kind == Error::Kind::not_found);
  }
}

TEST_CASE("write_export: a dump of chosen cases says nothing of who stands in others too") {
  made::TestCasebook casebook;
  import(made::book(people_of_many_kinds()), casebook);
  link_everybody(casebook, "the same telephone");
  const auto rows = casebook->cases({}).rows;
  const auto dump_of = [&](std::vector<casework::RecordId> cases) {
    std::string out;
    const ExportRequest request{.format = Format::dump, .cases = std::move(cases)};
    const auto report = write_export(request, *casebook, [&](ByteView piece) {
      out.append(piece.begin(), piece.end());
      return Result<void>{};
    });
    REQUIRE(report.has_value());
    return out;
  };
  const std::string one = dump_of({rows[0].id});
  CHECK(one.find("\"link") == std::string::npos);
  CHECK(one.find(rows[1].id.hex()) == std::string::npos);
  const std::string both = dump_of({rows[0].id, rows[1].id});
  CHECK(both.find("\"link\":{\"link\":1") != std::string::npos);
  CHECK(both.find("\"link_words\":{") != std::string::npos);
  CHECK(both.find("telephone") == std::string::npos);
}

TEST_CASE("write_export: writes the dump that the independent reader is tested on") {
  made::TestCasebook casebook;
  import(made::book(people_of_many_kinds()), casebook);
  link_everybody(casebook, "the same telephone, and Гульнара says so");
  const Written dump = exported(Format::dump, casebook);
  CHECK(dump.report.cases == 2);
  const std::string text(dump.bytes.begin(), dump.bytes.end());
  CHECK(text.starts_with("{\"manumit_dump\":1,"));
  CHECK(text.ends_with("\"damaged\":0}\n"));
  if (const char* path = std::getenv("MANUMIT_DUMP"))
    std::ofstream(path, std::ios::binary) << text;
}

TEST_CASE("write_export: file names tell the day and nobody's name") {
  made::TestCasebook casebook;
  import(made::book(people_of_many_kinds()), casebook);
  CHECK(exported(Format::htcds_csv, casebook).report.file_name == "manumit-htcds-2020-09-13.zip");
  CHECK(exported(Format::dump, casebook).report.file_name == "manumit-dump-2020-09-13.jsonl");
}

}  // namespace manumit::exchange
