// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "base/json_write.h"
#include "casework/casebook.h"
#include "chosen.h"
#include "commands.h"
#include "office.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

void print_json(const vault::Erasure& done, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("entries", done.entries);
  json.field("day", day_of(done.at_ms));
  if (done.last_key_backup_until_ms > 0)
    json.field("key_backups_until", day_of(done.last_key_backup_until_ms));
  json.key("orders");
  json.open_list();
  for (const vault::EntryId& order : done.orders)
    json.text(to_hex(order.bytes));
  json.close_list();
  json.close();
  out << json.view();
}

Result<void> run(const Args& args, Console& console) {
  casework::Casebook book = TRY(open_vault_with_cases(args, console));
  const casework::RecordId id = TRY(book.find_case(args.text("CASE")));
  const vault::Erasure done =
      args.has("person")
          ? TRY(book.erase_person(id, TRY(person_in(TRY(book.open_case(id)), args.text("person"))),
                                  args.text("ground")))
          : TRY(book.erase_case(id, args.text("ground")));
  if (args.has("json")) {
    print_json(done, console.out);
    return {};
  }
  console.words << "Erased: the contents of " << done.entries
                << " entries and their keys. The chains and signatures still hold.\n"
                   "What this cannot reach: older backups of NAME.mnk, other computers until they "
                   "take a bundle, exports and prints, and blocks that a disk keeps.\n";
  if (done.last_key_backup_until_ms > 0) {
    console.words << "The last copy of the keys that this vault knows of is to be destroyed on "
                  << day_of(done.last_key_backup_until_ms) << ".\n";
  }
  for (const vault::EntryId& order : done.orders)
    console.out << day_of(done.at_ms) << "  order " << to_hex(order.bytes) << '\n';
  return {};
}

}  // namespace

const Command kVaultErase{
    .name = "vault erase",
    .summary = "Erase a case, or one person's identity, for good",
    .about =
        "Destroys the keys and the contents, and writes down that and why it was done. It cannot "
        "be "
        "undone. Other computers erase it too when they take the next bundle.",
    .options = {{"person", "ID",
                 "Only the identity of this person; `manumit case show` has the id"},
                {"ground", "TEXT", "On what ground: kept, and read by whoever asks later", true},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}, {"CASE", "Number or id of the case"}},
    .examples = {{"manumit vault erase cases.mnv 0142 --ground \"she asked for it\"",
                  "Erase a case on request"}},
    .run = run};

}  // namespace manumit::cli
