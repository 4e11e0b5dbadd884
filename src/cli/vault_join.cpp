// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  const Passphrase passphrase = TRY(existing_passphrase(args));
  ProgressBar bar("Taking the vault in");
  const vault::Vault vault = TRY(vault::Vault::join(args.text("VAULT"), args.text("BUNDLE"),
                                                    passphrase, console.surroundings, bar.watch()));
  console.words << "This computer has the vault now: " << vault.entry_count() << " entries.\n";
  console.out << vault.summary().head_hash << '\n';
  return {};
}

}  // namespace

const Command kVaultJoin{
    .name = "vault join",
    .summary = "Make this computer's copy of a vault from the bundle that a director made",
    .about = "Takes the passphrase that was chosen with `manumit vault ask`.",
    .options = {passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv, the same as when asking"},
                    {"BUNDLE", "The file that the director made"}},
    .examples = {{"manumit vault join cases.mnv for-anna.mnb", "Begin to work in the vault"}},
    .run = run};

}  // namespace manumit::cli
