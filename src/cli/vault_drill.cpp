// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "share_files.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  const std::vector<vault::Share> shares = TRY(shares_in_files(args, console));
  vault::Vault vault = TRY(open_vault(args, console));
  TRY(vault.drill_shares(shares));
  console.words << "These papers open the vault. The day is written down in it.\n";
  return {};
}

}  // namespace

const Command kVaultDrill{
    .name = "vault drill",
    .summary = "Try whether the papers would open the vault, while it can still be opened",
    .about = "Changes nothing but a line in the vault that says when the drill was held.",
    .options = {share_option(), passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault drill cases.mnv --share one.txt --share two.txt --share five.txt",
                  "Hold the drill"}},
    .run = run};

}  // namespace manumit::cli
