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
  TRY(vault.set_role(member.id, role_called(args.text("role")), args.text("reason")));
  console.words << printable(member.name) << ": " << args.text("role")
                << ". Make a bundle for them, so that they get the keys of it.\n";
  return {};
}

}  // namespace

const Command kVaultRole{
    .name = "vault role",
    .summary = "Change what a member is trusted with",
    .about =
        "A role with more keys, or one between case worker and lawyer. Keys stay with whoever has "
        "them until they are dismissed: for a role with fewer, and for an analyst's, dismiss the "
        "record and admit the person anew.",
    .options = {{"role", "ROLE", "What they are trusted with from here on", true, role_names()},
                {"reason", "TEXT", "Why, for whoever reads it later"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}, {"MEMBER", "Name, or the beginning of the fingerprint"}},
    .examples = {{"manumit vault role cases.mnv Anna --role lead", "Let Anna lead"}},
    .run = run};

}  // namespace manumit::cli
