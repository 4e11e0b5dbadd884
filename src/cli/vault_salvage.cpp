// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"
#include "vault/salvage.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  vault::SalvageWish wish{
      .damaged = args.text("DAMAGED"), .others = {}, .target = args.text("NEW")};
  for (const std::string& other : args.texts("OTHER"))
    wish.others.emplace_back(other);
  ProgressBar bar("Reading page by page");
  const vault::Salvaged saved = TRY(vault::salvage(wish, bar.watch()));
  console.words << saved.entries << " entries are saved; " << saved.lost.size()
                << " that are known to have been there are lost.\n";
  for (const vault::Damage& lost : saved.lost)
    console.words << "  " << printable(console.catalogue.of(lost.problem)) << '\n';
  if (!saved.keys_copied) {
    console.words
        << "No key file lay beside the damaged one: put NAME.mnk from a backup beside the "
           "new one.\n";
  }
  console.words
      << "Keep the damaged file. A bundle from a colleague may bring back what is lost.\n";
  console.out << saved.verdict.head_hash << '\n';
  return {};
}

}  // namespace

const Command kVaultSalvage{
    .name = "vault salvage",
    .summary = "Save what is sound in a damaged vault into a new file",
    .about =
        "Needs no passphrase. Reads the damaged file page by page, and other copies of the same "
        "vault "
        "besides, and changes none of them.",
    .options = {},
    .positionals = {{"DAMAGED", "NAME.mnv"},
                    {"NEW", "NAME.mnv, which must not be there yet"},
                    {"OTHER", "Other copies of the same vault, sound or not", false, true}},
    .examples = {{"manumit vault salvage cases.mnv saved.mnv", "Save what is sound"}},
    .run = run};

}  // namespace manumit::cli
