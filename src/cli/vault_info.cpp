// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "base/json_write.h"
#include "chosen.h"
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "telling.h"
#include "terminal.h"
#include "vault/vault.h"

namespace manumit::cli {
namespace {

using Done = std::optional<vault::BackupsKnown::Done>;

void print_done(JsonWriter& json, std::string_view name, const Done& done) {
  if (!done)
    return;
  json.key(name);
  json.open();
  json.field("at", time_in_utc(done->at_ms));
  json.field("member", done->member);
  json.field("device", done->device);
  json.close();
}

void print_done(const char* what, const Done& done, std::ostream& out) {
  out << what;
  if (!done) {
    out << "not recorded\n";
    return;
  }
  out << day_of(done->at_ms) << " by " << printable(done->member) << " on "
      << printable(done->device) << '\n';
}

void print_json(const vault::Summary& summary, const vault::BackupsKnown& backups,
                std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("vault_id", to_hex(summary.id.bytes));
  json.field("bytes", summary.bytes);
  json.field("entries", summary.entries);
  json.field("compartments", summary.compartments);
  json.key("members");
  json.open_list();
  for (const vault::Member& member : summary.members) {
    json.open();
    json.field("name", member.name);
    json.field("fingerprint", member.fingerprint);
    json.close();
  }
  json.close_list();
  json.key("devices");
  json.open_list();
  for (const vault::Device& device : summary.devices) {
    json.open();
    json.field("name", device.name);
    json.field("fingerprint", device.fingerprint);
    json.field("entries", device.entries);
    json.field("this_one", device.this_one);
    json.close();
  }
  json.close_list();
  print_done(json, "last_backup", backups.entries);
  print_done(json, "last_backup_with_keys", backups.keys);
  print_done(json, "last_backup_tried", backups.drill);
  json.field("head_hash", summary.head_hash);
  json.close();
  out << json.view();
}

void print_page(const vault::Summary& summary, const vault::BackupsKnown& backups,
                std::ostream& out) {
  out << "Vault          " << to_hex(summary.id.bytes) << '\n'
      << "Size           " << size_in_words(summary.bytes) << " (both files)\n"
      << "Entries        " << summary.entries << " in " << summary.compartments
      << " compartments\n";
  for (const vault::Member& member : summary.members)
    out << "Member         " << printable(member.name) << "  " << member.fingerprint << '\n';
  for (const vault::Device& device : summary.devices) {
    out << "Device         " << printable(device.name) << "  " << device.fingerprint << "  "
        << device.entries << " entries" << (device.this_one ? ", this one" : "") << '\n';
  }
  print_done("Last backup    ", backups.entries, out);
  print_done("  with keys    ", backups.keys, out);
  print_done("  one tried    ", backups.drill, out);
  out << "Head hash      " << summary.head_hash << '\n';
}

Result<void> run(const Args& args, Console& console) {
  const std::filesystem::path file = args.text("VAULT");
  const vault::Inspection look = vault::inspect(file);
  if (look.condition != vault::Condition::intact)
    return fail(look.problem);
  const Passphrase passphrase = TRY(existing_passphrase(args));
  const vault::Vault vault = TRY(vault::Vault::open(file, passphrase, console.surroundings));
  const vault::Summary summary = vault.summary();
  if (args.has("json"))
    print_json(summary, vault.backups(), console.out);
  else
    print_page(summary, vault.backups(), console.out);
  return {};
}

}  // namespace

const Command kVaultInfo{
    .name = "vault info",
    .summary = "Show a vault's size, members, devices and head hash",
    .about =
        "The head hash changes with every entry. `manumit vault anchor` makes a line of it that "
        "can "
        "be read over the telephone and checked later.",
    .options = {{"json", "", "Print JSON (docs/formats/cli-json.md)"}, passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault info cases.mnv", "Show what the vault page of the desk shows"}},
    .run = run};

}  // namespace manumit::cli
