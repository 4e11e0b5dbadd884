// SPDX-License-Identifier: Apache-2.0
#include "base/json_write.h"
#include "commands.h"
#include "exchange/export.h"
#include "new_file.h"
#include "opening.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

using exchange::ExportReport;
using exchange::Format;

Format format_of(std::string_view name) {
  if (name == "htcds-excel")
    return Format::htcds_excel;
  if (name == "htcds-excel-as-published")
    return Format::htcds_excel_as_published;
  return name == "dump" ? Format::dump : Format::htcds_csv;
}

void print_json(const ExportReport& report, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("cases", report.cases);
  json.field("statements", report.statements);
  json.field("held_back", report.held_back);
  json.key("cannot_express");
  json.open_list();
  for (const auto& [fact, count] : report.cannot_express) {
    json.open();
    json.field("fact", fact);
    json.field("statements", count);
    json.close();
  }
  json.close_list();
  json.close();
  out << json.view();
}

void print_words(const ExportReport& report, std::ostream& words) {
  words << "Written: " << report.cases << " cases, " << report.statements << " statements\n";
  for (const auto& [fact, count] : report.cannot_express)
    words << "cannot be expressed in this format: " << count << " × " << fact << '\n';
  if (report.held_back > 0) {
    words << "held back because they could cost a life: " << report.held_back
          << " statements (--life-critical writes them too)\n";
  }
  words << "The file is readable by whoever has it. Give it only to whom the people agreed.\n";
}

Result<std::vector<casework::RecordId>> chosen_cases(const Args& args,
                                                     const casework::Casebook& casebook) {
  std::vector<casework::RecordId> chosen;
  std::string list = args.text("cases");
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    chosen.push_back(TRY(casebook.find_case(list.substr(0, comma))));
    list.erase(0, comma + 1);
  }
  return chosen;
}

Result<void> run(const Args& args, Console& console) {
  const std::string name = args.text("out");
  casework::Casebook casebook = TRY(open_cases(args, console));
  const exchange::ExportRequest request{.format = format_of(args.text("format")),
                                        .cases = TRY(chosen_cases(args, casebook)),
                                        .life_critical = args.has("life-critical")};
  NewFile file = TRY(NewFile::make(name));
  ProgressBar bar("Writing");
  const ExportReport report = TRY(exchange::write_export(
      request, casebook, [&](ByteView bytes) { return file.write(bytes); }, bar.watch()));
  TRY(casebook.note(exchange::use_of(request, report)));
  TRY(file.finish());
  if (args.has("json") && name != "-")
    print_json(report, console.out);
  else
    print_words(report, console.words);
  return {};
}

}  // namespace

const Command kCaseExport{
    .name = "case export",
    .summary = "Write cases to a file that others can read",
    .about =
        "Writes the Human Trafficking Case Data Standard as a zip of CSV files or as Excel, "
        "or a full dump as JSON lines (docs/formats/dump.md) that tools/read_dump.py reads. "
        "What a format cannot express is counted, never dropped in silence. Text that a "
        "spreadsheet would run as a formula is made harmless.",
    .options = {{.name = "format",
                 .value = "FORMAT",
                 .summary = "What to write",
                 .required = true,
                 .choices = {"htcds-csv", "htcds-excel", "htcds-excel-as-published", "dump"}},
                {.name = "out",
                 .value = "FILE",
                 .summary = "Where to; - is standard output. A file that is there is not replaced",
                 .required = true},
                {"cases", "NUMBERS", "Only these cases, by number or id, with commas between"},
                {"life-critical", "",
                 "Also what could cost a life in wrong hands, such as a safe house's address"},
                {"json", "", "Print what was written as JSON (docs/formats/cli-json.md)"},
                vault_option(),
                passphrase_option()},
    .positionals = {},
    .examples = {{"manumit case export --format htcds-csv --out for-partner.zip",
                  "All cases in the standard's form"},
                 {"manumit case export --format dump --out everything.jsonl",
                  "Everything, for another program"}},
    .run = run};

}  // namespace manumit::cli
