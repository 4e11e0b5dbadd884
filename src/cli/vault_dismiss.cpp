// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  const vault::Member member = TRY(find_member(vault.summary(), args.text("MEMBER")));
  TRY(vault.dismiss(member.id, args.text("reason")));
  console.words << printable(member.name)
                << " is dismissed: what they wrote so far stays, and nothing new opens to them. "
                   "Make a bundle for each of the others, so that they know.\n";
  return {};
}

}  // namespace

const Command kVaultDismiss{
    .name = "vault dismiss",
    .summary = "Revoke a member's computer: one that was lost, or of somebody who left",
    .about =
        "What it wrote up to the last entry that is here counts; what it writes later is kept and "
        "set aside. All that it could open gets a new key. What it had before it keeps: nobody can "
        "take that back.",
    .options = {{"reason", "TEXT", "Why, for whoever reads it later", true}, passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}, {"MEMBER", "Name, or the beginning of the fingerprint"}},
    .examples = {{"manumit vault dismiss cases.mnv Anna --reason \"laptop lost\"",
                  "Revoke a lost laptop"}},
    .run = run};

}  // namespace manumit::cli
