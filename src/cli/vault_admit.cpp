// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  const vault::JoinRequest request = TRY(vault::read_join_request(args.text("REQUEST")));
  if (!vault::is_fingerprint(args.text("fingerprint"), request)) {
    return fail(Error::Kind::not_allowed,
                "the fingerprint is not the one of this request: nobody was admitted",
                args.text("REQUEST"),
                "have the person read it to you once more; if it still differs, somebody exchanged "
                "the file");
  }
  vault::Vault vault = TRY(open_vault(args, console));
  std::optional<vault::MemberId> again;
  if (args.has("again"))
    again = TRY(find_member(vault.summary(), args.text("again"))).id;
  const vault::MemberId member = TRY(vault.admit(request, role_called(args.text("role")), again));
  ProgressBar bar("Making the bundle");
  const vault::BundleMade made = TRY(vault.make_bundle(args.text("bundle"), member, bar.watch()));
  console.words << printable(request.member_name) << " is admitted. The bundle holds "
                << made.entries << " entries and " << made.keys
                << " keys; only their computer can open it.\n";
  return {};
}

}  // namespace

const Command kVaultAdmit{
    .name = "vault admit",
    .summary = "Let somebody into the vault who asked, and make the bundle for their computer",
    .about =
        "The fingerprint is what the person reads to you. It must come from them and not with the "
        "file: who can exchange the file on its way can exchange a note beside it.",
    .options = {{"role", "ROLE", "What they are trusted with", true, role_names()},
                {"fingerprint", "TEXT", "As the person read it to you", true},
                {"bundle", "FILE", "The file to make for their computer", true},
                {"again", "MEMBER",
                 "The same person was a member before, on a computer that is lost or besides"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}, {"REQUEST", "The file that they made"}},
    .examples = {{"manumit vault admit cases.mnv anna.mnj --role lawyer --fingerprint 7K2M-… "
                  "--bundle a.mnb",
                  "Let Anna in"}},
    .run = run};

}  // namespace manumit::cli
