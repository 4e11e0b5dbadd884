// SPDX-License-Identifier: Apache-2.0
#include "anchor_telling.h"
#include "base/bytes.h"
#include "commands.h"
#include "office.h"
#include "opening.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

void print_all(const std::vector<vault::Anchor>& anchors, bool as_json, Console& console) {
  if (as_json) {
    JsonWriter json(JsonWriter::Layout::indented);
    json.open();
    json.key("anchors");
    json.open_list();
    for (const vault::Anchor& anchor : anchors)
      write_anchor(json, anchor);
    json.close_list();
    json.close();
    console.out << json.view();
    return;
  }
  for (const vault::Anchor& anchor : anchors)
    tell_anchor(anchor, console.out);
}

Result<void> run(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  if (args.has("list")) {
    print_all(vault.anchors(), args.has("json"), console);
    return {};
  }
  if (args.has("witnessed")) {
    const std::string file = TRY(read_whole_file(args.text("witnessed")));
    const vault::Anchor anchor = TRY(vault.take_witness(bytes_of(file)));
    print_all({anchor}, args.has("json"), console);
    return {};
  }
  const vault::Anchor anchor = TRY(vault.note_state());
  console.words
      << "Write this line down where nobody can reach it together with the vault, or give "
         "it to a sister organisation. It tells nothing but the number of entries.\n";
  if (args.has("json"))
    print_all({anchor}, true, console);
  else
    console.out << anchor.line << '\n';
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
