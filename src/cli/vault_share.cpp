// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "opening.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  casework::Casebook book = TRY(open_vault_with_cases(args, console));
  const vault::Member member = TRY(find_member(book.vault().summary(), args.text("MEMBER")));
  const std::vector<std::string> cases = args.texts("CASE");
  for (const std::string& number : cases)
    TRY(book.share_case(TRY(book.find_case(number)), member.id));
  std::size_t shared = cases.size();
  if (member.role == vault::Role::analyst && cases.empty())
    shared = TRY(book.share_circumstances(member.id));
  console.words << shared << " cases are open to " << printable(member.name)
                << ". The next bundle for them brings the keys.\n";
  return {};
}

}  // namespace

const Command kVaultShare{
    .name = "vault share",
    .summary = "Open cases to a member who does not hold every key",
    .about =
        "An analyst gets what happened and nobody's identity; without a case named, that of all "
        "cases.",
    .options = {passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"},
                    {"MEMBER", "Name, or the beginning of the fingerprint"},
                    {"CASE", "Number or id of a case", false, true}},
    .examples = {{"manumit vault share cases.mnv Anna 0142", "Open case 0142 to Anna"}},
    .run = run};

}  // namespace manumit::cli
