// SPDX-License-Identifier: Apache-2.0
#include "vault/panic.h"

#include <filesystem>

#include "commands.h"
#include "office.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

/// On a terminal the name is typed, so that no line from the history does it. In a script the
/// switch is enough.
Result<void> confirmed(const std::string& name) {
  if (!there_is_a_terminal())
    return {};
  const std::string typed =
      TRY(typed_line("To destroy the keys of this computer for good, type " + name));
  if (typed == name)
    return {};
  return fail(Error::Kind::not_allowed, "nothing was destroyed: the name was not typed", name,
              "type the name of the file as it stands there");
}

void tell(const vault::KeysDestroyed& done, std::ostream& words) {
  if (done.ways_in == 0 && !done.unreadable)
    words << "No passphrase opened this vault here any more.\n";
  else
    words << "Destroyed: what the passphrase opened on this computer. It opens nothing now.\n";
  if (done.unreadable)
    words << "Keys in NAME.mnk that could not be read were destroyed with the rest.\n";
  if (!done.overwritten)
    words << "Not all of the old file could be overwritten: destroy the stick or the disk if you "
             "can.\n";
  if (done.open_elsewhere)
    words << "Another program has the vault open. A desk of ours locks itself within a second; "
             "switch the computer off if you are not sure.\n";
  if (done.key_backups > 0)
    words << "Copies of the keys lie in the same folder, and still open it with the passphrase: "
          << done.key_backups << ".\n";
  words << (done.papers_open ? "Enough recovery papers open the vault again, and so do "
                             : "No recovery papers open it. What opens it are ")
        << "copies of NAME.mnk in other places, and other computers of the office.\n";
}

Result<void> run(const Args& args, Console& console) {
  const std::filesystem::path file = args.text("VAULT");
  if (!args.has("destroy-my-keys")) {
    return fail(Error::Kind::bad_input, "nothing was destroyed: --destroy-my-keys is missing", "",
                "it cannot be undone; give the switch if you mean it");
  }
  TRY(confirmed(file.filename().string()));
  const vault::KeysDestroyed done = TRY(vault::destroy_slots(file, console.surroundings));
  tell(done, console.words);
  console.out << done.ways_in << '\n';
  return {};
}

}  // namespace

const Command kVaultPanic{
    .name = "vault panic",
    .summary = "Destroy the keys of this computer, for good and without a passphrase",
    .about =
        "NAME.mnk is written anew without the ways in by passphrase, and the old one is "
        "overwritten. The entries stay, and open by recovery papers, by a copy of the keys in "
        "another place, or on another computer of the office. It cannot reach such copies, nor "
        "blocks that a disk keeps (SSDs do), and it hides nothing: anybody sees that there was a "
        "vault. Works while the vault is open; a desk that has it locks itself.",
    .options = {{"destroy-my-keys", "", "That this is meant; on a terminal the name is asked too"}},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault panic cases.mnv --destroy-my-keys",
                  "Make the passphrase worthless on this computer"}},
    .run = run};

}  // namespace manumit::cli
