// SPDX-License-Identifier: Apache-2.0
#include <pwd.h>
#include <unistd.h>

#include "commands.h"
#include "opening.h"
#include "paper_sheets.h"
#include "papers_wished.h"
#include "terminal.h"
#include "vault/vault.h"

namespace manumit::cli {
namespace {

/// The name under which the system knows the person at the keyboard.
std::string login_name() {
  const passwd* entry = getpwuid(getuid());
  return entry == nullptr || entry->pw_name == nullptr ? "owner" : entry->pw_name;
}

/// The papers on standard output, or a line in the vault that it goes without.
Result<void> settle_papers(vault::Vault& vault, const PapersWished& wished, const Args& args,
                           Console& console) {
  if (wished.of == 0)
    return vault.go_without_shares();
  print_papers(TRY(vault.issue_shares(wished.need, wished.of)), args, console);
  return {};
}

Result<void> run(const Args& args, Console& console) {
  const std::filesystem::path file = args.text("VAULT");
  const vault::Inspection look = vault::inspect(file);
  if (look.condition != vault::Condition::absent) {
    return fail(Error::Kind::not_allowed, "there is a file of that name already", file.string(),
                "nothing was changed; choose another name");
  }
  const PapersWished papers = TRY(papers_wished(args, console));
  console.words << "Nobody can reset this passphrase: not we, not a court, not you. Without it "
                   "the cases are lost for ever.\nUse five or more unrelated words, write them "
                   "down, and keep the paper apart from this computer.\n";
  const Passphrase passphrase = TRY(new_passphrase(args));
  const vault::Vault::Founder founder{.member_name = args.text("member", login_name()),
                                      .device_name = args.text("device", "this computer")};
  const auto profile =
      args.has("old-computer") ? vault::KdfProfile::old_computer : vault::KdfProfile::standard;
  vault::Vault vault =
      TRY(vault::Vault::create(file, passphrase, founder, profile, console.surroundings));
  console.words << "The vault is made: " << file.string() << " and "
                << vault::key_file_of(file).string()
                << ".\nBoth files are needed to open it. Back up both, apart from each other.\n";
  TRY(settle_papers(vault, papers, args, console));
  console.out << vault.summary().head_hash << '\n';
  return {};
}

}  // namespace

const Command kVaultCreate{
    .name = "vault create",
    .summary = "Make a new, empty vault",
    .about =
        "Makes NAME.mnv (the entries) and NAME.mnk (the wrapped keys), readable by you "
        "alone, and papers of which some together open the vault when the passphrase is lost; "
        "whoever wants none writes that out. Prints the papers, which are stored nowhere, and on "
        "the "
        "last line the head hash: write it down, and you can prove later what was in the vault "
        "when.",
    .options = {{"member", "NAME", "Your name as colleagues know it; else your login name"},
                {"device", "NAME", "What to call this computer; else \"this computer\""},
                {"old-computer", "",
                 "Make each guess at the passphrase cheaper, for a slow or small computer"},
                need_option(),
                of_option(),
                paper_language_option(),
                without_papers_option(),
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv, which must not be there yet"}},
    .examples = {{"manumit vault create cases.mnv", "Make a vault in this folder"},
                 {"manumit vault create cases.mnv --need 3 --of 5 --passphrase-file words.txt",
                  "The same with five papers, asking nothing"}},
    .run = run};

}  // namespace manumit::cli
