// SPDX-License-Identifier: Apache-2.0
#include "base/json_write.h"
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "table.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

const vault::Device* device_of(const vault::Summary& summary, const vault::Member& member) {
  for (const vault::Device& device : summary.devices) {
    if (device.member == member.id)
      return &device;
  }
  return nullptr;
}

std::string state_of(const vault::Device& device) {
  if (device.forked)
    return "copied: two entries under one number";
  if (device.last_seq)
    return "revoked after entry " + std::to_string(*device.last_seq);
  return device.this_one ? "this one" : "";
}

void print_json(const vault::Summary& summary, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.key("members");
  json.open_list();
  for (const vault::Member& member : summary.members) {
    json.open();
    json.field("name", member.name);
    json.field("role", name_of(member.role));
    json.field("fingerprint", member.fingerprint);
    json.field("me", member.me);
    if (const vault::Device* device = device_of(summary, member)) {
      json.field("device", device->name);
      json.field("entries", device->entries);
      json.field("quarantined", device->quarantined);
      json.field("revoked", device->last_seq.has_value());
      json.field("copied", device->forked);
    }
    json.close();
  }
  json.close_list();
  json.close();
  out << json.view();
}

void print_table(const vault::Summary& summary, std::ostream& out) {
  Table table({"Member", "Role", "Fingerprint", "Computer", "Entries", "Set aside", ""});
  for (const vault::Member& member : summary.members) {
    const vault::Device* device = device_of(summary, member);
    table.add({printable(member.name), std::string(name_of(member.role)), member.fingerprint,
               device == nullptr ? "" : printable(device->name),
               device == nullptr ? "" : std::to_string(device->entries),
               device == nullptr ? "" : std::to_string(device->quarantined),
               device == nullptr ? "" : state_of(*device)});
  }
  table.print(out);
}

Result<void> run(const Args& args, Console& console) {
  const vault::Vault vault = TRY(open_vault(args, console));
  if (args.has("json"))
    print_json(vault.summary(), console.out);
  else
    print_table(vault.summary(), console.out);
  return {};
}

}  // namespace

const Command kVaultMembers{
    .name = "vault members",
    .summary = "List who works in a vault, on which computer, and what they are trusted with",
    .about =
        "A role is a set of keys. Directors and leads hold every key; case workers and lawyers "
        "the cases they opened and those shared with them; analysts what happened, never who it "
        "was.",
    .options = {{"json", "", "Print JSON (docs/formats/cli-json.md)"}, passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault members cases.mnv", "List members and computers"}},
    .run = run};

}  // namespace manumit::cli
