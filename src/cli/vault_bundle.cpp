// SPDX-License-Identifier: Apache-2.0
#include "casework/casebook.h"
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

void tell(const vault::BundleMade& made, const std::string& name, bool since_last,
          std::ostream& words) {
  words << "The bundle holds " << made.entries << " entries and " << made.keys << " keys; only "
        << name << "'s computer can open it.\n";
  if (made.had > 0) {
    words << made.had << " entries were left out: " << name
          << "'s computer had them when it wrote its entry " << made.their_last
          << ", the last of it that is here. If it has lost some since, make a bundle without "
             "--since-last.\n";
  } else if (since_last) {
    words << "Nothing was left out: nothing that " << name
          << "'s computer wrote is here, or it was copied.\n";
  }
  if (made.left_out > 0)
    words << made.left_out << " entries are damaged here and were left out; verify this vault.\n";
}

/// An analyst's bundle brings the circumstances of cases that were opened since the last one.
Result<void> bring_up_to_date(const Args& args, Console& console) {
  casework::Casebook book = TRY(open_vault_with_cases(args, console));
  const vault::Member member = TRY(find_member(book.vault().summary(), args.text("MEMBER")));
  if (member.role == vault::Role::analyst && !book.vault().read_only())
    static_cast<void>(TRY(book.share_circumstances(member.id)));
  // Before it is made, so that it is in it and both computers come to the same.
  TRY(book.note({.kind = casework::UseKind::bundle_made, .member = member.id}));
  const bool since_last = args.has("since-last");
  ProgressBar bar("Making the bundle");
  const vault::BundleMade made = TRY(book.vault().make_bundle(
      args.text("FILE"), member.id, bar.watch(),
      since_last ? vault::BundleReach::what_they_lack : vault::BundleReach::everything));
  tell(made, printable(member.name), since_last, console.words);
  return {};
}

}  // namespace

const Command kVaultBundle{
    .name = "vault bundle",
    .summary = "Write all that is new, and old, into a file for another member's computer",
    .about =
        "For a USB stick or any other way: the file is sealed for that computer and padded. It "
        "holds every entry, and the keys that the member's role and shares allow. With "
        "--since-last "
        "it leaves out what their computer has by its own signed word: what it knew when it wrote "
        "the last of its entries that came here. So send bundles both ways.",
    .options = {{"since-last", "",
                 "Leave out what that computer had at its last entry that is here, files too"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"},
                    {"MEMBER", "Name, or the beginning of the fingerprint"},
                    {"FILE", "The file to make"}},
    .examples = {{"manumit vault bundle cases.mnv Anna for-anna.mnb", "Make a bundle for Anna"},
                 {"manumit vault bundle cases.mnv Anna for-anna.mnb --since-last",
                  "Only what her computer has not"}},
    .run = bring_up_to_date};

}  // namespace manumit::cli
