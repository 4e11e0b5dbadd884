// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

void tell(const vault::BackupMade& made, std::ostream& words) {
  words << "The entries are in " << printable(made.files.entries.string()) << ": " << made.entries
        << " of them, read back and checked.\n";
  if (made.files.keys.empty()) {
    words << "The keys are not in it; without them nobody can read it.\n";
    return;
  }
  words << "The keys are in " << printable(made.files.keys.string())
        << ". Keep them apart, and until " << day_of(made.keys_until_ms)
        << ": whoever has them and a passphrase opens what was erased since.\n";
}

Result<void> run(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  vault::BackupWish wish{.entries_folder = args.text("FOLDER")};
  if (args.has("keys"))
    wish.keys_folder = args.text("keys");
  wish.key_days = static_cast<int>(args.number("days", vault::kKeyBackupDays));
  ProgressBar bar("Copying");
  const vault::BackupMade made = TRY(vault.back_up(wish, bar.watch()));
  for (const vault::Damage& damage : made.damages)
    console.words << "manumit: " << printable(console.catalogue.of(damage.problem)) << '\n';
  tell(made, console.words);
  if (wish.keys_folder) {
    const vault::KeyBackupsPruned pruned = TRY(vault.prune_key_backups(*wish.keys_folder));
    if (!pruned.removed.empty())
      console.words << pruned.removed.size() << " older copies of the keys are destroyed.\n";
    for (const auto& left : pruned.left)
      console.words << "manumit: " << printable(left.string()) << " could not be removed.\n";
  }
  console.out << made.files.entries.string() << '\n';
  if (!made.files.keys.empty())
    console.out << made.files.keys.string() << '\n';
  return {};
}

}  // namespace

const Command kVaultBackup{
    .name = "vault backup",
    .summary = "Copy a vault to a stick: the entries for ever, the keys for some weeks",
    .about =
        "Two parts, best on two sticks in two places. The copy bears its name only when every "
        "entry "
        "was read back and checked.",
    .options =
        {{"keys", "FOLDER", "Where the copy of the keys goes; without it none is made"},
         {"days", "N", "How long the copy of the keys is kept; else 35", false, {}, Range{1, 3650}},
         passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}, {"FOLDER", "Where the copy of the entries goes"}},
    .examples = {{"manumit vault backup cases.mnv /media/one --keys /media/two",
                  "Copy the vault to two sticks"}},
    .run = run};

}  // namespace manumit::cli
