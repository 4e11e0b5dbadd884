// SPDX-License-Identifier: Apache-2.0
#include "exchange/import.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "htcds_fields.h"
#include "made_casebook.h"

namespace manumit::exchange {

namespace {

using casework::AnswerState;
using made::Table;
using Weight = CellProblem::Weight;
using Words = std::vector<std::string>;

ImportPlan planned(const Workbook& book, AddressHeadings headings = AddressHeadings::by_label) {
  made::TestCasebook casebook;
  auto plan = plan_import(book, "table.xlsx", headings, *casebook);
  REQUIRE_MESSAGE(plan.has_value(), (plan ? "" : in_english(plan.error())));
  return std::move(*plan);
}

const CellProblem* problem_at(const ImportPlan& plan, std::string_view cell) {
  for (const CellProblem& problem : plan.problems) {
    if (problem.cell == cell)
      return &problem;
  }
  return nullptr;
}

std::string remark_at(const ImportPlan& plan, std::string_view cell) {
  const CellProblem* found = problem_at(plan, cell);
  return found == nullptr ? "" : in_english(found->problem);
}

std::vector<const casework::Statement*> about(const ImportPlan& plan, std::string_view fact,
                                              std::size_t row = 0) {
  std::vector<const casework::Statement*> out;
  REQUIRE(row < plan.filings.size());
  for (const casework::Statement& statement : plan.filings[row].statements) {
    if (statement.fact == fact)
      out.push_back(&statement);
  }
  return out;
}

const casework::Statement& only(const ImportPlan& plan, std::string_view fact,
                                std::size_t row = 0) {
  const auto found = about(plan, fact, row);
  REQUIRE_MESSAGE(found.size() == 1, fact);
  return *found[0];
}

std::string text_of(const casework::Statement& statement) {
  return casework::in_words(statement.answer.value);
}

/// The published workbook: hidden names, labels, and these cells by column label in row 3.
Workbook published(const std::vector<std::pair<std::string, std::string>>& cells_by_label) {
  Table rows(3, {""});
  rows[2] = {"1"};
  for (const LayoutColumn& column : excel_layout()) {
    rows[0].emplace_back(column.published_name);
    rows[1].emplace_back(column.label);
    const auto cell =
        std::find_if(cells_by_label.begin(), cells_by_label.end(),
                     [&column](const auto& one) { return one.first == column.label; });
    rows[2].push_back(cell == cells_by_label.end() ? "" : cell->second);
  }
  return made::book(rows);
}

const std::vector<std::pair<std::string, std::string>> kAddress = {
    {"First Name", "Joy"},
    {"Mailing Street", "12 Market Road"},
    {"Mailing City", "Kano"},
    {"Mailing State/Province", "Kano State"},
    {"Mailing Zip/Postal Code", "700001"},
    {"Mailing Country", "Nigeria"}};

}  // namespace

TEST_CASE("plan_import: trap 1, swapped address headings are asked about, never guessed") {
  const ImportPlan open = planned(published(kAddress), AddressHeadings::not_asked);
  CHECK(open.asks_address);
  CHECK(about(open, "person.address").empty());
  REQUIRE(problem_at(open, "N2") != nullptr);
  CHECK(problem_at(open, "N2")->weight == Weight::ask);
  REQUIRE(open.address_by_label.size() == 5);
  CHECK(open.address_by_label[0] ==
        std::pair<std::string, std::string>("Mailing Street", "12 Market Road"));
  CHECK(open.address_by_hidden_name[0] ==
        std::pair<std::string, std::string>("Mailing City", "12 Market Road"));
  made::TestCasebook casebook;
  const auto refused = store(open, Rows::good_only, *casebook);
  REQUIRE_FALSE(refused.has_value());
  CHECK(casebook->case_count() == 0);

  const ImportPlan by_label = planned(published(kAddress), AddressHeadings::by_label);
  CHECK_FALSE(by_label.asks_address);
  const auto place = std::get<casework::Place>(only(by_label, "person.address").answer.value);
  CHECK(place.street == "12 Market Road");
  CHECK(place.city == "Kano");
  CHECK(place.region == "Kano State");
  CHECK(place.post_code == "700001");
  CHECK(place.country == "NG");
  CHECK(only(by_label, "person.address").at.cell == "N3:R3");

  const ImportPlan by_name = planned(published(kAddress), AddressHeadings::by_hidden_name);
  const auto other = std::get<casework::Place>(only(by_name, "person.address").answer.value);
  CHECK(other.city == "12 Market Road");  // As the hidden names have it.
}

TEST_CASE("plan_import: trap 1, a translated copy of the workbook is asked about as well") {
  Workbook book = published(kAddress);
  for (Cell& label : book.sheets[0].rows[1])
    label.text = label.text.empty() ? "" : "надпись " + label.text;
  const ImportPlan open = planned(book, AddressHeadings::not_asked);
  CHECK(open.asks_address);
  CHECK(open.rows.size() == 1);
  const ImportPlan by_label = planned(book, AddressHeadings::by_label);
  CHECK(std::get<casework::Place>(only(by_label, "person.address").answer.value).city == "Kano");
}

TEST_CASE("plan_import: an address column without an address asks nothing") {
  CHECK_FALSE(planned(published({{"First Name", "Joy"}}), AddressHeadings::not_asked).asks_address);
}

TEST_CASE(
    "plan_import: trap 2, a column with a label and no name, and a name that lacks a letter") {
  const ImportPlan plan =
      planned(published({{"First Name", "Joy"},
                         {"Reason for Outgoing Referral", "Other"},
                         {"Trafficking Status Decision Making Organization", "NGO"}}));
  CHECK(text_of(only(plan, "referral.to_reason")) == "Other");
  CHECK(text_of(only(plan, "screening.decided_by")) == "NGO");
  CHECK(remark_at(plan, "AJ2").starts_with("this column has a visible heading but no name"));
}

TEST_CASE("plan_import: trap 3, codes and labels both count and a trailing blank does not") {
  const ImportPlan plan = planned(published({{"First Name", "Joy"},
                                             {"Gender", "Not Specified/Unknown"},
                                             {"Methods of Control", "Debt bondage "},
                                             {"Type of Exploitation", "ForcedLabour"},
                                             {"Citizenship", "NG"},
                                             {"Status", "Follow up"}}));
  CHECK(text_of(only(plan, "person.gender")) == "NonSpecifiedUnknown");
  CHECK(remark_at(plan, "H3").starts_with("a label stands where this file's list has a code"));
  CHECK(only(plan, "control.debt_bondage").answer.state == AnswerState::yes);
  CHECK(only(plan, "control.debt_bondage").said_as == "Debt bondage ");
  CHECK(text_of(only(plan, "exploitation.types")) == "ForcedLabour");
  CHECK(remark_at(plan, "X3").starts_with("a code stands where this file's list has a label"));
  CHECK(text_of(only(plan, "person.citizenship")) == "NG");
  CHECK(remark_at(plan, "I3").starts_with("a country's code stands where its name belongs"));
  CHECK(text_of(only(plan, "case.status")) == "FollowUp");
  CHECK(problem_at(plan, "AB3") == nullptr);  // The workbook's own spelling.
}

TEST_CASE("plan_import: trap 4, several choices of one cell are several answers") {
  const ImportPlan plan = planned(published(
      {{"First Name", "Joy"}, {"Methods of Control", "Physical threats;Beatings;Takes earnings"}}));
  CHECK(about(plan, "control.physical_threats").size() == 1);
  CHECK(about(plan, "control.takes_earnings").size() == 1);
  const casework::Statement& words = only(plan, "control.other");
  CHECK(words.answer.state == AnswerState::unclear);
  CHECK(words.said_as == "Beatings");
  REQUIRE(problem_at(plan, "W3") != nullptr);
  CHECK(problem_at(plan, "W3")->weight == Weight::unmapped);
}

TEST_CASE("plan_import: trap 5, the survey form's spelling, groups, blanks and its double label") {
  const ImportPlan plan = planned(made::book(
      {{"start", "intake/con_Consent", "intake/prs_First_Name", "intake/prs_Second_Name",
        "intake/prs_Gender", "intake/vic_Methods_of_Control", "intake/vic_ForcedLabourIndustry",
        "intake/prs_Citizenship", "_uuid"},
       {"2024-05-01", "FALSE", "Joy", "Eze", "Feminine\xC2\xA0", "PhysicalThreats DebtBondage",
        "F_Construction C_Manufacturing", "NG GH", "x"}}));
  CHECK(plan.artefact == Artefact::htcds_xlsform);
  CHECK(only(plan, "consent.imported").answer.state == AnswerState::no);
  CHECK(text_of(only(plan, "person.first_name")) == "Joy");
  CHECK(text_of(only(plan, "person.gender")) == "Feminine");
  CHECK(about(plan, "control.physical_threats").size() == 1);
  CHECK(about(plan, "control.debt_bondage").size() == 1);
  CHECK(text_of(only(plan, "person.citizenship")) == "NG, GH");
  CHECK(about(plan, "work.industry").size() == 2);  // Two jobs: the standard has room for one.
  CHECK(plan.cannot_express.empty());
  CHECK(plan.notes.size() == 1);

  const ImportPlan labelled =
      planned(made::book({{"First Name", "Second Name", "Second Name", "Email"},
                          {"Joy", "Eze", "Cook", "j@example.org"}}));
  CHECK(text_of(only(labelled, "person.last_name")) == "Eze");
  CHECK(text_of(only(labelled, "person.position")) == "Cook");
}

TEST_CASE("plan_import: trap 5, Kobo's one column for each choice; not chosen is not no") {
  const ImportPlan plan =
      planned(made::book({{"prs_First_Name", "prs_Email", "vic_Methods_of_Control/PhysicalThreats",
                           "vic_Methods_of_Control/DebtBondage"},
                          {"Joy", "j@example.org", "1", "0"}}));
  CHECK(about(plan, "control.physical_threats").size() == 1);
  CHECK(about(plan, "control.debt_bondage").empty());
}

TEST_CASE("plan_import: trap 6, means that are defined and cannot be chosen stay words") {
  const ImportPlan plan =
      planned(published({{"First Name", "Joy"},
                         {"Methods of Control", "RestrictsMovement;Threatens children/family"}}));
  CHECK(about(plan, "control.threat_to_family").size() == 1);
  CHECK(only(plan, "control.other").said_as == "RestrictsMovement");
}

TEST_CASE("plan_import: trap 7, what the standard defines twice is kept as written") {
  // Its guidance gives "Family Migrant" the definition of "Visitor / Tourist": no code of ours.
  const ImportPlan plan = planned(made::book({{"prs_FirstName", "prs_Email", "Migrant type"},
                                              {"Joy", "j@example.org", "Family Migrant"}}));
  CHECK(plan.cannot_express == Words{"Migrant type"});
  CHECK(text_of(only(plan, "case.comment")) == "Migrant type: Family Migrant");
}

TEST_CASE("plan_import: column A numbered to a thousand makes nobody") {
  Workbook book = published({{"First Name", "Joy"}});
  for (std::size_t number = 2; number <= 1000; ++number) {
    Cell cell;
    cell.text = std::to_string(number);
    cell.kind = cell.value = Cell::Kind::number;
    book.sheets[0].rows.push_back({cell});
  }
  CHECK(planned(book).rows.size() == 1);
}

TEST_CASE("plan_import: Salesforce's headings are known by __c") {
  const ImportPlan plan =
      planned(made::book({{"FirstName", "LastName", "vic_MethodsOfControl__c", "cas_Status__c"},
                          {"Joy", "Eze", "Physical threats;Takes earnings", "Active"}}));
  CHECK(plan.artefact == Artefact::htcds_salesforce);
  CHECK(text_of(only(plan, "person.last_name")) == "Eze");
  CHECK(about(plan, "control.takes_earnings").size() == 1);
}

TEST_CASE("plan_import: every value keeps its source, its cell and the text as it stood") {
  const ImportPlan plan = planned(published({{"Second Name", "Чижова  "}}));
  const casework::Statement& name = only(plan, "person.last_name");
  CHECK(text_of(name) == "Чижова");
  CHECK(name.said_as == "Чижова  ");
  CHECK(name.at.cell == "E3");
  REQUIRE(plan.filings[0].sources.size() == 1);
  CHECK(name.source == plan.filings[0].sources[0].id);
  CHECK(plan.filings[0].sources[0].file_hash == std::string(64, 'a'));
  CHECK(plan.filings[0].sources[0].title == "table.xlsx");
  CHECK(remark_at(plan, "E3").starts_with("blanks stand before or behind the text"));
}

TEST_CASE(
    "plan_import: dates typed as text are read day first and remarked; a bare number is not "
    "guessed") {
  const ImportPlan plan = planned(published({{"First Name", "Joy"},
                                             {"Birthdate", "23.09.1977"},
                                             {"Incoming Referral Date", "03/04/2024"},
                                             {"Outgoing Referral Date", "soon"}}));
  CHECK(to_iso(std::get<PartialDate>(only(plan, "person.birth_date").answer.value)) ==
        "1977-09-23");
  const auto referred = std::get<PartialDate>(only(plan, "referral.from_date").answer.value);
  CHECK(to_iso(referred.first) == "2024-04-03");
  CHECK(referred.ambiguous);
  CHECK(only(plan, "referral.to_date").answer.state == AnswerState::unclear);
  CHECK(only(plan, "referral.to_date").said_as == "soon");
  Workbook number = published({{"First Name", "Joy"}, {"Birthdate", "33066"}});
  Cell& cell = number.sheets[0].rows[2][6];
  cell.kind = cell.value = Cell::Kind::number;
  cell.number = 33066;
  CHECK(only(planned(number), "person.birth_date").answer.state == AnswerState::unclear);
}

TEST_CASE("plan_import: a hidden direction mark is left out of the value and remarked") {
  const std::string turned = "gnp.\u202Etxt";
  const ImportPlan plan = planned(published({{"First Name", turned}}));
  CHECK(text_of(only(plan, "person.first_name")) == "gnp.txt");
  CHECK(only(plan, "person.first_name").said_as == turned);
  CHECK(remark_at(plan, "D3").starts_with("this cell holds invisible letters"));
  CHECK(plan.bad_rows() == 0);
}

TEST_CASE("plan_import: letters of two alphabets in one name are remarked") {
  // A Latin "a" in a Cyrillic name.
  CHECK(remark_at(planned(published({{"Second Name", "Кaримова"}})), "E3")
            .starts_with("a word of this name mixes letters of two alphabets"));
}

TEST_CASE("plan_import: an unknown country stays words") {
  const ImportPlan plan = planned(published({{"First Name", "Joy"}, {"Citizenship", "Kirgizia"}}));
  CHECK(only(plan, "person.citizenship").answer.state == AnswerState::unclear);
  CHECK(only(plan, "person.citizenship").said_as == "Kirgizia");
}

TEST_CASE("plan_import: formulas and faults are marked, an over-long cell spoils its row alone") {
  Workbook book = published({{"First Name", "Joy"}, {"Second Name", "Eze"}, {"Gender", "#REF!"}});
  book.sheets[0].rows[2][4].kind = Cell::Kind::formula;
  book.sheets[0].rows[2][7].kind = book.sheets[0].rows[2][7].value = Cell::Kind::fault;
  book.sheets[0].rows.push_back(book.sheets[0].rows[2]);
  Cell& long_cell = book.sheets[0].rows[3][3];
  long_cell.kind = long_cell.value = Cell::Kind::too_long;
  const ImportPlan plan = planned(book);
  CHECK(text_of(only(plan, "person.last_name")) == "Eze");
  CHECK(remark_at(plan, "E3").starts_with("a formula stands here"));
  CHECK(only(plan, "person.gender").answer.state == AnswerState::unclear);
  CHECK(only(plan, "person.gender").said_as == "#REF!");
  CHECK(plan.good_rows() == 1);
  CHECK(plan.bad_rows() == 1);
  CHECK(problem_at(plan, "D4")->weight == Weight::bad);
}

TEST_CASE("plan_import: scripts and formulas typed into cells stay plain text") {
  const ImportPlan plan = planned(published(
      {{"First Name", "<script>alert('x')</script>"}, {"Second Name", "=cmd|' /C calc'!A0"}}));
  CHECK(text_of(only(plan, "person.first_name")) == "<script>alert('x')</script>");
  CHECK(text_of(only(plan, "person.last_name")) == "=cmd|' /C calc'!A0");
}

TEST_CASE("plan_import: one person in two scripts is noted, with the row") {
  Workbook book = published({{"First Name", "Отабек"},
                             {"Second Name", "Йўлдошев"},
                             {"Mobile Phone", "+7 000 451-20-33"}});
  Workbook other = published({{"First Name", "Otabek"},
                              {"Second Name", "Yoldoshev"},
                              {"Mobile Phone", "+7 (000) 4512033"}});
  book.sheets[0].rows.push_back(other.sheets[0].rows[2]);
  const ImportPlan plan = planned(book);
  CHECK(remark_at(plan, "D4").starts_with("this is likely the same person as in row 3"));
  CHECK(plan.filings.size() == 2);
}

TEST_CASE("plan_import: who is on file already is noted, and so is a file imported before") {
  made::TestCasebook casebook;
  const Workbook book = published({{"First Name", "Гульнара"}, {"Second Name", "Каримова"}});
  auto first = plan_import(book, "table.xlsx", AddressHeadings::by_label, *casebook);
  REQUIRE(first.has_value());
  CHECK_FALSE(first->imported_before);
  REQUIRE(store(std::move(*first), Rows::all_or_nothing, *casebook).has_value());
  const Workbook other = published({{"First Name", "Gulnara"}, {"Second Name", "Karimova"}});
  const auto second = plan_import(other, "again.xlsx", AddressHeadings::by_label, *casebook);
  REQUIRE(second.has_value());
  CHECK(remark_at(*second, "D3").starts_with("this is likely a person of case"));
  REQUIRE(second->imported_before);
  CHECK(second->imported_before->title == "table.xlsx");
}

TEST_CASE("plan_import: places and workers that the standard looks up become stubs by name") {
  const ImportPlan plan = planned(published({{"First Name", "Joy"},
                                             {"Location of Recruitment", "вокзал"},
                                             {"Location of Exploitation", "вокзал"},
                                             {"Referring Organisation", "Фонд «Берег»"},
                                             {"Referring Primary Case Worker", "Л. Петрова"}}));
  CHECK(about(plan, "organisation.name").size() == 2);  // The station once, the fund once.
  CHECK(text_of(only(plan, "person.name")) == "Л. Петрова");
  CHECK(only(plan, "recruitment.at").answer.value == only(plan, "exploitation.at").answer.value);
}

TEST_CASE("plan_import: a table without one heading of the standard is refused with what to do") {
  made::TestCasebook casebook;
  const auto plan = plan_import(made::book({{"a", "b"}, {"1", "2"}}), "x.csv",
                                AddressHeadings::not_asked, *casebook);
  REQUIRE_FALSE(plan.has_value());
  CHECK_FALSE(plan.error().next.empty());
}

TEST_CASE("store: all or nothing, or by choice the good rows") {
  made::TestCasebook casebook;
  Workbook book = published({{"First Name", "Joy"}});
  book.sheets[0].rows.push_back(book.sheets[0].rows[2]);
  book.sheets[0].rows[3][3].kind = book.sheets[0].rows[3][3].value = Cell::Kind::too_long;
  const auto plan = plan_import(book, "t.xlsx", AddressHeadings::by_label, *casebook);
  REQUIRE(plan.has_value());
  const auto refused = store(*plan, Rows::all_or_nothing, *casebook);
  REQUIRE_FALSE(refused.has_value());
  CHECK(casebook->case_count() == 0);
  const auto stored = store(*plan, Rows::good_only, *casebook);
  REQUIRE(stored.has_value());
  CHECK(stored->cases == 1);
  CHECK(stored->rows_left_out == 1);
  CHECK(casebook->case_count() == 1);
}

TEST_CASE("plan_import: who wants to lock is not held up by a large table") {
  made::TestCasebook casebook;
  const Workbook book = made::book({{"First Name", "Second Name"}, {"Joy", "Eze"}, {"Ada", "Obi"}});
  std::size_t asked = 0;
  const auto plan = plan_import(book, "t.csv", AddressHeadings::not_asked, *casebook,
                                [&](auto, auto) { return ++asked < 2; });
  REQUIRE_FALSE(plan);
  CHECK(plan.error().kind == Error::Kind::unavailable);
  CHECK(asked == 2);
}

}  // namespace manumit::exchange
