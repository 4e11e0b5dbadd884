// SPDX-License-Identifier: Apache-2.0
#include "base/json_write.h"
#include "casework/casebook.h"
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "table.h"
#include "telling.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

using casework::ShownUse;
using casework::UseKind;

constexpr std::size_t kUsualRows = 200;
constexpr std::size_t kMostRows = 1'000'000;

std::string what_of(const ShownUse& line) {
  switch (line.what.use.kind) {
    case UseKind::looked:
      return "looked at";
    case UseKind::printed:
      return "printed";
    case UseKind::exported:
      return "exported as " + line.what.use.form;
    case UseKind::bundle_made:
      return "bundle for " + printable(line.member);
  }
  return {};
}

std::string which_of(const ShownUse& line) {
  const casework::Use& use = line.what.use;
  if (use.case_id)
    return line.case_number.empty() ? "a case that is gone, or closed to you" : line.case_number;
  return use.cases == 0 ? "" : std::to_string(use.cases) + " cases";
}

void print_json(const casework::UsePage& page, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("found", static_cast<std::uint64_t>(page.found));
  json.objects("lines", page.rows, [&](const ShownUse& line) {
    const casework::Use& use = line.what.use;
    json.field("at", time_in_utc(line.what.at_ms));
    json.field("by", line.by);
    json.field("kind", name_of(use.kind));
    if (use.case_id)
      json.field("case", use.case_id->hex());
    json.field_if("number", line.case_number);
    json.field("cases", use.cases);
    json.field("statements", use.statements);
    json.field_if("form", use.form);
    json.field_if("member", line.member);
    if (use.file)
      json.field("file", to_hex(*use.file));
  });
  json.close();
  out << json.view();
}

void print_table(const casework::UsePage& page, std::ostream& out) {
  Table table({"When (UTC)", "Who", "What", "Which", "File"});
  for (const ShownUse& line : page.rows) {
    const auto& file = line.what.use.file;
    table.add({time_in_utc(line.what.at_ms), printable(line.by), what_of(line), which_of(line),
               file ? to_hex(*file).substr(0, 16) : ""});
  }
  table.print(out);
}

Result<void> run(const Args& args, Console& console) {
  const casework::Casebook book = TRY(open_vault_with_cases(args, console));
  casework::UseQuery query{.case_id = {},
                           .only_left = args.has("left"),
                           .offset = 0,
                           .limit = args.number("limit", kUsualRows)};
  if (args.has("case"))
    query.case_id = TRY(book.find_case(args.text("case")));
  const casework::UsePage page = book.uses(query);
  if (args.has("json")) {
    print_json(page, console.out);
    return {};
  }
  print_table(page, console.out);
  console.words << page.rows.size() << " of " << page.found << " lines\n";
  return {};
}

}  // namespace

const Command kVaultLog{
    .name = "vault log",
    .summary = "Who looked at which case, and what left the vault",
    .about =
        "Every look at a case (once in twelve hours), every print, export and bundle is an entry "
        "of the vault, signed like all others; it stays when the case is erased. Directors and "
        "leads read everybody's lines, others their own. An export's hash is in its line: so a "
        "file that turns up somewhere can be told. Not noted: searching, lists of cases, copies of "
        "the vault's files, photographs of the screen.",
    .options = {{"case", "NUMBER", "Only what was done with this case"},
                {"left", "", "Only what left: prints, exports, bundles"},
                {.name = "limit",
                 .value = "LINES",
                 .summary = "At most so many, the latest; else 200",
                 .range = Range{1, kMostRows}},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault log cases.mnv --left", "What left the house, and by whom"}},
    .run = run};

}  // namespace manumit::cli
