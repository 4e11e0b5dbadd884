// SPDX-License-Identifier: Apache-2.0
#include "anchor_telling.h"
#include "base/bytes.h"
#include "commands.h"
#include "office.h"
#include "opening.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

void print_json(const std::vector<vault::Anchor>& anchors, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.list("anchors", anchors, [&](const vault::Anchor& one) { write_anchor(json, one); });
  json.close();
  out << json.view();
}

void print_all(const std::vector<vault::Anchor>& anchors, const Args& args, Console& console) {
  if (args.has("json"))
    return print_json(anchors, console.out);
  for (const vault::Anchor& anchor : anchors)
    tell_anchor(anchor, console.out);
}

Result<void> take(vault::Vault& vault, const Args& args, Console& console) {
  const std::string file = TRY(read_whole_file(args.text("witnessed")));
  print_all({TRY(vault.take_witness(bytes_of(file)))}, args, console);
  return {};
}

Result<void> note(vault::Vault& vault, const Args& args, Console& console) {
  const vault::Anchor anchor = TRY(vault.note_state());
  console.words
      << "Write this line down where nobody can reach it together with the vault, or give "
         "it to a sister organisation. It tells nothing but the number of entries.\n";
  if (args.has("json"))
    print_json({anchor}, console.out);
  else
    console.out << anchor.line << '\n';
  return {};
}

Result<void> run(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  if (args.has("witnessed"))
    return take(vault, args, console);
  if (!args.has("list"))
    return note(vault, args, console);
  print_all(vault.anchors(), args, console);
  return {};
}

}  // namespace

const Command kVaultAnchor{
    .name = "vault anchor",
    .summary = "Note how far the vault has got, as a line to keep elsewhere",
    .about =
        "Whoever has the line on paper or hears it by telephone can be told later whether anything "
        "that it vouches for was cut off, put back or exchanged: `manumit vault verify --anchor`.",
    .options = {{"list", "", "List all that were noted, and who witnessed them"},
                {"witnessed", "FILE", "Take in what a witness signed (NAME.mnw)"},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault anchor cases.mnv", "Note the state and print its line"},
                 {"manumit vault anchor --witnessed sister.mnw cases.mnv",
                  "Keep what the sister organisation signed"}},
    .run = run};

}  // namespace manumit::cli
