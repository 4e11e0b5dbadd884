// SPDX-License-Identifier: Apache-2.0
#include "base/json_write.h"
#include "commands.h"
#include "opening.h"
#include "table.h"
#include "telling.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kUsualRows = 200;
constexpr std::size_t kMostRows = 1'000'000;

casework::CaseQuery query_of(const Args& args) {
  casework::CaseQuery query;
  query.state = args.text("state");
  query.place = args.text("place");
  query.work = args.text("work");
  query.words = args.text("words");
  query.sort = args.text("sort", query.sort);
  query.descending = query.sort == "touched" || args.has("descending");
  query.offset = args.number("offset", 0);
  query.limit = args.number("limit", kUsualRows);
  return query;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names)
    out += (out.empty() ? "" : "; ") + (name.empty() ? "(no name)" : name);
  return out;
}

void print_json(const casework::CasePage& page, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("all", page.all);
  json.field("found", page.found);
  json.key("cases");
  json.open_list();
  for (const casework::CaseRow& row : page.rows) {
    json.open();
    json.field("id", row.id.hex());
    json.field_if("number", row.number);
    json.field("people", row.people);
    json.field_if("place", row.place);
    json.field_if("work", row.work);
    json.field_if("state", row.state);
    if (row.safe_now)
      json.field("safe_now", casework::name_of(*row.safe_now));
    if (row.consent)
      json.field("consent", casework::name_of(*row.consent));
    json.field_if("next_step", row.next_step);
    if (row.next_due)
      json.field("next_due", to_iso(*row.next_due));
    json.field_if("next_time", row.next_time);
    json.field("touched", time_in_utc(row.touched_ms));
    json.field("statements", row.statements);
    json.key("indicators");
    json.open_list();
    for (const std::uint8_t mark : row.indicators)
      json.text(indicator_name(mark));
    json.close_list();
    json.close();
  }
  json.close_list();
  json.close();
  out << json.view();
}

void print_table(const casework::CasePage& page, const Words& words, std::ostream& out) {
  Table table({"Number", "People", "Place", "Work", "State", "Next step", "Touched", "Statements"});
  for (const casework::CaseRow& row : page.rows) {
    const std::string due = row.next_due ? in_words(*row.next_due) + "  " : "";
    table.add({row.number, joined(row.people), row.place,
               code_in_words("industry", row.work, words),
               code_in_words("case_status", row.state, words), due + row.next_step,
               time_in_utc(row.touched_ms).substr(0, 10), std::to_string(row.statements)});
  }
  table.print(out);
}

Result<void> run(const Args& args, Console& console) {
  const casework::Casebook casebook = TRY(open_cases(args, console));
  const casework::CaseQuery query = query_of(args);
  const casework::CasePage page = casebook.cases(query);
  // The index is built while the vault is open already: only now is it known whether it is whole.
  if (!query.words.empty()) {
    if (const std::optional<Error> trouble = casebook.search_trouble())
      return fail(*trouble);
  }
  if (args.has("json")) {
    print_json(page, console.out);
    return {};
  }
  print_table(page, console.catalogue, console.out);
  console.words << page.rows.size() << " of " << page.found << " found, " << page.all
                << " cases in all\n";
  return {};
}

}  // namespace

const Command kCaseList{
    .name = "case list",
    .summary = "List the cases in a vault, or find some",
    .about =
        "Finds names, places and words in any script, transliterated or misspelt: karimowa "
        "finds Каримова.",
    .options = {{"words", "WORDS", "Only cases in which these are found"},
                {"state", "CODE",
                 "Only cases in this state: Active, FollowUp, Closed, ClosedReferred"},
                {"place", "PLACE", "Only cases at this place, as the list shows it"},
                {"work", "CODE", "Only cases of this industry or work, as the list shows it"},
                {.name = "sort",
                 .value = "COLUMN",
                 .summary = "Order by",
                 .choices = {"touched", "number", "people", "place", "work", "state", "next"}},
                {"descending", "", "From the end; `touched` always begins with the newest"},
                {.name = "limit",
                 .value = "ROWS",
                 .summary = "At most so many; else 200",
                 .range = Range{1, kMostRows}},
                {.name = "offset",
                 .value = "ROWS",
                 .summary = "Leave out the first so many",
                 .range = Range{0, kMostRows}},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                vault_option(),
                passphrase_option()},
    .positionals = {},
    .examples = {{"manumit case list --vault cases.mnv --words karimowa", "Find somebody"}},
    .run = run};

}  // namespace manumit::cli
