// SPDX-License-Identifier: Apache-2.0
#include "casework/all_authorities.h"
#include "commands.h"
#include "opening.h"
#include "steps_tables.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<Day> day_of(const Args& args, const Console& console) {
  if (!args.has("day"))
    return day_at(console.surroundings.now_ms());
  return day_from_iso(args.text("day"));
}

Result<void> check_day(std::string_view text) {
  TRY(day_from_iso(text));
  return {};
}

Result<void> tell_all(const casework::Casebook& book, const Args& args, Day today,
                      Console& console) {
  const casework::AllAuthorities all = TRY(casework::authorities_of_all(book, today));
  if (args.has("json"))
    write_json(all, console.out);
  else
    print_tables(all, console.catalogue, console.out);
  return {};
}

Result<void> run(const Args& args, Console& console) {
  if (args.has("CASE") == args.has("all"))
    return fail(Error::Kind::bad_input, "either one case is named, or all of them are asked for",
                "CASE", "manumit case steps 142, or manumit case steps --all");
  const Day today = TRY(day_of(args, console));
  casework::Casebook book = TRY(open_cases(args, console));
  if (args.has("all"))
    return tell_all(book, args, today, console);
  const casework::RecordId id = TRY(book.find_case(args.text("CASE")));
  const casework::Case of = TRY(book.open_case(id));
  // Whoever must read reads, even where the disk has no room for the line.
  static_cast<void>(book.note({.kind = casework::UseKind::looked, .case_id = id}));
  const auto row = book.row(id);
  const casework::StepsOfCase steps =
      casework::steps_of_case(of, row ? row->number : std::string(), today);
  if (args.has("json"))
    write_json(steps, today, console.out);
  else
    print_table(steps, today, console.catalogue, console.out);
  return {};
}

}  // namespace

const Command kCaseSteps{
    .name = "case steps",
    .summary = "Show the steps with authorities of one case, or what they come to in all cases",
    .about =
        "Each complaint, answer and refusal with its day, its authority and its number; by which "
        "day an answer is due under the rule that was chosen for it, and what became of that. "
        "With --all the sums over the vault: by authority, what is overdue, what was put in place "
        "of the article that was asked for, and which places of work and officials stand in "
        "several cases. Records are one only where a link between them holds; nothing is joined "
        "by likeness. Steps with a paper are counted, not people.",
    .options = {{"all", "", "Of all cases, in place of one"},
                {.name = "day",
                 .value = "DAY",
                 .summary = "The clocks as they stand on this day, 2026-03-05; else today",
                 .check = check_day},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                vault_option(),
                passphrase_option()},
    .positionals = {{"CASE", "The case's number, or its id or the beginning of it", false}},
    .examples = {{"manumit case steps 142", "The steps of the case with the number 0142"},
                 {"manumit case steps --all", "Refusals over the whole vault"}},
    .run = run};

}  // namespace manumit::cli
