// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "share_files.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  const std::vector<vault::Share> shares = TRY(shares_in_files(args, console));
  console.words << "Choose a new passphrase. Nobody can reset it.\n";
  const Passphrase passphrase = TRY(new_passphrase(args));
  const vault::Vault::Founder names{.member_name = args.text("member"),
                                    .device_name = args.text("device", "this computer")};
  const auto profile =
      args.has("old-computer") ? vault::KdfProfile::old_computer : vault::KdfProfile::standard;
  const vault::Vault vault = TRY(vault::Vault::recover(args.text("VAULT"), shares, passphrase,
                                                       names, profile, console.surroundings));
  console.words
      << "The vault is open again, and the new passphrase opens it as a director. Make "
         "new papers now: those that were brought have been seen. Dismiss the record whose "
         "passphrase is lost.\n";
  console.out << vault.summary().head_hash << '\n';
  return {};
}

}  // namespace

const Command kVaultRecover{
    .name = "vault recover",
    .summary = "Open a vault whose passphrase is lost, with enough of its papers",
    .about = "Lets whoever brings the shares in as a director, under a new passphrase.",
    .options = {share_option(),
                {"member", "NAME", "Your name as colleagues know it", true},
                {"device", "NAME", "What to call this computer; else \"this computer\""},
                {"old-computer", "",
                 "Make each guess at the passphrase cheaper, for a slow or small computer"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault recover cases.mnv --member Irina --share one.txt --share four.txt "
                  "--share five.txt",
                  "Come back after a lost passphrase"}},
    .run = run};

}  // namespace manumit::cli
