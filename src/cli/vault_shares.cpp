// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "paper_sheets.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  const std::vector<vault::Share> shares =
      TRY(vault.issue_shares(static_cast<unsigned>(args.number("need", kUsualNeed)),
                             static_cast<unsigned>(args.number("of", kUsualOf))));
  print_papers(shares, args, console);
  return {};
}

}  // namespace

const Command kVaultShares{
    .name = "vault shares",
    .summary = "Make papers of which some together open the vault when a passphrase is lost",
    .about =
        "Fewer than --need of them tell nothing. They are printed once and stored nowhere. Earlier "
        "papers cease to work.",
    .options = {need_option(), of_option(), paper_language_option(), passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault shares cases.mnv --need 3 --of 5", "Make five papers"}},
    .run = run};

}  // namespace manumit::cli
