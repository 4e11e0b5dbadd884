// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "base/json_write.h"
#include "base/parallel.h"
#include "commands.h"
#include "terminal.h"
#include "vault/vault.h"

namespace manumit::cli {
namespace {

std::string_view name_of(vault::Damage::What what) {
  using What = vault::Damage::What;
  switch (what) {
    case What::row_checksum:
      return "row_checksum";
    case What::header:
      return "header";
    case What::identity:
      return "identity";
    case What::signature:
      return "signature";
    case What::unknown_author:
      return "unknown_author";
    case What::chain:
      return "chain";
    case What::ciphertext:
      return "ciphertext";
    case What::key:
      return "key";
    case What::plaintext:
      return "plaintext";
    case What::rolled_back:
      return "rolled_back";
    case What::page:
      return "page";
    case What::fork:
      return "fork";
  }
  return "unknown";
}

void print_json(const vault::Verdict& verdict, const Words& catalogue, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("sound", verdict.sound_throughout());
  json.field("with_keys", verdict.with_keys);
  json.field("entries", verdict.entries);
  json.field("sound_entries", verdict.sound);
  json.field("erased_entries", verdict.erased);
  json.field("sealed_compartments", verdict.sealed);
  json.field("devices", verdict.devices);
  json.field("head_hash", verdict.head_hash);
  json.key("damages");
  json.open_list();
  for (const vault::Damage& damage : verdict.damages) {
    json.open();
    json.field("what", name_of(damage.what));
    if (damage.row)
      json.field("row", *damage.row);
    if (damage.entry)
      json.field("entry", to_hex(damage.entry->bytes));
    json.field("problem", catalogue.of(damage.problem));
    json.close();
  }
  json.close_list();
  json.close();
  out << json.view();
}

void print_page(const vault::Verdict& verdict, const Words& catalogue, std::ostream& out) {
  for (const vault::Damage& damage : verdict.damages) {
    if (damage.row)
      out << "row " << *damage.row << "  ";
    if (damage.entry)
      out << "entry " << to_hex(damage.entry->bytes) << "  ";
    out << name_of(damage.what) << '\n' << "    " << catalogue.of(damage.problem) << '\n';
  }
  out << (verdict.sound_throughout() ? "sound" : "damaged") << ": " << verdict.sound << " of "
      << verdict.entries << " entries are sound";
  if (verdict.erased > 0)
    out << ", " << verdict.erased << " erased on order";
  out << (verdict.with_keys ? "; every one was opened" : "; checked without the passphrase")
      << "\nhead hash " << verdict.head_hash << '\n';
}

Result<vault::Verdict> verdict_on(const Args& args, Console& console) {
  const std::filesystem::path file = args.text("VAULT");
  const bool with_keys = args.has("with-passphrase") || args.has("passphrase-file");
  if (!with_keys) {
    ProgressBar bar("Checking without keys");
    return vault::check_without_key(file, machine_threads(), bar.watch());
  }
  const vault::Inspection look = vault::inspect(file);
  if (look.condition != vault::Condition::intact)
    return fail(look.problem);
  const Passphrase passphrase = TRY(existing_passphrase(args));
  const vault::Vault vault = TRY(vault::Vault::open(file, passphrase, console.surroundings));
  ProgressBar bar("Checking");
  return vault.verify(machine_threads(), bar.watch());
}

Result<void> run(const Args& args, Console& console) {
  const vault::Verdict verdict = TRY(verdict_on(args, console));
  if (args.has("json"))
    print_json(verdict, console.catalogue, console.out);
  else
    print_page(verdict, console.catalogue, console.out);
  if (!verdict.sound_throughout()) {
    return fail(Error::Kind::damaged, "the vault is damaged; {0} of its {1} entries are sound", "",
                "work on from your newest backup that is sound, and keep this copy as it is",
                {std::to_string(verdict.sound), std::to_string(verdict.entries)});
  }
  return {};
}

}  // namespace

const Command kVaultVerify{
    .name = "vault verify",
    .summary = "Check every entry of a vault, with or without its passphrase",
    .about =
        "Without the passphrase it checks checksums, ids, chains, signatures and the hashes "
        "of the ciphertexts: anybody may run it on a copy. With it, every entry is opened as "
        "well. Each damaged entry is named with what is lost and what is safe; the exit code "
        "is then 1.",
    .options = {{"with-passphrase", "", "Ask for the passphrase and open every entry too"},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault verify cases.mnv", "Check a vault or a copy of it"},
                 {"manumit vault verify --with-passphrase cases.mnv", "Open every entry as well"}},
    .run = run};

}  // namespace manumit::cli
