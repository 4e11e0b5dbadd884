// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "base/json_write.h"
#include "commands.h"
#include "exchange/case_file.h"
#include "exchange/import.h"
#include "opening.h"
#include "printable.h"
#include "table.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

using exchange::CaseFile;
using exchange::CellProblem;
using exchange::ImportPlan;
using exchange::ImportReport;

std::string_view weight_name(CellProblem::Weight weight) {
  switch (weight) {
    case CellProblem::Weight::note:
      return "note";
    case CellProblem::Weight::ask:
      return "ask";
    case CellProblem::Weight::unmapped:
      return "unmapped";
    case CellProblem::Weight::bad:
      return "bad";
  }
  return "bad";
}

std::string_view artefact_name(exchange::Artefact artefact) {
  switch (artefact) {
    case exchange::Artefact::htcds_excel:
      return "htcds-excel";
    case exchange::Artefact::htcds_xlsform:
      return "htcds-xlsform";
    case exchange::Artefact::htcds_salesforce:
      return "htcds-salesforce";
    case exchange::Artefact::unknown:
      break;
  }
  return "unknown";
}

void print_json(const ImportPlan& plan, const std::optional<ImportReport>& report,
                const Words& catalogue, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("artefact", artefact_name(plan.artefact));
  json.field("file_hash", plan.file_hash);
  json.field("good_rows", plan.good_rows());
  json.field("bad_rows", plan.bad_rows());
  json.field("asks_address", plan.asks_address);
  json.field("imported_before", plan.imported_before.has_value());
  json.key("notes");
  json.open_list();
  for (const Error& note : plan.notes)
    json.text(catalogue.of(note));
  json.close_list();
  json.field("cannot_express", plan.cannot_express);
  json.key("problems");
  json.open_list();
  for (const CellProblem& problem : plan.problems) {
    json.open();
    json.field("cell", problem.cell);
    json.field("weight", weight_name(problem.weight));
    json.field("column", problem.column);
    json.field("text", problem.text);
    json.field("problem", catalogue.of(problem.problem));
    json.close();
  }
  json.close_list();
  if (report) {
    json.key("stored");
    json.open();
    json.field("cases", report->cases);
    json.field("statements", report->statements);
    json.field("rows_left_out", report->rows_left_out);
    json.close();
  }
  json.close();
  out << json.view();
}

void print_readings(const ImportPlan& plan, std::ostream& out) {
  out << "\nThe address headings of this file contradict each other. The first filled row reads\n";
  out << "by its visible labels (--addresses label):\n";
  for (const auto& [heading, text] : plan.address_by_label)
    out << "    " << printable(heading) << ": " << printable(text) << '\n';
  out << "by its hidden names (--addresses name):\n";
  for (const auto& [heading, text] : plan.address_by_hidden_name)
    out << "    " << printable(heading) << ": " << printable(text) << '\n';
}

void print_plan(const ImportPlan& plan, const Words& catalogue, std::ostream& out) {
  for (const Error& note : plan.notes)
    out << printable(catalogue.of(note)) << '\n';
  if (!plan.problems.empty()) {
    constexpr std::size_t kWidestCell = 90;
    Table table({"Cell", "Weight", "Column", "As it stands", "What"}, kWidestCell);
    for (const CellProblem& problem : plan.problems) {
      table.add({problem.cell, std::string(weight_name(problem.weight)),
                 cut_to(printable(problem.column), 24), cut_to(printable(problem.text), 24),
                 catalogue.of(problem.problem)});
    }
    table.print(out);
  }
  for (const std::string& column : plan.cannot_express)
    out << "kept as words, maps to no fact: " << printable(column) << '\n';
  if (plan.asks_address)
    print_readings(plan, out);
  out << artefact_name(plan.artefact) << ": " << plan.good_rows() << " good rows, "
      << plan.bad_rows() << " bad rows\n";
}

exchange::AddressHeadings headings_of(const Args& args) {
  const std::string chosen = args.text("addresses");
  if (chosen.empty())
    return exchange::AddressHeadings::not_asked;
  return chosen == "label" ? exchange::AddressHeadings::by_label
                           : exchange::AddressHeadings::by_hidden_name;
}

Result<std::optional<ImportReport>> store_unless_dry(const Args& args, const ImportPlan& plan,
                                                     casework::Casebook& casebook) {
  if (args.has("dry-run"))
    return std::optional<ImportReport>();
  if (plan.imported_before && !args.has("again")) {
    return fail(Error::Kind::not_allowed, "this very file was imported before", "",
                "nothing was stored; with --again its rows come in a second time");
  }
  const auto rows = args.text("rows", "all") == "good" ? exchange::Rows::good_only
                                                       : exchange::Rows::all_or_nothing;
  ProgressBar bar("Storing");
  return std::optional<ImportReport>(TRY(exchange::store(plan, rows, casebook, bar.watch())));
}

Result<void> import_table(const Args& args, Console& console, const std::string& bytes,
                          const std::string& name) {
  const exchange::Workbook workbook = TRY(exchange::read_workbook(bytes_of(bytes)));
  casework::Casebook casebook = TRY(open_cases(args, console));
  const ImportPlan plan = TRY(exchange::plan_import(workbook, name, headings_of(args), casebook));
  const Result<std::optional<ImportReport>> stored = store_unless_dry(args, plan, casebook);
  if (args.has("json"))
    print_json(plan, stored ? *stored : std::nullopt, console.catalogue, console.out);
  else
    print_plan(plan, console.catalogue, console.out);
  const std::optional<ImportReport> report = TRY(stored);
  if (!report) {
    console.words << "Nothing was stored: this was a dry run.\n";
    return {};
  }
  console.words << "Stored: " << report->cases << " cases, " << report->statements
                << " statements; rows left out: " << report->rows_left_out << '\n';
  return {};
}

/// How many statements were stored; nothing on a dry run.
Result<std::optional<std::size_t>> store_unless_dry(const Args& args, const CaseFile& read,
                                                    const std::string& name,
                                                    casework::Casebook& casebook) {
  if (!read.problems.empty()) {
    return fail(Error::Kind::bad_input, "the case file has {0} faults; nothing was stored", name,
                "mend them and import it again", {std::to_string(read.problems.size())});
  }
  if (args.has("dry-run"))
    return std::optional<std::size_t>();
  if (casebook.source_of_file(read.file_hash) && !args.has("again")) {
    return fail(Error::Kind::not_allowed, "this very file was imported before", name,
                "nothing was stored; with --again its case comes in a second time");
  }
  return std::optional(TRY(casebook.file({read.filing})).size());
}

void print_json(const CaseFile& read, bool imported_before,
                const std::optional<std::size_t>& stored, const Words& catalogue,
                std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("artefact", "case-file");
  json.field("file_hash", read.file_hash);
  json.field("statements", read.filing.statements.size());
  json.field("imported_before", imported_before);
  json.key("problems");
  json.open_list();
  for (const Error& problem : read.problems) {
    json.open();
    json.field("where", problem.where);
    json.field("problem", catalogue.of(problem));
    json.close();
  }
  json.close_list();
  if (stored) {
    json.key("stored");
    json.open();
    json.field("cases", 1);
    json.field("statements", *stored);
    json.close();
  }
  json.close();
  out << json.view();
}

Result<void> import_case_file(const Args& args, Console& console, const std::string& bytes,
                              const std::string& name) {
  casework::Casebook casebook = TRY(open_cases(args, console));
  const CaseFile read = TRY(exchange::read_case_file(bytes, name, casework::built_in_vocabulary(),
                                                     [&] { return casebook.new_id(); }));
  const bool imported_before = casebook.source_of_file(read.file_hash).has_value();
  const auto stored = store_unless_dry(args, read, name, casebook);
  if (args.has("json")) {
    print_json(read, imported_before, stored ? *stored : std::nullopt, console.catalogue,
               console.out);
  } else {
    for (const Error& problem : read.problems)
      console.out << printable(console.catalogue.of(problem)) << '\n';
  }
  if (const std::optional<std::size_t> statements = TRY(stored))
    console.words << "Stored: 1 case, " << *statements << " statements\n";
  else
    console.words << "The case file is in order. Nothing was stored: this was a dry run.\n"
                  << (imported_before ? "This very file was imported before.\n" : "");
  return {};
}

Result<void> run(const Args& args, Console& console) {
  const std::filesystem::path file = args.text("FILE");
  const std::string bytes = TRY(read_whole_file(file.string()));
  const std::string name = file.filename().string();
  if (file.extension() == ".toml")
    return import_case_file(args, console, bytes, name);
  return import_table(args, console, bytes, name);
}

}  // namespace

const Command kCaseImport{
    .name = "case import",
    .summary = "Take in a partner's table, or a case typed as a file",
    .about =
        "Reads HTCDS v2.0 tables (Excel, XLSForm and Kobo CSV, Salesforce CSV) and case files "
        "(.toml, docs/formats/case-file.md). Lists every problem by its cell. Stores all rows "
        "or none, unless told to store the good ones; each value keeps the file's hash, its "
        "cell and the text as it stood.",
    .options = {{"dry-run", "", "Only say what would happen"},
                {.name = "addresses",
                 .value = "HOW",
                 .summary = "Which address headings were meant, when a file has two that differ",
                 .choices = {"label", "name"}},
                {.name = "rows",
                 .value = "WHICH",
                 .summary = "Store all rows or none, or only the good ones; else all",
                 .choices = {"all", "good"}},
                {"again", "", "Import a file although the same bytes were imported before"},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                vault_option(),
                passphrase_option()},
    .positionals = {{"FILE", "An .xlsx, .csv or .toml file"}},
    .examples = {{"manumit case import --dry-run partner.xlsx", "See what would happen"},
                 {"manumit case import --addresses label --rows good partner.xlsx",
                  "Store the rows that are in order"}},
    .run = run};

}  // namespace manumit::cli
