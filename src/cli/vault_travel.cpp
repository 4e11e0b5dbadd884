// SPDX-License-Identifier: Apache-2.0
#include "casework/travel.h"

#include <algorithm>

#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

/// "0012,0015" as ids.
Result<std::vector<casework::RecordId>> cases_in(const casework::Casebook& book,
                                                 std::string_view text) {
  std::vector<casework::RecordId> out;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(','));
    out.push_back(TRY(book.find_case(one)));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
  }
  return out;
}

std::string own_name(const vault::Summary& summary) {
  for (const vault::Member& member : summary.members) {
    if (member.me)
      return member.name;
  }
  return {};
}

Result<void> run(const Args& args, Console& console) {
  casework::Casebook book = TRY(open_vault_with_cases(args, console));
  TRY(casework::may_make_travel_copy(book.vault()));
  const std::string name = own_name(book.vault().summary());
  const casework::TravelWish wish{.file = args.text("NEW"),
                                  .cases = TRY(cases_in(book, args.text("cases"))),
                                  .member_name = args.text("member", name + " (travel)"),
                                  .device_name = args.text("device", "travel copy"),
                                  .profile = args.has("old-computer")
                                                 ? vault::KdfProfile::old_computer
                                                 : vault::KdfProfile::standard};
  console.words << "Choose a passphrase for the travel copy, another one than that of the vault.\n";
  const Passphrase passphrase = TRY(second_passphrase(args));
  ProgressBar bar("Making the travel copy");
  const casework::TravelCopy made =
      TRY(casework::make_travel_copy(book, wish, passphrase, console.surroundings, bar.watch()));
  console.words << made.cases << " cases open in the travel copy, by its own passphrase, and no "
                << "others. It holds the sealed entries of all the others too, " << made.entries
                << " in all: how many there are can be seen. Take NAME.mnv and NAME.mnk along, and "
                   "leave the passphrase of the vault at home.\n"
                   "Home again: make a bundle there for "
                << printable(name) << " and take it in here; then dismiss "
                << printable(wish.member_name)
                << ". If it is lost on the way, dismiss it at once.\n";
  console.out << made.fingerprint << '\n';
  return {};
}

}  // namespace

const Command kVaultTravel{
    .name = "vault travel",
    .summary = "Make a copy for a journey: chosen cases open in it, and nothing else",
    .about =
        "Admits a new record for it, as a case worker who is linked to nobody, and shares the "
        "cases with that record. Only a director can. Whoever forces you to open it sees those "
        "cases, the names of members and computers, and that there are more cases.",
    .options = {{"cases", "NUMBERS", "Numbers or ids of the cases, with commas between", true},
                {"member", "NAME", "Of the new record; else your own and \"(travel)\""},
                {"device", "NAME", "What to call the computer; else \"travel copy\""},
                {"old-computer", "",
                 "Make each guess at the passphrase cheaper, for a slow or small computer"},
                second_passphrase_option(),
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}, {"NEW", "The vault to make, NAME.mnv"}},
    .examples = {{"manumit vault travel cases.mnv /media/stick/journey.mnv --cases 0012,0015",
                  "Take two cases to a hearing abroad"}},
    .run = run};

}  // namespace manumit::cli
