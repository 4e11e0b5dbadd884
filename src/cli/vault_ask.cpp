// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  console.words << "Choose the passphrase that will open the vault on this computer. Nobody can "
                   "reset it.\n";
  const Passphrase passphrase = TRY(new_passphrase(args));
  const vault::Vault::Founder names{.member_name = args.text("member"),
                                    .device_name = args.text("device", "this computer")};
  const auto profile =
      args.has("old-computer") ? vault::KdfProfile::old_computer : vault::KdfProfile::standard;
  const vault::JoinRequest request = TRY(vault::Vault::ask_to_join(
      args.text("VAULT"), args.text("REQUEST"), passphrase, names, profile, console.surroundings));
  console.words << "Give the file to a director. Read this fingerprint to them, over the telephone "
                   "or face to face:\n";
  console.out << request.fingerprint << '\n';
  return {};
}

}  // namespace

const Command kVaultAsk{
    .name = "vault ask",
    .summary = "Ask to be let into a vault: makes the file for a director",
    .about =
        "Makes the keys of this computer and a request that holds only public keys and names. The "
        "secret half stays here, under your passphrase, until `manumit vault join`.",
    .options = {{"member", "NAME", "Your name as colleagues know it", true},
                {"device", "NAME", "What to call this computer; else \"this computer\""},
                {"old-computer", "",
                 "Make each guess at the passphrase cheaper, for a slow or small computer"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv, which this computer will have"},
                    {"REQUEST", "The file to make for the director"}},
    .examples = {{"manumit vault ask cases.mnv anna.mnj --member Anna", "Ask to be let in"}},
    .run = run};

}  // namespace manumit::cli
