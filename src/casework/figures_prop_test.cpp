// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "casework/figures.h"
#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

/// So many people, counted by an office that is made up.
gap::Figure figure(double people, const std::string& population = "people identified") {
  gap::Figure out;
  out.measure = "invented.identified";
  out.value = people;
  out.unit = "persons";
  out.population = population;
  out.place = "XXA";
  out.period = gap::read_period("2019", "").value();
  out.kind = gap::Kind::flow;
  out.source = "Yearbook, invented";
  out.vintage = "2020";
  return out;
}

FigureSheet sheet_of(std::vector<gap::Figure> figures, const std::string& title = {}) {
  return {.title = title, .figures = std::move(figures), .takes_out = {}, .puts_back = {}};
}
FigureSheet without(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return {.title = {}, .figures = {}, .takes_out = std::move(ids), .puts_back = {}};
}
FigureSheet back(std::vector<std::string> ids) {
  return {.title = {}, .figures = {}, .takes_out = {}, .puts_back = std::move(ids)};
}

NewFigures must_keep(Casebook& book, FigureSheet sheet) {
  auto kept = book.keep_figures(std::move(sheet));
  REQUIRE_MESSAGE(kept.has_value(), (kept ? "" : in_english(kept.error())));
  return *kept;
}
std::vector<double> values(const gap::FigureTable& table) {
  std::vector<double> out;
  for (const gap::Figure& one : table.figures)
    out.push_back(one.value.value_or(-1));
  return out;
}

std::string example_csv() {
  std::ifstream file(MANUMIT_SOURCE_DIR "/examples/gap/figures.csv", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<FiguresKept> any_history() {
  std::vector<FiguresKept> out;
  const int sheets = *rc::gen::inRange(1, 7);
  for (int i = 0; i < sheets; ++i) {
    FiguresKept one;
    one.entry.bytes[0] = static_cast<std::uint8_t>(i + 1);
    one.lamport = *rc::gen::inRange<std::uint64_t>(1, 4);
    for (const int value : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4)))
      one.sheet.figures.push_back(figure(value));
    for (const FiguresKept& other : out) {
      if (other.sheet.figures.empty())
        continue;
      const auto name = statement_id(other.entry, 0);
      if (*rc::gen::arbitrary<bool>())
        one.sheet.takes_out.push_back(name);
      else if (*rc::gen::arbitrary<bool>())
        one.sheet.puts_back.push_back(name);
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

TEST_CASE("figures: kept, read back after the vault was closed, and not twice") {
  Desk desk;
  const auto kept = must_keep(desk.book(), sheet_of({figure(3), figure(5), figure(3)}, "a.csv"));
  CHECK(kept.ids.size() == 2);
  CHECK(kept.kept_before == 1);
  const auto entries = desk.book().vault().entry_count();
  CHECK(must_keep(desk.book(), sheet_of({figure(5)}, "again.csv")).kept_before == 1);
  CHECK(desk.book().vault().entry_count() == entries);
  for (const Casebook* book : {&desk.book(), &desk.reopen()}) {
    const auto figures = book->figures();
    CHECK(values(figures->table) == std::vector<double>{3, 5});
    CHECK(figures->table.figures[1].row == 3);
    CHECK(figures->origins[1].ids == std::vector<std::string>{kept.ids[1]});
    CHECK(figures->origins[1].title == "a.csv");
  }
}

TEST_CASE("figures: all of the examples come back as they went in") {
  Desk desk;
  const auto read = gap::read_figures(example_csv(), "figures.csv");
  REQUIRE(read);
  const auto kept = must_keep(desk.book(), sheet_of(read->figures, "figures.csv"));
  CHECK(kept.ids.size() + kept.kept_before == read->figures.size());
  const auto again =
      gap::read_figures(gap::write_figures(desk.reopen().figures()->table), "figures.csv");
  REQUIRE(again);
  CHECK(again->faults.empty());
  CHECK(std::equal(again->figures.begin(), again->figures.end(),
                   desk.book().figures()->table.figures.begin(), same_figure));
  CHECK(again->figures.size() == kept.ids.size());
}

TEST_CASE(
    "figures: taken out, put back, corrected in one go, and refused when they are not there") {
  Desk desk;
  const auto ids = must_keep(desk.book(), sheet_of({figure(3), figure(5)})).ids;
  must_keep(desk.book(), without({ids[0]}));
  CHECK(values(desk.book().figures()->table) == std::vector<double>{5});
  CHECK(values(desk.book().figures()->taken_out) == std::vector<double>{3});
  CHECK_FALSE(desk.book().keep_figures(without({ids[0]})));
  CHECK_FALSE(desk.book().keep_figures(back({ids[1]})));
  must_keep(desk.book(), back({ids[0]}));
  CHECK(values(desk.reopen().figures()->table) == std::vector<double>{3, 5});
  FigureSheet corrected = sheet_of({figure(4)});
  corrected.takes_out = {ids[0]};
  must_keep(desk.book(), corrected);
  CHECK(values(desk.reopen().figures()->table) == std::vector<double>{5, 4});
  CHECK_FALSE(desk.book().keep_figures({}));
}

TEST_CASE("figures: one that is put right and says what it said stays") {
  Desk desk;
  const auto ids = must_keep(desk.book(), sheet_of({figure(3)})).ids;
  FigureSheet same = sheet_of({figure(3)});
  same.takes_out = ids;
  must_keep(desk.book(), same);
  CHECK(values(desk.reopen().figures()->table) == std::vector<double>{3});
  CHECK(desk.book().figures()->taken_out.figures.empty());
}

TEST_CASE("figures: never kept where a case has its own, whoever wrote a sheet there") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {text(id(2), "person.name", "Zuhra")})});
  const vault::Compartment identity = desk.book().open_case(id(1))->subject(id(2))->identity;
  const vault::Draft draft{identity, vault::EntryKind::figure_sheet, encode(sheet_of({figure(3)}))};
  REQUIRE(desk.book().office().append({&draft, 1}));
  Casebook& book = desk.reopen();
  CHECK(values(book.figures()->table) == std::vector<double>{3});
  must_keep(book, sheet_of({figure(5)}));
  REQUIRE(book.erase_person(id(1), id(2), "she asked for it"));
  CHECK(values(desk.reopen().figures()->table) == std::vector<double>{5});
}

TEST_CASE("figures: who is counted may be on record in one and not in another") {
  Desk desk;
  must_keep(desk.book(), sheet_of({figure(3), figure(5, "")}));
  const auto figures = desk.reopen().figures();
  CHECK(figures->table.figures[0].population == "people identified");
  CHECK(figures->table.figures[1].population.empty());
  const auto text = gap::write_figures(figures->table);
  CHECK(text.find("not recorded") != std::string::npos);
  CHECK(gap::read_figures(text, "figures.csv")->figures[1].population.empty());
}

TEST_CASE("figures: a text that plays tricks is refused, and nothing is half kept") {
  Desk desk;
  gap::Figure one = figure(3);
  one.source = "Yearbook \u202e0202";
  const auto entries = desk.book().vault().entry_count();
  CHECK_FALSE(desk.book().keep_figures(sheet_of({figure(5), one})));
  CHECK(desk.book().vault().entry_count() == entries);
  CHECK(desk.book().figures()->table.figures.empty());
}

TEST_CASE("figure sheet: one form alone is read") {
  FigureSheet sheet = sheet_of({figure(3)}, "a.csv");
  sheet.takes_out = {statement_id({}, 0), statement_id({}, 1)};
  const std::string text = encode(sheet);
  const auto read = decode_sheet(text);
  REQUIRE_MESSAGE(read.has_value(), (read ? "" : in_english(read.error())));
  CHECK(encode(*read) == text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string broken = text;
    broken.insert(i, 1, ' ');
    const auto other = decode_sheet(broken);
    CHECK((!other || encode(*other) == broken));  // a blank within a text is a text
  }
  CHECK_FALSE(decode_sheet(R"({"sheet":1})"));
  CHECK(decode_sheet(R"({"sheet":2,"new":1})").error().kind == Error::Kind::unavailable);
  std::swap(sheet.takes_out[0], sheet.takes_out[1]);
  CHECK_FALSE(check_sheet(sheet));
}

TEST_CASE("figures: any order of the same sheets, and each twice, comes to the same") {
  CHECK(rc::check([] {
    const std::vector<FiguresKept> sheets = any_history();
    std::vector<FiguresKept> mixed = sheets;
    mixed.insert(mixed.end(), sheets.begin(), sheets.end());
    std::mt19937 chance(*rc::gen::arbitrary<std::uint32_t>());
    std::shuffle(mixed.begin(), mixed.end(), chance);
    const Figures a = fold_figures(sheets);
    const Figures b = fold_figures(mixed);
    RC_ASSERT(values(a.table) == values(b.table));
    RC_ASSERT(values(a.taken_out) == values(b.taken_out));
    std::size_t names = 0, given = 0;
    for (const auto* origins : {&a.origins, &a.taken_out_origins}) {
      for (const FigureOrigin& one : *origins)
        names += one.ids.size();
    }
    for (const FiguresKept& one : sheets)
      given += one.sheet.figures.size();
    RC_ASSERT(names <= given);
  }));
}
