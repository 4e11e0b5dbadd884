// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  const Passphrase passphrase = TRY(existing_passphrase(args));
  vault::Vault vault =
      TRY(vault::Vault::open(args.text("VAULT"), passphrase, console.surroundings));
  ProgressBar bar("Trying the backup");
  const vault::BackupDrill drill = TRY(vault.drill_backup(
      {.entries = args.text("ENTRIES"), .keys = args.text("KEYS")}, passphrase, bar.watch()));
  for (const vault::Damage& damage : drill.verdict.damages)
    console.words << "manumit: " << printable(console.catalogue.of(damage.problem)) << '\n';
  console.words << "The backup opens with this passphrase: " << drill.verdict.sound << " of "
                << drill.verdict.entries << " entries are sound.\n";
  for (const vault::Behind& behind : drill.behind) {
    console.words << behind.entries << " entries by "
                  << (behind.member.empty() ? "an unknown device" : printable(behind.member))
                  << " were written since.\n";
  }
  if (drill.closed > 0)
    console.words << drill.closed << " parts stay closed: their keys are not in it.\n";
  if (drill.opens_again > 0) {
    console.words << drill.opens_again
                  << " parts that are erased here would still open with these keys: destroy this "
                     "copy of the keys.\n";
  }
  return drill.verdict.sound_throughout()
             ? Result<void>{}
             : fail(Error::Kind::damaged, "the backup is damaged", args.text("ENTRIES"),
                    "make a new one now, and keep this one until it is checked");
}

}  // namespace

const Command kVaultRehearse{
    .name = "vault rehearse",
    .summary = "Try whether a backup would bring the vault back, once a month",
    .about = "Opens the copy with the passphrase, checks every entry and says what is newer.",
    .options = {passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"},
                    {"ENTRIES", "The copy of the entries"},
                    {"KEYS", "The copy of the keys"}},
    .examples = {{"manumit vault rehearse cases.mnv /media/one/cases-2026-11-30.mnv "
                  "/media/two/cases-2026-11-30.mnk",
                  "Hold the monthly drill"}},
    .run = run};

}  // namespace manumit::cli
