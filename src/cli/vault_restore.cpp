// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  const Passphrase passphrase = TRY(existing_passphrase(args));
  ProgressBar bar("Restoring");
  const vault::Vault vault =
      TRY(vault::Vault::restore({.entries = args.text("ENTRIES"), .keys = args.text("KEYS")},
                                args.text("VAULT"), passphrase, console.surroundings, bar.watch()));
  console.words << "The vault is there again: " << vault.entry_count() << " entries.\n";
  for (const vault::Damage& damage : vault.found_at_opening())
    console.words << "manumit: " << printable(console.catalogue.of(damage.problem)) << '\n';
  for (const vault::Behind& lacks : vault.lacking()) {
    console.words << lacks.entries << " entries by "
                  << (lacks.member.empty() ? "an unknown device" : printable(lacks.member))
                  << " are newer than this copy and not in it.\n";
  }
  console.words
      << "Where others work in the vault too, take a bundle from them before you write.\n";
  console.out << vault.summary().head_hash << '\n';
  return {};
}

}  // namespace

const Command kVaultRestore{
    .name = "vault restore",
    .summary = "Make a vault again from the two parts of a backup",
    .about =
        "In a new place; nothing is written over. What was erased since the copy of the keys was "
        "made "
        "is erased again.",
    .options = {passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv, which must not be there yet"},
                    {"ENTRIES", "The copy of the entries"},
                    {"KEYS", "The copy of the keys"}},
    .examples = {{"manumit vault restore cases.mnv cases-2026-11-30.mnv cases-2026-11-30.mnk",
                  "Make the vault again"}},
    .run = run};

}  // namespace manumit::cli
