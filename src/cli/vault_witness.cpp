// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "new_file.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

void print_list(const vault::Vault& vault, std::ostream& out) {
  for (const vault::Witnessed& one : vault.witnessed())
    out << day_of(one.at_ms) << "  " << one.line << "  " << printable(one.of) << '\n';
}

void tell(const vault::WitnessMade& made, std::ostream& words) {
  words << "The line is written down in this vault, of " << printable(made.said.of) << ", "
        << day_of(made.said.at_ms) << ".\n";
  if (!made.before)
    return;
  words << "The last line of theirs before: " << made.before->line << " ("
        << day_of(made.before->at_ms) << ").\n";
  if (made.fewer) {
    words << "manumit: the new line counts fewer entries than that one. Their vault may have been "
             "rolled back, or it is the line of another computer of theirs: ask them.\n";
  }
}

Result<void> run(const Args& args, Console& console) {
  if (!args.has("list") && (!args.has("LINE") || !args.has("of") || !args.has("out"))) {
    return fail(Error::Kind::bad_input, "a line, whose it is and a file to make are needed", "",
                "give LINE, --of and --out, or --list");
  }
  vault::Vault vault = TRY(open_vault(args, console));
  if (args.has("list")) {
    print_list(vault, console.out);
    return {};
  }
  NewFile file = TRY(NewFile::make(args.text("out")));
  const vault::WitnessMade made =
      TRY(vault.witness(args.text("LINE"), args.text("of"), args.text("as")));
  TRY(file.write(made.file));
  TRY(file.finish());
  tell(made, console.words);
  return {};
}

}  // namespace

const Command kVaultWitness{
    .name = "vault witness",
    .summary = "Keep another organisation's line, and sign for them that you have it",
    .about =
        "Their vault can then be held against a line that they cannot change. What goes back to "
        "them holds the line, the time, your device's key and the name that you give.",
    .options = {{"of", "NAME", "Whose line it is"},
                {"as", "NAME", "How the witness is called in the file; else as this member is"},
                {"out", "FILE", "The file to make for them, NAME.mnw"},
                {"list", "", "List all lines that were kept, the newest first"},
                passphrase_option()},
    .positionals = {{"VAULT", "Your own, NAME.mnv"}, {"LINE", "As they read it to you", false}},
    .examples = {{"manumit vault witness ours.mnv \"MNV1 1234 …\" --of \"Sister House\" --out "
                  "for-them.mnw",
                  "Be the witness of a sister organisation"},
                 {"manumit vault witness ours.mnv --list", "What was their last line?"}},
    .run = run};

}  // namespace manumit::cli
