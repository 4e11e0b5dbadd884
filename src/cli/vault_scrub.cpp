// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  ProgressBar bar("Looking at today's part");
  const vault::Scrubbed found = TRY(vault.scrub(bar.watch()));
  for (const vault::Damage& damage : found.damages)
    console.words << "manumit: " << printable(console.catalogue.of(damage.problem)) << '\n';
  console.out << found.sound << " of " << found.rows << '\n';
  return found.damages.empty()
             ? Result<void>{}
             : fail(Error::Kind::damaged, "today's part of the vault has damage in it",
                    args.text("VAULT"), "verify the whole vault, and make a backup now");
}

}  // namespace

const Command kVaultScrub{
    .name = "vault scrub",
    .summary = "Look at a thirtieth of the vault, so that in a month all of it was looked at",
    .about = "Each entry is read twice; a computer that reads it differently is failing.",
    .options = {passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault scrub cases.mnv", "Look at today's part"}},
    .run = run};

}  // namespace manumit::cli
